import { tmpdir } from "node:os";
import { readTextIfExists } from "../files/read-text.ts";
import type { Accelerator } from "../lock/lock.ts";
import { acceleratorOf } from "./accelerator.ts";
import { runTool } from "./run-tool.ts";

/** Finds the accelerator of this machine without a library: by the driver's tool and files. */
export async function detectAccelerator(): Promise<Accelerator> {
  const system = process.platform;
  const machine = process.arch;
  const nothing = { devices: undefined, overview: undefined, kernelModule: undefined, compiler: undefined };
  if (system === "darwin") return acceleratorOf({ system, machine, ...nothing });
  const devices = await outputOf("nvidia-smi", ["--query-gpu=driver_version,name", "--format=csv,noheader"]);
  const kernelModule = await readTextIfExists("/proc/driver/nvidia/version").catch(() => undefined);
  if (devices === undefined && kernelModule === undefined)
    return acceleratorOf({ system, machine, ...nothing });
  const overview = await outputOf("nvidia-smi", []);
  const compiler = await outputOf("nvcc", ["--version"]);
  return acceleratorOf({ system, machine, devices, overview, kernelModule, compiler });
}

async function outputOf(command: string, args: readonly string[]): Promise<string | undefined> {
  const { ok, stdout } = await runTool(command, args, { cwd: tmpdir(), timeoutMs: 20_000 });
  return ok ? stdout : undefined;
}
