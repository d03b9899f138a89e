import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import type { EnsuredEnvironment } from "../../environment/ensure-environments.ts";
import { distributionVersions } from "../../environment/python/distribution-versions.ts";
import type { Answer } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import type { NamePath } from "../../stages/resolve/demands.ts";
import { explainAnswers } from "../../stages/resolve/explain-answers.ts";
import { withPromoted } from "../../stages/resolve/promoted-names.ts";
import { impureNames } from "../../stages/resolve/pure-names.ts";
import { findReachableClasses } from "../../stages/resolve/reachable-classes.ts";
import { resolveUses, uniqueQueries } from "../../stages/resolve/resolve-uses.ts";
import type { ScanResult } from "../../stages/scan/scan-project.ts";
import { addReachableClasses } from "./add-reachable-classes.ts";
import { contradictedDeclarations } from "./disagreements.ts";
import { type ReportedChange, withBrokenUses } from "./find-broken-uses.ts";
import { openIntrospectionSession } from "./introspection-session.ts";
import { addLibraryPages } from "./library-pages.ts";
import { libraryRecords, omitUnfinishedStubs, outdatedLibraries } from "./library-records.ts";
import { type LibraryReport, reportLibraries } from "./report-libraries.ts";
import { splitOutdated, updateManifest } from "./update-manifest.ts";

/** What a run has found out about one environment. Nothing of it is written yet. */
export interface GeneratedEnvironment {
  readonly config: Config;
  readonly manifest: Manifest;
  readonly diagnostics: readonly Diagnostic[];
  readonly libraries: readonly LibraryReport<ReportedChange>[];
  readonly introspected: boolean;
  /** Classes that types speak of and Python does not have. */
  readonly absent: readonly string[];
  /** Whether the sources lead to more classes than are followed. */
  readonly isTruncated: boolean;
}

/** What concerns one environment of what was found in the sources, and of what is to be promoted. */
export interface ScannedPart extends Pick<ScanResult, "uses" | "members"> {
  readonly promote: readonly NamePath[];
  /** Import names of libraries that are read again in any case. */
  readonly refreshed: readonly string[];
}

/** Asks Python about what sources use of one environment and its manifest does not know. */
export async function generateEnvironment(
  { config, ...environment }: EnsuredEnvironment,
  before: Manifest,
  scan: ScannedPart,
  typeshed: Typeshed | undefined,
  progress: Progress,
): Promise<GeneratedEnvironment> {
  const changed = outdatedLibraries(before, environment.locked, config.libraries, typeshed);
  const outdated = [...new Set([...changed, ...scan.refreshed])];
  const { current, queries: again } = splitOutdated(before, outdated);

  const asked = resolveUses(scan.uses, current, config, scan.promote);
  const queries = uniqueQueries([...asked.queries, ...again]);
  const inquiry = openIntrospectionSession(config, environment, typeshed, progress);
  const inquire = async (): Promise<{ answers: readonly Answer[]; reached: Manifest }> => {
    const answers = await inquiry.ask(queries);
    const installed = await distributionVersions(environment);
    const records = libraryRecords(config.libraries, environment.locked, installed, before, typeshed);
    const described = await addLibraryPages(records, before, environment);
    const updated = updateManifest(before, current, answers, described, outdated);
    const promoted = withPromoted(updated, scan.promote);
    return { answers, reached: await addReachableClasses(promoted, answers, scan, config, inquiry) };
  };
  const { answers, reached } = await inquire().finally(inquiry.end);
  const manifest = omitUnfinishedStubs(reached, inquiry.unfinished);
  const { used } = resolveUses(scan.uses, manifest, config);
  const { names, isTruncated } = findReachableClasses(manifest, used, scan.members, config);
  const reports = reportLibraries(before, manifest, used, inquiry.seconds, config, scan.refreshed);
  return {
    config,
    manifest,
    diagnostics: [
      ...asked.diagnostics,
      ...impureNames(manifest, config),
      ...inquiry.diagnostics(),
      ...contradictedDeclarations(manifest, config.libraries),
      ...explainAnswers(asked.unresolved, queries, answers, inquiry.provided),
    ],
    libraries: await withBrokenUses(reports, before, scan.uses, config.root),
    introspected: inquiry.hasAsked(),
    absent: [...names].filter((name) => manifest.reached?.[name] === null).sort(),
    isTruncated,
  };
}
