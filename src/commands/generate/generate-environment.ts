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

/** The result of a run for one environment. Nothing of it is written yet. */
export interface GeneratedEnvironment {
  readonly config: Config;
  readonly manifest: Manifest;
  readonly diagnostics: readonly Diagnostic[];
  readonly libraries: readonly LibraryReport<ReportedChange>[];
  readonly introspected: boolean;
  /** Classes that types mention and Python does not have. */
  readonly absent: readonly string[];
  /** Whether the sources lead to more classes than are followed. */
  readonly isTruncated: boolean;
}

/** One environment's part of the scan and of the names to promote. */
export interface ScannedPart extends Pick<ScanResult, "uses" | "members"> {
  readonly promote: readonly NamePath[];
  /** Import names of libraries to introspect again in any case. */
  readonly refreshed: readonly string[];
}

/** Introspects the names that sources use of one environment and that its manifest does not have. */
export async function generateEnvironment(
  { config, ...environment }: EnsuredEnvironment,
  before: Manifest,
  scan: ScannedPart,
  typeshed: Typeshed | undefined,
  progress: Progress,
): Promise<GeneratedEnvironment> {
  const changed = outdatedLibraries(before, environment.locked, config.libraries, typeshed);
  const outdated = [...new Set([...changed, ...scan.refreshed])];
  const { current, queries: outdatedQueries } = splitOutdated(before, outdated);

  const asked = resolveUses(scan.uses, current, config, scan.promote);
  const queries = uniqueQueries([...asked.queries, ...outdatedQueries]);
  const session = openIntrospectionSession(config, environment, typeshed, progress);
  const introspect = async (): Promise<{ answers: readonly Answer[]; updated: Manifest }> => {
    const answers = await session.query(queries);
    const installed = await distributionVersions(environment);
    const records = libraryRecords(config.libraries, environment.locked, installed, before, typeshed);
    const described = await addLibraryPages(records, before, environment);
    const merged = updateManifest(before, current, answers, described, outdated);
    const promoted = withPromoted(merged, scan.promote);
    return { answers, updated: await addReachableClasses(promoted, answers, scan, config, session) };
  };
  const { answers, updated } = await introspect().finally(session.end);
  const manifest = omitUnfinishedStubs(updated, session.unfinished);
  const { used } = resolveUses(scan.uses, manifest, config);
  const { names, isTruncated } = findReachableClasses(manifest, used, scan.members, config);
  const reports = reportLibraries(before, manifest, used, session.seconds, config, scan.refreshed);
  return {
    config,
    manifest,
    diagnostics: [
      ...asked.diagnostics,
      ...impureNames(manifest, config),
      ...session.diagnostics(),
      ...contradictedDeclarations(manifest, config.libraries),
      ...explainAnswers(asked.unresolved, queries, answers, session.provided),
    ],
    libraries: await withBrokenUses(reports, before, scan.uses, config.root),
    introspected: session.hasQueried(),
    absent: [...names].filter((name) => manifest.reached?.[name] === null).sort(),
    isTruncated,
  };
}
