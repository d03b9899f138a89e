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

/** An environment that another tool manages, as a worker needs to know it. */
export interface ExistingEnvironment {
  /** Folders of installed packages, in the order of Python's path. */
  readonly sitePackages: readonly string[];
  /** Folder for Python's bytecode, which would otherwise be written into the environment. */
  readonly bytecode: string;
  /** Folder of the packages that a worker needs and the environment lacks. */
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
 * Uses an existing environment without writing into it. Starts no process when the environment matches the lock.
 *
 * @throws DiagnosticError SB3014 when it does not exist. SB3015 when it does not meet the requirements. SB3002 for
 *   another Python. SB5013 when `locked` and it does not match the lock.
 */
export async function adoptEnvironment(
  config: Config,
  setting: string,
  before: LockedEnvironment | undefined,
  options: AdoptOptions,
): Promise<AdoptedEnvironment> {
  const folder = join(config.root, existingPath(config));
  const probe = await findEnvironment(config, setting, folder);
  requirePythonVersion(probe, config.python);
  const packages = await installedPackages(probe);
  throwIfAny(unmetRequirements(setting, config.libraries, packages));
  if (options.locked) throwIfAny(changesSince(before, packages, config.lock));
  const { beside, installed } = await provideWorkerPackages(config, probe, packages, before, folder, options);
  const unmanaged: LockedEnvironment = {
    python: { requirement: config.python, version: probe.version },
    requirements: requirementsOf(config.libraries),
    unmanaged: true,
    ...(beside.length === 0 ? {} : { beside }),
    packages,
    platforms: await withThisPlatform(before, before?.unmanaged !== true, probe),
  };
  const sameMinor = before && minorOf(before.python.version) === minorOf(probe.version);
  const locked = sameMinor
    ? { ...unmanaged, python: { ...unmanaged.python, version: before.python.version } }
    : unmanaged;
  return {
    python: probe.path,
    existing: {
      sitePackages: probe.sitePackages,
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
  const probe = await probeEnvironment(setting, located.python);
  const missing = config.accelerator && missingAccelerator(config.accelerator, await findAccelerators());
  if (missing) throw new DiagnosticError(missing);
  await privateFolder(config.root);
  await mkdir(folder, { recursive: true });
  await writeProbe(folder, probe);
  return probe;
}

/** Installs the packages that a worker needs and the environment lacks; usually lock and folder are already right. */
async function provideWorkerPackages(
  config: Config,
  probe: EnvironmentProbe,
  packages: readonly LockedPackage[],
  before: LockedEnvironment | undefined,
  folder: string,
  { progress, offline, locked }: AdoptOptions,
): Promise<{ readonly beside: readonly LockedPackage[]; readonly installed: boolean }> {
  const needs = missingWorkerRequirements(probe.setting, packages);
  if ("code" in needs) throw new DiagnosticError(needs);
  if (needs.length === 0) return { beside: [], installed: false };
  const target = join(folder, "beside");
  const known =
    before?.beside && providesMissing(before, before.beside, needs, probe) ? before.beside : undefined;
  if (known && (await hasWorkerPackages(target, known, probe))) return { beside: known, installed: false };
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
    const uv = (await findUv(config)) ?? (await fetchUv({ progress, offline, interpreter: probe.path }));
    const work = { cwd, progress, offline };
    const python: Interpreter = probe;
    const beside = known ?? (await resolveWorkerPackages(uv, needs, packages, python, work));
    await installWorkerPackages(uv, config, beside, target, python, work);
    return { beside, installed: true };
  } finally {
    await rm(cwd, { recursive: true, force: true });
  }
}

/** Whether the lock's extra packages are those that the environment lacks, for this Python. */
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
