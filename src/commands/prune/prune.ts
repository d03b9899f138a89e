import { readdir, rmdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { type Diagnostic, DiagnosticError } from "../../diagnostics/diagnostic.ts";
import { type Progress, silentProgress } from "../../diagnostics/progress.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentFolder } from "../../project/config/environments.ts";
import { generatorIdentity } from "../../project/lock/generator-identity.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import { findReachableClasses } from "../../stages/resolve/reachable-classes.ts";
import { resolveUses } from "../../stages/resolve/resolve-uses.ts";
import { environmentOf, usesByEnvironment } from "../../stages/resolve/uses-by-environment.ts";
import type { ScanResult } from "../../stages/scan/scan-project.ts";
import type { Use } from "../../stages/scan/use.ts";
import { type FileToWrite, removeFiles, writeFiles } from "../../system/files/write-files.ts";
import { withWriterLock } from "../../system/files/writer-lock.ts";
import { outputFindings } from "../check/output-findings.ts";
import { loadProject, scanDependencies } from "../project/load-project.ts";
import { type OutputFile, readOutputFiles } from "../project/output-files.ts";
import { readProjectState } from "../project/project-state.ts";
import { type EnvironmentManifest, renderProject } from "../project/render-project.ts";
import { type LockChange, lockChange } from "./lock-change.ts";
import { namesWithin } from "./names-within.ts";
import { type KeepReason, planPrune } from "./plan-prune.ts";

export interface PruneOptions {
  /** Folder where the search for the configuration begins. Default: the current one. */
  readonly cwd?: string;
  readonly config?: string;
  /** Only report what would be removed. */
  readonly dryRun?: boolean;
  readonly progress?: Progress;
}

export interface PruneResult {
  /** Absolute path of the project. */
  readonly root: string;
  readonly dryRun: boolean;
  /** Removed manifest keys (with `dryRun`: those to remove), e.g. `numpy.linalg:svd`. */
  readonly removed: readonly string[];
  /** Keys that stay although no source names them, with the reason. */
  readonly kept: Readonly<Record<string, KeepReason>>;
  /** Paths of rewritten and of deleted files. */
  readonly rewritten: readonly string[];
  readonly deleted: readonly string[];
  /** Warnings of the scan: names that it could not resolve may have been in use. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Removes generated names that no source, configuration or promotion requires. Changes only unedited generated files; on
 * a failure, restores every file.
 *
 * @throws DiagnosticError when a source cannot be scanned (its uses are unknown) or a generated file was edited
 */
export async function prune(options: PruneOptions = {}): Promise<PruneResult> {
  const { cwd = process.cwd(), config: file, dryRun = false, progress = silentProgress } = options;
  const base = await loadProject({ cwd, ...(file === undefined ? {} : { config: file }) });
  const run = async (): Promise<PruneResult> => {
    const { config, scan } = await scanDependencies(base);
    const { environments, lock } = await readProjectState(config);
    const { usesOf, diagnostics: ambiguous } = usesByEnvironment(scan.uses, config);
    throwErrors([...scan.diagnostics, ...ambiguous]);
    const plans = environments.map((each) => planEnvironment(each, usesOf(each.config), scan, config));
    const removed = plans.flatMap((plan) => plan.removed);

    const after = renderProject(plans);
    const before = await readOutputFiles(config.root, renderProject(environments));
    const remaining = new Map(after.map(({ path, content }) => [path, content]));
    const changes =
      removed.length === 0 ? [] : before.filter((each) => remaining.get(each.path) !== each.content);
    // A file that a killed run has already pruned is not an edit.
    const isEdited = ({ path, found, obstacle }: OutputFile): boolean =>
      obstacle !== undefined || (found !== undefined && found !== remaining.get(path));
    const version = generatorIdentity().version;
    throwErrors(outputFindings(changes.filter(isEdited), { version, current: true }));

    const deleted = changes.filter(({ path }) => !remaining.has(path)).map(({ path }) => path);
    const rewritten = changes.filter(({ path }) => remaining.has(path)).map(({ path }) => path);
    if (!dryRun && changes.length > 0) {
      const files = after.filter(({ path }) => rewritten.includes(path));
      await apply(config, { changes, files, deleted, locks: lockChange(lock, plans, config) });
    }
    return {
      root: config.root,
      dryRun,
      removed,
      kept: Object.assign({}, ...plans.map(({ kept }) => kept)) as PruneResult["kept"],
      rewritten,
      deleted,
      diagnostics: scan.diagnostics,
    };
  };
  return dryRun ? await run() : await withWriterLock(base.root, run, { progress });
}

/** Plans one environment. The keys of a named environment begin with its folder: `@legacy/numpy:mean`. */
function planEnvironment(
  { config, manifest }: EnvironmentManifest,
  uses: readonly Use[],
  { members, escaping }: Pick<ScanResult, "members" | "escaping">,
  project: Config,
): EnvironmentManifest & Pick<PruneResult, "removed" | "kept"> {
  const required = new Map<string, KeepReason>(resolveUses(uses, manifest, config).reasons);
  const escaped = escaping.filter((each) => environmentOf(each, project) === config);
  for (const key of namesWithin(escaped, manifest)) if (!required.has(key)) required.set(key, "re-exported");
  const reached = findReachableClasses(manifest, new Set(required.keys()), members, config);
  const plan = planPrune(manifest, required, reached, config.libraries);
  const { environment } = config;
  const prefix = environment === defaultEnvironment ? "" : `${environmentFolder(environment)}/`;
  return {
    config,
    manifest: plan.manifest,
    removed: plan.removed.map((key) => prefix + key),
    kept: Object.fromEntries(Object.entries(plan.kept).map(([key, reason]) => [prefix + key, reason])),
  };
}

function throwErrors(findings: readonly Diagnostic[]): void {
  const errors = findings.filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new DiagnosticError(errors);
}

interface Changes {
  /** The files to rewrite or delete, with their old content. */
  readonly changes: readonly OutputFile[];
  readonly files: readonly FileToWrite[];
  readonly deleted: readonly string[];
  readonly locks: LockChange | undefined;
}

async function apply({ root, output }: Config, { changes, files, deleted, locks }: Changes): Promise<void> {
  try {
    // The manifest is written last: as long as it lists the removed names, another run can finish or undo this one.
    await removeFiles(root, deleted);
    await writeFiles(root, locks ? [locks.after, ...files] : files);
  } catch (error) {
    await writeFiles(root, locks ? [...changes, locks.before] : changes);
    throw error;
  }
  await removeEmptyFolders(root, output, deleted);
}

/** Removes the empty folders of deleted modules, up to the output folder. */
async function removeEmptyFolders(root: string, output: string, deleted: readonly string[]): Promise<void> {
  for (const path of deleted) {
    for (let folder = dirname(path); folder.startsWith(`${output}/`); folder = dirname(folder)) {
      const absolute = join(root, folder);
      if ((await readdir(absolute).catch(() => ["unknown"])).length > 0) break;
      await rmdir(absolute);
    }
  }
}
