import type { Accelerator, AcceleratorDevice } from "./accelerator.ts";

/** Output of NVIDIA's tools and driver. A field is `undefined` if its source is missing. */
export interface NvidiaFacts {
  /** Output of `nvidia-smi` for `nvidiaQuery`, or for `olderNvidiaQuery`. */
  readonly devices: string | undefined;
  /** Output of `nvidia-smi` without arguments. Its head names the CUDA version that the driver supports. */
  readonly overview: string | undefined;
  /** Text of `/proc/driver/nvidia/version`. */
  readonly kernelModule: string | undefined;
  /** Output of `nvcc --version`. */
  readonly compiler: string | undefined;
}

const queryOf = (fields: string): readonly string[] => [
  `--query-gpu=${fields}`,
  "--format=csv,noheader,nounits",
];
export const nvidiaQuery: readonly string[] = queryOf("driver_version,name,memory.total,compute_cap");
/** Drivers before 510 do not know the compute capability and reject the query. */
export const olderNvidiaQuery: readonly string[] = queryOf("driver_version,name,memory.total");

/** Returns `undefined` if no driver is installed. */
export function cudaOf(facts: NvidiaFacts): Accelerator | undefined {
  const rows = (facts.devices ?? "").split(/\r?\n/).flatMap(parseRow);
  const driver = rows[0]?.driver ?? kernelDriver(facts.kernelModule ?? "");
  if (!driver) return undefined;
  // The driver's CUDA version counts. The installed toolkit's version is used only if the driver reports none.
  const runtime =
    /CUDA Version:\s*(\d+\.\d+)/.exec(facts.overview ?? "")?.[1] ??
    /release (\d+\.\d+)/.exec(facts.compiler ?? "")?.[1];
  return { kind: "cuda", driver, ...(runtime ? { runtime } : {}), devices: rows.map(({ device }) => device) };
}

/** Parses `570.133.20, NVIDIA H100 80GB HBM3, 81559, 9.0`. A broken driver prints a message instead. */
function parseRow(line: string): { driver: string; device: AcceleratorDevice }[] {
  const [driver = "", name, memory = "", capability = ""] = line.split(",").map((field) => field.trim());
  if (!/^\d+(\.\d+)+$/.test(driver) || !name) return [];
  return [
    {
      driver,
      device: {
        name,
        ...(/^\d+\.\d+$/.test(capability) ? { capability } : {}),
        // Devices that share the machine's memory report `[N/A]`.
        ...(/^\d+$/.test(memory) ? { memory: Number(memory) * 2 ** 20 } : {}),
      },
    },
  ];
}

/**
 * Parses `NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue …`. Open modules print `Open Kernel Module
 * for x86_64`.
 */
function kernelDriver(text: string): string | undefined {
  return /Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)/.exec(text)?.[1];
}
