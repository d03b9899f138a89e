import type { Accelerator } from "../lock/lock.ts";

/** What a machine says about its accelerators; each part is `undefined` where there is nothing to ask. */
export interface AcceleratorFacts {
  /** Node's names: `linux`, `darwin`, `win32`. */
  readonly system: string;
  readonly machine: string;
  /** Output of `nvidia-smi --query-gpu=driver_version,name --format=csv,noheader`. */
  readonly devices: string | undefined;
  /** Output of `nvidia-smi` alone, whose head names the CUDA version that the driver serves. */
  readonly overview: string | undefined;
  /** Text of `/proc/driver/nvidia/version`. */
  readonly kernelModule: string | undefined;
  /** Output of `nvcc --version`. */
  readonly compiler: string | undefined;
}

/** The accelerator that libraries can use: CUDA by its driver, Apple's Metal, else the processor. */
export function acceleratorOf(facts: AcceleratorFacts): Accelerator {
  if (facts.system === "darwin") return { kind: facts.machine === "arm64" ? "mps" : "cpu" };
  const rows = parseDevices(facts.devices ?? "");
  const driver = rows[0]?.driver ?? kernelDriver(facts.kernelModule ?? "");
  if (!driver) return { kind: "cpu" };
  // What the driver serves counts; a toolkit that happens to be installed only where the driver does not say.
  const runtime =
    /CUDA Version:\s*(\d+\.\d+)/.exec(facts.overview ?? "")?.[1] ??
    /release (\d+\.\d+)/.exec(facts.compiler ?? "")?.[1];
  const devices = rows.map(({ name }) => name);
  return { kind: "cuda", driver, ...(runtime ? { runtime } : {}), devices };
}

/** Rows such as `570.133.20, NVIDIA H100 80GB HBM3`; when the driver is out of order they are messages instead. */
function parseDevices(csv: string): { driver: string; name: string }[] {
  return csv.split(/\r?\n/).flatMap((line) => {
    const [, driver, name] = /^\s*(\d+(?:\.\d+)+)\s*,\s*(.+?)\s*$/.exec(line) ?? [];
    return driver && name ? [{ driver, name }] : [];
  });
}

/** `NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue …`; open modules say `Open Kernel Module for x86_64`. */
function kernelDriver(text: string): string | undefined {
  return /Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)/.exec(text)?.[1];
}
