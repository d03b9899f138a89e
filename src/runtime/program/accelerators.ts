import type { Accelerator } from "../../shared/accelerators/accelerator.ts";
import { findAccelerators } from "../../shared/accelerators/find-accelerators.ts";

let found: Promise<readonly [Accelerator, ...Accelerator[]]> | undefined;

/**
 * What this machine can compute with, best first; the processor is always there, and last. Found by the drivers' own tools
 * the first time, without Python and without a library.
 *
 * ```ts
 * const [best] = await accelerators();
 * await model.to(best.kind === "cpu" ? "cpu" : best.kind === "mps" ? "mps" : "cuda");
 * ```
 */
export function accelerators(): Promise<readonly [Accelerator, ...Accelerator[]]> {
  found ??= findAccelerators();
  return found;
}
