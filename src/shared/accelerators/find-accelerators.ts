import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { cpus, tmpdir, totalmem } from "node:os";
import type { Accelerator } from "./accelerator.ts";
import { acceleratorsOf } from "./accelerators-of.ts";
import { type NvidiaFacts, nvidiaQuery, olderNvidiaQuery } from "./nvidia.ts";
import { type RocmFacts, rocmQuery } from "./rocm.ts";

/** Asks the tools and files of the drivers; where there are none, nothing is started that is there. */
export async function findAccelerators(): Promise<readonly [Accelerator, ...Accelerator[]]> {
  const { platform: system, arch: machine } = process;
  const memory = totalmem();
  const common = { system, machine, processor: cpus()[0]?.model.trim() || machine, memory };
  if (system === "darwin") return acceleratorsOf(common);
  const [nvidia, amd] = await Promise.all([askNvidia(), askAmd()]);
  return acceleratorsOf({ ...common, nvidia, amd });
}

async function askNvidia(): Promise<NvidiaFacts> {
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

async function askAmd(): Promise<RocmFacts> {
  const [smi, info, version] = await Promise.all([
    outputOf("rocm-smi", rocmQuery),
    outputOf("rocminfo", []),
    textOf("/opt/rocm/.info/version"),
  ]);
  return { smi, info, version };
}

/** `undefined` where there is no such tool, or it fails; a driver that hangs does not hang the caller for good. */
function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  const options = { cwd: tmpdir(), timeout: 20_000, windowsHide: true, maxBuffer: 20_000_000 };
  return new Promise((resolve) => {
    execFile(command, args, options, (error, stdout) => resolve(error ? undefined : stdout));
  });
}

async function textOf(path: string): Promise<string | undefined> {
  return await readFile(path, "utf8").catch(() => undefined);
}
