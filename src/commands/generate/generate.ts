import { join } from "node:path";
import { type Diagnostic, DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { type Progress, silentProgress } from "../../diagnostics/progress.ts";
import { ensureEnvironments } from "../../environment/ensure-environments.ts";
import type { Upgrade } from "../../environment/packages/upgrade.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { withApiChecksums } from "../../project/lock/api-checksums.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import { serializeLock } from "../../project/lock/serialize-lock.ts";
import { findTypeshed } from "../../stages/introspect/find-typeshed.ts";
import type { NamePath } from "../../stages/resolve/demands.ts";
import { forbiddenLibraries } from "../../stages/resolve/forbidden-libraries.ts";
import { isOwner, usesByEnvironment } from "../../stages/resolve/uses-by-environment.ts";
import { writeFileAtomically } from "../../system/files/atomic-write.ts";
import { writeFiles } from "../../system/files/write-files.ts";
import { withWriterLock } from "../../system/files/writer-lock.ts";
import { pluginsIgnored } from "../project/ignored-plugins.ts";
import { loadProject, scanDependencies } from "../project/load-project.ts";
import { readOutputFiles } from "../project/output-files.ts";
import { packageFileFor } from "../project/package-file.ts";
import { readProjectState } from "../project/project-state.ts";
import { countModules, renderProject } from "../project/render-project.ts";
import { backUpEdits } from "./back-up-edits.ts";
import { stubDisagreements } from "./disagreements.ts";
import type { ReportedChange } from "./find-broken-uses.ts";
import { type GeneratedEnvironment, generateEnvironment } from "./generate-environment.ts";
import { nextLock } from "./next-lock.ts";
import { type Refresh, refreshedLibraries } from "./refreshed-libraries.ts";
import type { LibraryReport } from "./report-libraries.ts";
import { readWrittenRecord, saveWrittenRecord } from "./written-record.ts";

export interface GenerateOptions {
  /** Folder where the search for the configuration begins. Default: the current one. */
  readonly cwd?: string;
  /** Path of the configuration, relative to `cwd`. */
  readonly config?: string;
  /** Use uv's cache only, and no network. */
  readonly offline?: boolean;
  /** Install exactly what the lock lists, and fail if that is not enough. */
  readonly locked?: boolean;
  /** Install the newest versions that the configuration allows: of all libraries, or of these libraries and packages. */
  readonly upgrade?: Upgrade | undefined;
  /** Introspect all symbols again, of all libraries or of these, although their versions are unchanged. */
  readonly refresh?: Refresh | undefined;
  /** Names to generate permanently, even if no source uses them. */
  readonly promote?: readonly NamePath[];
  readonly progress?: Progress;
}

export interface GenerateResult {
  /** Absolute path of the project. */
  readonly root: string;
  /** Findings. Errors are about single names or libraries: all others were generated. */
  readonly diagnostics: readonly Diagnostic[];
  readonly libraries: readonly LibraryReport<ReportedChange>[];
  /** Number of generated Python modules, changed or not. */
  readonly modules: number;
  /** Paths of the files that were created or changed, relative to the project. */
  readonly written: readonly string[];
  /** Whether Python was started to introspect libraries. */
  readonly introspected: boolean;
  /** The type checker that provides stubs for libraries without types: `"pyright 1.1.414"`. */
  readonly stubs: string | undefined;
  /** Where stubs do not match their libraries, one line each. */
  readonly disagreements: readonly string[];
  /** Classes that types mention and Python does not have (`"pandas._typing:Scalar"`): their instances are `PyObject`. */
  readonly absent: readonly string[];
  /** Whether the sources lead to more classes than are followed. */
  readonly isCut: boolean;
  readonly seconds: number;
}

/**
 * Writes typed wrappers for the Python names that the project's sources use, and creates a missing environment. Starts no
 * process and writes no file when everything is up to date. Deletes nothing.
 *
 * @throws DiagnosticError when nothing could be generated, because of the configuration, the environment or a taken path
 */
export async function generate(options: GenerateOptions = {}): Promise<GenerateResult> {
  const { cwd = process.cwd(), config: file, progress = silentProgress } = options;
  const begin = performance.now();
  const config = await loadProject({ cwd, ...(file === undefined ? {} : { config: file }) });
  const result = await withWriterLock(config.root, () => run(config, { ...options, progress }), { progress });
  return { ...result, seconds: (performance.now() - begin) / 1000 };
}

async function run(
  base: Config,
  {
    progress,
    offline,
    locked,
    upgrade,
    refresh,
    promote = [],
  }: GenerateOptions & { readonly progress: Progress },
): Promise<Omit<GenerateResult, "seconds">> {
  progress.step("Scanning the sources");
  const { config, scan } = await scanDependencies(base);
  const before = await readProjectState(config);
  const { usesOf, diagnostics } = usesByEnvironment(scan.uses, config);

  const forbidden = environmentsOf(config).flatMap((each) => forbiddenLibraries(usesOf(each), each));
  if (forbidden.length > 0) throw new DiagnosticError(forbidden);

  const refreshed = refreshedLibraries(refresh, environmentsOf(config));
  progress.step("Checking the Python environment");
  const environments = await ensureEnvironments(config, before.lock, { progress, offline, locked, upgrade });
  const typeshed = findTypeshed(config.root);
  const parts: GeneratedEnvironment[] = [];
  for (const [index, environment] of environments.entries()) {
    const { config: each, manifest } = before.environments[index]!;
    const names = promote.filter((name) => isOwner(each, name.module, config));
    const part = { uses: usesOf(each), members: scan.members, promote: names, refreshed };
    parts.push(await generateEnvironment(environment, manifest, part, typeshed, progress));
  }

  const files = renderProject(parts);
  const edits = await backUpEdits(config.root, await readOutputFiles(config.root, files), {
    written: await readWrittenRecord(config.root),
    renderBefore: () => renderProject(before.environments),
    byAnotherGenerator: before.lock !== undefined && before.lock.generator.hash !== generatorIdentity().hash,
  });
  const { written } = await writeFiles(config.root, [...files, ...(await packageFileFor(config))]);
  const locks = environments.map(({ config: { environment }, locked }, index) => {
    const earlier = before.lock?.environments[environment];
    return [environment, withApiChecksums(locked, parts[index]!.manifest, earlier, config)] as const;
  });
  const newLock = serializeLock(nextLock(config, Object.fromEntries(locks), before.lock));
  // The lock may be above the project, where several projects share it.
  const relocked = await writeFileAtomically(join(config.root, config.lock), newLock);
  await saveWrittenRecord(config.root, files);

  return {
    root: config.root,
    diagnostics: [
      ...scan.diagnostics,
      ...diagnostics,
      ...parts.flatMap((part) => part.diagnostics),
      ...edits,
      ...pluginsIgnored(config.root),
    ],
    libraries: parts.flatMap(({ libraries }) => libraries),
    modules: countModules(files.map(({ path }) => path)),
    written: relocked ? [...written, config.lock] : written,
    introspected: parts.some(({ introspected }) => introspected),
    stubs: typeshed?.source,
    disagreements: parts.flatMap(({ manifest }) => stubDisagreements(manifest)),
    absent: parts.flatMap(({ absent }) => absent),
    isCut: parts.some(({ isTruncated }) => isTruncated),
  };
}
