import { join } from "node:path";
import type { Config } from "./config/config.ts";
import { loadConfig } from "./config/load-config.ts";
import { type Diagnostic, DiagnosticError } from "./diagnostics/diagnostic.ts";
import { distributionVersions } from "./environment/distribution-versions.ts";
import { ensureEnvironment } from "./environment/ensure-environment.ts";
import type { Upgrade } from "./environment/upgrade.ts";
import { writeFileAtomically } from "./files/atomic-write.ts";
import { writeFiles } from "./files/write-files.ts";
import { withWriterLock } from "./files/writer-lock.ts";
import { addReached } from "./generate/add-reached.ts";
import { contradictedDeclarations, stubDisagreements } from "./generate/disagreements.ts";
import { type ReportedChange, withBrokenUses } from "./generate/find-broken-uses.ts";
import { openInquiry } from "./generate/inquiry.ts";
import { keepEdits } from "./generate/keep-edits.ts";
import { withPages } from "./generate/library-pages.ts";
import { libraryRecords, outdatedLibraries, withoutUnfinished } from "./generate/library-records.ts";
import { nextLock } from "./generate/next-lock.ts";
import { type LibraryReport, reportLibraries } from "./generate/report-libraries.ts";
import { splitOutdated, updateManifest } from "./generate/update-manifest.ts";
import { readWrittenRecord, saveWrittenRecord } from "./generate/written-record.ts";
import { pluginsIgnored } from "./hosts/ignored-plugins.ts";
import type { Answer } from "./introspect/facts.ts";
import { findTypeshed } from "./introspect/find-typeshed.ts";
import { generatorIdentity } from "./lock/generator-identity.ts";
import { serializeLock } from "./lock/serialize-lock.ts";
import type { Manifest } from "./manifest/manifest.ts";
import { readOutputFiles } from "./project/output-files.ts";
import { readProjectState } from "./project/project-state.ts";
import { countModules, renderProject } from "./project/render-project.ts";
import { reachClasses } from "./reach/reach-classes.ts";
import type { NamePath } from "./resolve/demands.ts";
import { explainAnswers } from "./resolve/explain-answers.ts";
import { forbiddenLibraries } from "./resolve/forbidden-libraries.ts";
import { withPromoted } from "./resolve/promoted-names.ts";
import { impureNames } from "./resolve/pure-names.ts";
import { resolveUses, uniqueQueries } from "./resolve/resolve-uses.ts";
import { scanProject } from "./scan/scan-project.ts";
import { type Progress, silentProgress } from "./shared/progress.ts";

export interface GenerateOptions {
  /** Folder where the search for the configuration begins. Default: the current one. */
  readonly cwd?: string;
  /** Path of the configuration, relative to `cwd`. */
  readonly config?: string;
  /** Use what uv has cached, and no network. */
  readonly offline?: boolean;
  /** Install what the lock says, and fail where that is not enough. */
  readonly locked?: boolean;
  /** Take the newest versions that the configuration allows: of everything, or of these libraries and packages. */
  readonly upgrade?: Upgrade | undefined;
  /** Names to generate for good, whatever the sources use. */
  readonly promote?: readonly NamePath[];
  readonly progress?: Progress;
}

export interface GenerateResult {
  /** Absolute path of the project. */
  readonly root: string;
  /** Errors are about single names or libraries: all others were generated. */
  readonly diagnostics: readonly Diagnostic[];
  readonly libraries: readonly LibraryReport<ReportedChange>[];
  /** Generated Python modules, changed or not. */
  readonly modules: number;
  /** Paths of the files that were made or changed, relative to the project. */
  readonly written: readonly string[];
  /** Whether Python had to be asked. */
  readonly introspected: boolean;
  /** Whose stubs there were for what has no types of its own: `"pyright 1.1.414"`. */
  readonly stubs: string | undefined;
  /** Where stubs do not say what the libraries take; a line each. */
  readonly disagreements: readonly string[];
  /** Classes that types speak of and Python does not have (`"pandas._typing:Scalar"`): their instances are `PyObject`. */
  readonly absent: readonly string[];
  /** Whether the sources lead to more classes than are followed. */
  readonly isCut: boolean;
  readonly seconds: number;
}

/**
 * Writes typed wrappers for the Python names that the project's sources use, and makes the environment where it is
 * missing. Runs nothing and writes nothing when all of that is there. Never deletes.
 *
 * @throws DiagnosticError when nothing could be generated: the configuration, the environment, or a file in the way
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const { cwd = process.cwd(), config: file, progress = silentProgress } = options;
  const begin = performance.now();
  const config = await loadConfig({ cwd, ...(file === undefined ? {} : { config: file }) });
  const result = await withWriterLock(config.root, () => run(config, { ...options, progress }), { progress });
  return { ...result, seconds: (performance.now() - begin) / 1000 };
}

async function run(
  config: Config,
  { progress, offline, locked, upgrade, promote = [] }: GenerateOptions & { readonly progress: Progress },
): Promise<Omit<GenerateResult, "seconds">> {
  progress.step("Scanning the sources");
  const before = await readProjectState(config);
  const scan = await scanProject(config);

  const forbidden = forbiddenLibraries(scan.uses, config);
  if (forbidden.length > 0) throw new DiagnosticError(forbidden);

  progress.step("Looking at the Python environment");
  const environment = await ensureEnvironment(config, before.lock, {
    progress,
    offline,
    locked,
    upgrade,
  });
  const typeshed = findTypeshed(config.root);
  const outdated = outdatedLibraries(before.manifest, environment.locked, config.libraries, typeshed);
  const { current, queries: again } = splitOutdated(before.manifest, outdated);

  const asked = resolveUses(scan.uses, current, config, promote);
  const queries = uniqueQueries([...asked.queries, ...again]);
  const inquiry = openInquiry(config, environment, typeshed, progress);
  const inquire = async (): Promise<{ answers: readonly Answer[]; reached: Manifest }> => {
    const answers = await inquiry.ask(queries);
    const installed = await distributionVersions(environment);
    const records = libraryRecords(
      config.libraries,
      environment.locked,
      installed,
      before.manifest,
      typeshed,
    );
    const described = await withPages(records, before.manifest, environment);
    const updated = updateManifest(before.manifest, current, answers, described, outdated);
    return {
      answers,
      reached: await addReached(withPromoted(updated, promote), answers, scan, config, inquiry),
    };
  };
  const { answers, reached } = await inquire().finally(inquiry.end);
  const manifest = withoutUnfinished(reached, inquiry.unfinished);
  const { used } = resolveUses(scan.uses, manifest, config);
  const { names, isCut } = reachClasses(manifest, used, scan.members, config);
  const files = renderProject(manifest, config);

  const edits = await keepEdits(config.root, await readOutputFiles(config.root, files), {
    written: await readWrittenRecord(config.root),
    renderBefore: () => renderProject(before.manifest, config),
    byAnotherGenerator: before.lock !== undefined && before.lock.generator.hash !== generatorIdentity().hash,
  });
  const { written } = await writeFiles(config.root, files);
  const lock = serializeLock(nextLock(before.lock, config, environment.locked));
  // The lock may lie above the project, where several projects share it.
  const relocked = await writeFileAtomically(join(config.root, config.lock), lock);
  await saveWrittenRecord(config.root, files);

  const reports = reportLibraries(before.manifest, manifest, used, inquiry.seconds, config);
  return {
    root: config.root,
    diagnostics: [
      ...scan.diagnostics,
      ...asked.diagnostics,
      ...impureNames(manifest, config),
      ...inquiry.diagnostics(),
      ...contradictedDeclarations(manifest, config.libraries),
      ...explainAnswers(asked.unresolved, queries, answers, inquiry.provided),
      ...edits,
      ...pluginsIgnored(config.root),
    ],
    libraries: await withBrokenUses(reports, before.manifest, scan.uses, config.root),
    modules: countModules(files.map(({ path }) => path)),
    written: relocked ? [...written, config.lock] : written,
    introspected: inquiry.hasAsked(),
    stubs: typeshed?.source,
    disagreements: stubDisagreements(manifest),
    absent: [...names].filter((name) => manifest.reached?.[name] === null).sort(),
    isCut,
  };
}
