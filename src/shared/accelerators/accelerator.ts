import type { NvidiaFacts } from "./nvidia.ts";
import type { RocmFacts } from "./rocm.ts";

/** What can compute: NVIDIA's cards by CUDA, AMD's by ROCm, Apple's by Metal, and the processor. */
export type AcceleratorKind = "cuda" | "rocm" | "mps" | "cpu";

export interface AcceleratorDevice {
  readonly name: string;
  /** What libraries are compiled for: `9.0` (CUDA), `gfx942` (ROCm). */
  readonly capability?: string;
  /** In bytes; of a processor and of what shares its memory, all of the machine's. */
  readonly memory?: number;
}

export interface Accelerator {
  readonly kind: AcceleratorKind;
  /** Version of the driver. */
  readonly driver?: string;
  /** Newest version of CUDA that the driver serves; version of ROCm that is installed. */
  readonly runtime?: string;
  /** None where a driver is there and no device answers. */
  readonly devices: readonly AcceleratorDevice[];
}

/** What the machine says; `undefined` where there is nothing to ask. */
export interface MachineFacts {
  /** Node's names: `linux`, `darwin`, `win32`. */
  readonly system: string;
  readonly machine: string;
  readonly processor: string;
  /** In bytes. */
  readonly memory: number;
  readonly nvidia?: NvidiaFacts;
  readonly amd?: RocmFacts;
}
