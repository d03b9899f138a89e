import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/diagnostic.ts";
import { type Progress, silentProgress } from "../diagnostics/progress.ts";
import type { Config } from "../project/config/config.ts";
import { minorOf, pythonSatisfies } from "../project/config/python-requirement.ts";
import type { Lock, LockedEnvironment } from "../project/lock/lock.ts";
import { findAccelerators } from "../shared/accelerators/find-accelerators.ts";
import { cannotWrite } from "../system/files/file-errors.ts";
import { privateFolder } from "../system/files/private-folder.ts";
import { adoptEnvironment, type ExistingEnvironment } from "./existing/adopt-environment.ts";
import { findInstaller } from "./find-installer.ts";
import { environmentPath, pythonOf } from "./folder/environment-folder.ts";
import { containsPackages, readStamp, type Stamp, writeStamp } from "./folder/stamp.ts";
import { isOffline } from "./offline.ts";
import { forbiddenPackages } from "./packages/forbidden-packages.ts";
import type { Upgrade } from "./packages/upgrade.ts";
import type { Interpreter } from "./python/interpreter.ts";
import { withThisPlatform } from "./python/platforms.ts";
import { missingAccelerator } from "./python/require-accelerator.ts";
import { isResolved } from "./uv/resolve-packages.ts";

/** One environment of a project, ready for use. */
export interface Environment {
  /** Absolute path of its interpreter. */
  readonly python: string;
  /** Present only for an existing environment. */
  readonly existing?: ExistingEnvironment;
  /** Its section of the lock. */
  readonly locked: LockedEnvironment;
  /** Whether anything was created, installed or resolved. */
  readonly changed: boolean;
}

export interface EnsureEnvironmentOptions {
  readonly progress?: Progress;
  /** Use uv's cache only, and no network; the configuration or `SNAKEBRIDGE_OFFLINE` can set it for all runs. */
  readonly offline?: boolean | undefined;
  /** Create the environment exactly as locked, or fail. */
  readonly locked?: boolean | undefined;
  /** Resolve newer versions although the lock matches. */
  readonly upgrade?: Upgrade | undefined;
}

/**
 * Makes one environment match configuration and lock. If it already matches, this starts no process and needs neither uv
 * nor Python. Call it with the writer lock held.
 *
 * @throws DiagnosticError SB3001-SB3009 for a missing or failing tool or package. SB5006 when `locked` and the lock does
 *   not match. SB1003 for an upgrade of an unknown name. SB3011 for a missing accelerator when there is work to do.
 */
export async function ensureEnvironment(
  config: Config,
  lock: Lock | undefined,
  { progress = silentProgress, locked, upgrade, ...options }: EnsureEnvironmentOptions = {},
): Promise<Environment> {
  const offline = isOffline(config, options.offline);
  const before = lock?.environments[config.environment];
  if (config.existing !== undefined) {
    if (upgrade) throw notUpgradable(config.existing);
    return await adoptEnvironment(config, config.existing, before, { progress, offline, locked });
  }
  const folder = join(config.root, environmentPath(config));
  const resolved = before && !upgrade && isResolved(config, before) ? before : undefined;
  if (locked && !resolved) throw lockMismatch(config);
  throwIfAny(forbiddenPackages(config, resolved?.packages ?? []));
  const stamp = await usableStamp(folder, config, before);
  const isComplete = stamp && resolved && containsPackages(stamp, resolved.packages);
  const outcome =
    isComplete && (locked || resolved.platforms[stamp.platform])
      ? { locked: resolved, changed: false }
      : {
          locked: await build(config, folder, before, resolved, stamp, {
            progress,
            offline,
            locked,
            upgrade,
          }),
          changed: true,
        };
  return { python: pythonOf(folder), ...outcome };
}

interface BuildOptions extends EnsureEnvironmentOptions {
  readonly progress: Progress;
}

async function build(
  config: Config,
  folder: string,
  before: LockedEnvironment | undefined,
  resolved: LockedEnvironment | undefined,
  stamp: Stamp | undefined,
  { progress, offline, locked, upgrade }: BuildOptions,
): Promise<LockedEnvironment> {
  const begin = performance.now();
  if (config.accelerator) {
    const missing = missingAccelerator(config.accelerator, await findAccelerators());
    if (missing) throw new DiagnosticError(missing);
  }
  const cwd = await emptyFolder(join(await privateFolder(config.root), "work"));
  try {
    const work = { cwd, progress, offline };
    const installer = await findInstaller(config, work);
    const isComplete = stamp && resolved && containsPackages(stamp, resolved.packages);
    const kept = installer.removesPackages || isComplete ? stamp : undefined;
    const python: Interpreter = kept
      ? { ...kept, path: pythonOf(folder) }
      : await installer.choosePython(config, before, { ...work, exact: locked });
    const fits = resolved && isResolvedFor(resolved, python);
    if (locked && !fits) throw lockMismatch(config);
    const resolution = fits
      ? resolved
      : await installer.resolve(config, python, before, { ...work, upgrade });
    throwIfAny(forbiddenPackages(config, resolution.packages));
    if (!kept) await installer.makeEnvironment(config, python, folder, work);
    if (!kept || !containsPackages(kept, resolution.packages)) {
      await installer.install(config, resolution.packages, folder, work);
      await writeStamp(folder, python, config.interpreter, resolution.packages);
    }
    progress.note(`environment ready in ${((performance.now() - begin) / 1000).toFixed(1)} s`);
    const platforms = await withThisPlatform(before, !fits, python);
    return locked && resolved
      ? resolved
      : { ...resolution, python: pythonFor(resolution, python), platforms };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Whether a resolution is for this Python; pip's resolutions are also for one platform. */
function isResolvedFor({ python, resolvedFor }: LockedEnvironment, { version, tags }: Interpreter): boolean {
  return pythonSatisfies(version, python.requirement) && (resolvedFor ?? tags) === tags;
}

/** Creates an empty folder; a run that was killed may have left files in it. */
async function emptyFolder(path: string): Promise<string> {
  try {
    await rm(path, { recursive: true, force: true });
    await mkdir(path);
    return path;
  } catch (error) {
    throw cannotWrite(path, error);
  }
}

/** Returns the stamp of the present environment, if its Python matches configuration and lock. */
async function usableStamp(
  folder: string,
  config: Config,
  before: LockedEnvironment | undefined,
): Promise<Stamp | undefined> {
  const stamp = await readStamp(folder);
  if (!stamp || stamp.interpreter !== (config.interpreter ?? null)) return undefined;
  const requirement = before && isResolved(config, before) ? before.python.requirement : config.python;
  if (!pythonSatisfies(stamp.version, requirement)) return undefined;
  return !before || config.interpreter || minorOf(before.python.version) === minorOf(stamp.version)
    ? stamp
    : undefined;
}

/** Keeps the locked Python for another patch release, because machines differ in patch releases. */
function pythonFor(
  { python }: Pick<LockedEnvironment, "python">,
  { version }: Interpreter,
): LockedEnvironment["python"] {
  return minorOf(python.version) === minorOf(version) ? python : { ...python, version };
}

function notUpgradable(existing: string): DiagnosticError {
  const message = `The existing environment ${JSON.stringify(existing)} is never changed: its packages cannot be upgraded with --upgrade.`;
  const fix = "Upgrade them with the environment's own tool, then run: npx snakebridge generate";
  return new DiagnosticError(diagnostic("SB3014", message, { fix }));
}

function throwIfAny(findings: readonly Diagnostic[]): void {
  if (findings.length > 0) throw new DiagnosticError(findings);
}

function lockMismatch(config: Config): DiagnosticError {
  const message = `${config.lock} does not match this configuration and Python, and --locked forbids changing it.`;
  return new DiagnosticError(diagnostic("SB5006", message));
}
