import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Accelerator, AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** SB3011 where a machine lacks what the configuration requires. */
export function missingAccelerator(
  required: AcceleratorKind | undefined,
  found: readonly Accelerator[],
): Diagnostic | undefined {
  if (required === undefined || found.some(({ kind }) => kind === required)) return undefined;
  const there = found.map(({ kind }) => kind).join(", ");
  return diagnostic("SB3011", `The configuration requires ${required}, but this machine has only ${there}.`, {
    fix: `Install the driver, use a machine that has one, or remove "accelerator" from the configuration.`,
  });
}
