import type { Accelerator } from "../../shared/accelerators/accelerator.ts";
import { findAccelerators } from "../../shared/accelerators/find-accelerators.ts";

let detected: Promise<readonly [Accelerator, ...Accelerator[]]> | undefined;

/**
 * Lists the accelerators of this machine, best first. The processor is always the last entry. The first call runs the
 * drivers' own tools; it needs neither Python nor a library.
 *
 * ```ts
 * const [best] = await accelerators();
 * await model.to(best.kind === "cpu" ? "cpu" : best.kind === "mps" ? "mps" : "cuda");
 * ```
 */
export function accelerators(): Promise<readonly [Accelerator, ...Accelerator[]]> {
  detected ??= findAccelerators();
  return detected;
}
