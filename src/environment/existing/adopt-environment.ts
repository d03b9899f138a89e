import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import type { Config } from "../../project/config/config.ts";
import { minorOf } from "../../project/config/python-requirement.ts";
import type { LockedEnvironment, LockedPackage } from "../../project/lock/lock.ts";
import { findAccelerators } from "../../shared/accelerators/find-accelerators.ts";
import { privateFolder } from "../../system/files/private-folder.ts";
import { existingPath } from "../folder/environment-folder.ts";
import { requirementsOf } from "../packages/requirements.ts";
import type { Interpreter } from "../python/interpreter.ts";
import { withThisPlatform } from "../python/platforms.ts";
import { missingAccelerator } from "../python/require-accelerator.ts";
import { fetchUv } from "../uv/fetch-uv.ts";
import { findUv } from "../uv/find-uv.ts";
import { type EnvironmentProbe, isUnchanged, readProbe, writeProbe } from "./environment-probe.ts";
import { changesSince, installedPackages } from "./existing-changes.ts";
import { locateEnvironment } from "./locate-environment.ts";
import { probeEnvironment, requirePythonVersion, unusableEnvironment } from "./probe-environment.ts";
import { missingWorkerRequirements, unmetRequirements } from "./unmet-requirements.ts";
import { hasWorkerPackages, installWorkerPackages, resolveWorkerPackages } from "./worker-packages.ts";

/** What is known of an environment that belongs to somebody else. */
export interface ExistingEnvironment {
  /** Folders of installed packages, in the order of Python's path. */
  readonly sitePackages: readonly string[];
  /** Folder for what Python compiles, which else would go into the environment. */
  readonly bytecode: string;
  /** Folder of what a worker needs and the environment does not have. */
  readonly beside?: string;
}

export interface AdoptedEnvironment {
  readonly python: string;
  readonly existing: ExistingEnvironment;
  readonly locked: LockedEnvironment;
  readonly changed: boolean;
}

export interface AdoptOptions {
  readonly progress: Progress;
  readonly offline: boolean;
  readonly locked?: boolean | undefined;
}

/**
 * Takes an environment as it is: nothing is written into it. When it is what the lock says, no process is started.
 *
 * @throws DiagnosticError SB3014 when it is not there, SB3015 when it does not have what is required, SB3002 for another
 *   Python, SB5013 when `locked` and it is not what the lock says
 */
export async function adoptEnvironment(
  config: Config,
  setting: string,
  before: LockedEnvironment | undefined,
  options: AdoptOptions,
): Promise<AdoptedEnvironment> {
  const folder = join(config.root, existingPath(config));
  const found = await findEnvironment(config, setting, folder);
  requirePythonVersion(found, config.python);
  const packages = await installedPackages(found);
  throwIfAny(unmetRequirements(setting, config.libraries, packages));
  if (options.locked) throwIfAny(changesSince(before, packages, config.lock));
  const { beside, installed } = await provideWorkerPackages(config, found, packages, before, folder, options);
  const unmanaged: LockedEnvironment = {
    python: { requirement: config.python, version: found.version },
    requirements: requirementsOf(config.libraries),
    unmanaged: true,
    ...(beside.length === 0 ? {} : { beside }),
    packages,
    platforms: await withThisPlatform(before, before?.unmanaged !== true, found),
  };
  const sameMinor = before && minorOf(before.python.version) === minorOf(found.version);
  const locked = sameMinor
    ? { ...unmanaged, python: { ...unmanaged.python, version: before.python.version } }
    : unmanaged;
  return {
    python: found.path,
    existing: {
      sitePackages: found.sitePackages,
      bytecode: join(folder, "bytecode"),
      ...(beside.length === 0 ? {} : { beside: join(folder, "beside") }),
    },
    locked,
    changed: installed || changesSince(before, packages, config.lock).length > 0,
  };
}

async function findEnvironment(config: Config, setting: string, folder: string): Promise<EnvironmentProbe> {
  const remembered = await readProbe(folder, setting);
  const located = await locateEnvironment(config.root, setting, remembered?.path);
  if ("problem" in located) throw unusableEnvironment(setting, located.problem);
  if (remembered && (await isUnchanged(remembered, located.python))) return remembered;
  const found = await probeEnvironment(setting, located.python);
  const missing = config.accelerator && missingAccelerator(config.accelerator, await findAccelerators());
  if (missing) throw new DiagnosticError(missing);
  await privateFolder(config.root);
  await mkdir(folder, { recursive: true });
  await writeProbe(folder, found);
  return found;
}

/** Sees to it that a worker can run there; as a rule the lock and the folder beside are right already. */
async function provideWorkerPackages(
  config: Config,
  found: EnvironmentProbe,
  packages: readonly LockedPackage[],
  before: LockedEnvironment | undefined,
  folder: string,
  { progress, offline, locked }: AdoptOptions,
): Promise<{ readonly beside: readonly LockedPackage[]; readonly installed: boolean }> {
  const needs = missingWorkerRequirements(found.setting, packages);
  if ("code" in needs) throw new DiagnosticError(needs);
  if (needs.length === 0) return { beside: [], installed: false };
  const target = join(folder, "beside");
  const known =
    before?.beside && providesMissing(before, before.beside, needs, found) ? before.beside : undefined;
  if (known && (await hasWorkerPackages(target, known, found))) return { beside: known, installed: false };
  if (locked && !known)
    throw new DiagnosticError(
      diagnostic(
        "SB5006",
        `${config.lock} does not match this environment, and --locked forbids changing it.`,
      ),
    );
  const cwd = join(await privateFolder(config.root), "work");
  await rm(cwd, { recursive: true, force: true });
  await mkdir(cwd);
  try {
    const uv = (await findUv(config)) ?? (await fetchUv({ progress, offline, interpreter: found.path }));
    const work = { cwd, progress, offline };
    const python: Interpreter = found;
    const beside = known ?? (await resolveWorkerPackages(uv, needs, packages, python, work));
    await installWorkerPackages(uv, config, beside, target, python, work);
    return { beside, installed: true };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Whether what the lock puts beside is what is lacking, for this Python. */
function providesMissing(
  before: LockedEnvironment,
  beside: readonly LockedPackage[],
  needs: readonly string[],
  { version }: EnvironmentProbe,
): boolean {
  const names = new Set(beside.map(({ name }) => name));
  const isComplete = needs.every((need) => names.has(need.replace(/[^\w-].*/, "")));
  return isComplete && minorOf(before.python.version) === minorOf(version);
}

function throwIfAny(findings: readonly Diagnostic[]): void {
  if (findings.length > 0)
    throw new DiagnosticError(findings.map((each) => ({ ...each, severity: "error" })));
}
