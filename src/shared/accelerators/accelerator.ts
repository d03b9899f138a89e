import type { NvidiaFacts } from "./nvidia.ts";
import type { RocmFacts } from "./rocm.ts";

/** The kinds of compute device: NVIDIA cards (CUDA), AMD cards (ROCm), Apple GPUs (Metal), and the processor. */
export type AcceleratorKind = "cuda" | "rocm" | "mps" | "cpu";

export interface AcceleratorDevice {
  readonly name: string;
  /** The target that libraries are compiled for: `9.0` (CUDA), `gfx942` (ROCm). */
  readonly capability?: string;
  /** In bytes. For the processor and devices that share its memory: the memory of the machine. */
  readonly memory?: number;
}

export interface Accelerator {
  readonly kind: AcceleratorKind;
  /** The driver's version. */
  readonly driver?: string;
  /** The newest CUDA version that the driver supports, or the installed ROCm version. */
  readonly runtime?: string;
  /** Empty if a driver is installed but no device responds. */
  readonly devices: readonly AcceleratorDevice[];
}

/** What the machine reports. `undefined` fields: the machine has no source for them. */
export interface MachineFacts {
  /** Node's platform name: `linux`, `darwin`, `win32`. */
  readonly system: string;
  readonly machine: string;
  readonly processor: string;
  /** In bytes. */
  readonly memory: number;
  readonly nvidia?: NvidiaFacts;
  readonly amd?: RocmFacts;
}
