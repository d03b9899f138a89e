import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { type Diagnostic, DiagnosticError, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Config } from "../project/config/config.ts";
import { pythonSatisfies } from "../project/config/python-requirement.ts";
import type { Lock, LockedAccelerator, LockedEnvironment } from "../project/lock/lock.ts";
import { findAccelerators } from "../shared/accelerators/find-accelerators.ts";
import { existingChanges } from "./existing/existing-changes.ts";
import { environmentPath, pythonOf } from "./folder/environment-folder.ts";
import { containsPackages, readStamp } from "./folder/stamp.ts";
import { lockedAccelerator } from "./python/detect-accelerator.ts";
import { inspectInterpreter } from "./python/interpreter.ts";
import { missingAccelerator } from "./python/require-accelerator.ts";
import { readyEnvironment } from "./ready-environment.ts";
import { installedPythons } from "./uv/choose-python.ts";
import { pythonCommands } from "./uv/fetch-uv.ts";
import { findUv } from "./uv/find-uv.ts";
import { isResolved } from "./uv/resolve-packages.ts";
import type { Uv } from "./uv/uv.ts";

/** The tools for an environment, and its state. */
export interface EnvironmentReport {
  /** Absent: snakebridge would fetch it. */
  readonly uv: Uv | undefined;
  /** Versions of the interpreters found, newest first; `usable` if they meet the requirement. */
  readonly pythons: readonly { readonly version: string; readonly usable: boolean }[];
  readonly environment: {
    readonly state: "ready" | "out of date" | "missing or broken";
    /** Absolute path of its interpreter, and its version. */
    readonly python: string | undefined;
    readonly version: string | undefined;
  };
  readonly accelerator: LockedAccelerator;
  /** Findings that would stop `generate`, and those that it would fix by itself. */
  readonly findings: readonly Diagnostic[];
}

/** Inspects everything that `ensureEnvironment` would use, and changes nothing. */
export async function inspectEnvironment(config: Config, lock?: Lock): Promise<EnvironmentReport> {
  const findings: Diagnostic[] = [];
  const uv = await findUv(config).catch((error: unknown) => {
    if (!(error instanceof DiagnosticError)) throw error;
    findings.push(...error.diagnostics);
    return undefined;
  });
  const versions = uv ? await installedPythons(uv, tmpdir()) : await pythonsOnPath(config);
  const pythons = versions.map((version) => ({ version, usable: pythonSatisfies(version, config.python) }));
  const environment = await environmentState(config, lock);
  if (environment.state !== "ready") {
    const place = config.existing ?? environmentPath(config);
    findings.push(diagnostic("SB3010", `The environment in ${place} is ${environment.state}.`));
    findings.push(...missingPythonFindings(config, versions));
  }
  const accelerators = await findAccelerators();
  const missing = missingAccelerator(config.accelerator, accelerators);
  if (missing) findings.push(missing);
  return { uv, pythons, environment, accelerator: lockedAccelerator(accelerators[0]), findings };
}

async function environmentState(
  config: Config,
  lock: Lock | undefined,
): Promise<EnvironmentReport["environment"]> {
  const locked = lock?.environments[config.environment];
  if (config.existing !== undefined) return await existingState(config, locked);
  const path = join(config.root, environmentPath(config));
  const stamp = await readStamp(path);
  if (!stamp) return { state: "missing or broken", python: undefined, version: undefined };
  const ready = locked && isResolved(config, locked) && containsPackages(stamp, locked.packages);
  return { state: ready ? "ready" : "out of date", python: pythonOf(path), version: stamp.version };
}

async function existingState(
  config: Config,
  locked: LockedEnvironment | undefined,
): Promise<EnvironmentReport["environment"]> {
  const ready = await readyEnvironment(config);
  if (!ready) return { state: "missing or broken", python: undefined, version: undefined };
  const isAsLocked = locked !== undefined && (await existingChanges(config, locked)).length === 0;
  return { state: isAsLocked ? "ready" : "out of date", python: ready.python, version: ready.version };
}

function missingPythonFindings(config: Config, versions: readonly string[]): Diagnostic[] {
  if (versions.length === 0) return [diagnostic("SB3001", "No Python was found on this machine.")];
  if (versions.some((version) => pythonSatisfies(version, config.python))) return [];
  return [
    diagnostic("SB3002", `No Python on this machine meets ${config.python}: found ${versions.join(", ")}.`),
  ];
}

async function pythonsOnPath({ root, interpreter }: Config): Promise<string[]> {
  const commands = pythonCommands(interpreter && resolve(root, interpreter));
  const interpreters = await Promise.all(commands.map(inspectInterpreter));
  return [...new Set(interpreters.flatMap((one) => (one ? [one.version] : [])))];
}
