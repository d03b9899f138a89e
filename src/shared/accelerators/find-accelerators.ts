import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import type { Accelerator } from "./accelerator.ts";
import { acceleratorsOf } from "./accelerators-of.ts";
import { type NvidiaFacts, nvidiaQuery, olderNvidiaQuery } from "./nvidia.ts";
import { type RocmFacts, rocmQuery } from "./rocm.ts";

/** Detects accelerators from the drivers' tools and files. Where no driver is installed, no tool is started. */
export async function findAccelerators(): Promise<readonly [Accelerator, ...Accelerator[]]> {
  const { platform: system, arch: machine } = process;
  const memory = totalmem();
  const common = { system, machine, processor: cpus()[0]?.model.trim() || machine, memory };
  if (system === "darwin") return acceleratorsOf(common);
  const [nvidia, amd] = await Promise.all([queryNvidia(), queryAmd()]);
  return acceleratorsOf({ ...common, nvidia, amd });
}

async function queryNvidia(): Promise<NvidiaFacts> {
  const [answer, kernelModule] = await Promise.all([
    outputOf("nvidia-smi", nvidiaQuery),
    textOf("/proc/driver/nvidia/version"),
  ]);
  const devices = answer ?? (await outputOf("nvidia-smi", olderNvidiaQuery));
  if (devices === undefined && kernelModule === undefined)
    return { devices, kernelModule, overview: undefined, compiler: undefined };
  const [overview, compiler] = await Promise.all([
    outputOf("nvidia-smi", []),
    outputOf("nvcc", ["--version"]),
  ]);
  return { devices, overview, kernelModule, compiler };
}

async function queryAmd(): Promise<RocmFacts> {
  const [smi, info, version] = await Promise.all([
    outputOf("rocm-smi", rocmQuery),
    outputOf("rocminfo", []),
    textOf("/opt/rocm/.info/version"),
  ]);
  return { smi, info, version };
}

/**
 * Runs a tool. Resolves to `undefined` if it is missing or fails; a time limit protects the caller from a hanging
 * driver.
 */
function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  const options = { cwd: tmpdir(), timeout: 20_000, windowsHide: true, maxBuffer: 20_000_000 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}

async function textOf(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
