import type { Accelerator, AcceleratorDevice } from "./accelerator.ts";

/** What NVIDIA's tools and driver say; each part is `undefined` where there is nothing to ask. */
export interface NvidiaFacts {
  /** Output of `nvidia-smi` for `nvidiaQuery`, or for `olderNvidiaQuery`. */
  readonly devices: string | undefined;
  /** Output of `nvidia-smi` alone, whose head names the CUDA version that the driver serves. */
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
/** Drivers before 510 do not tell the compute capability, and refuse the question. */
export const olderNvidiaQuery: readonly string[] = queryOf("driver_version,name,memory.total");

/** Nothing where there is no driver. */
export function cudaOf(facts: NvidiaFacts): Accelerator | undefined {
  const rows = (facts.devices ?? "").split(/\r?\n/).flatMap(parseRow);
  const driver = rows[0]?.driver ?? kernelDriver(facts.kernelModule ?? "");
  if (!driver) return undefined;
  // What the driver serves counts; a toolkit that happens to be installed only where the driver does not say.
  const runtime =
    /CUDA Version:\s*(\d+\.\d+)/.exec(facts.overview ?? "")?.[1] ??
    /release (\d+\.\d+)/.exec(facts.compiler ?? "")?.[1];
  return { kind: "cuda", driver, ...(runtime ? { runtime } : {}), devices: rows.map(({ device }) => device) };
}

/** `570.133.20, NVIDIA H100 80GB HBM3, 81559, 9.0`; a message instead when the driver is out of order. */
function parseRow(line: string): { driver: string; device: AcceleratorDevice }[] {
  const [driver = "", name, memory = "", capability = ""] = line.split(",").map((field) => field.trim());
  if (!/^\d+(\.\d+)+$/.test(driver) || !name) return [];
  return [
    {
      driver,
      device: {
        name,
        ...(/^\d+\.\d+$/.test(capability) ? { capability } : {}),
        // Devices that share the machine's memory say `[N/A]`.
        ...(/^\d+$/.test(memory) ? { memory: Number(memory) * 2 ** 20 } : {}),
      },
    },
  ];
}

/** `NVRM version: NVIDIA UNIX x86_64 Kernel Module  550.54.15  Tue …`; open modules say `Open Kernel Module for x86_64`. */
function kernelDriver(text: string): string | undefined {
  return /Kernel Module(?: for \S+)?\s+(\d+(?:\.\d+)+)/.exec(text)?.[1];
}
