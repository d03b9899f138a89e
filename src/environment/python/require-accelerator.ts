import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Accelerator, AcceleratorKind } from "../../shared/accelerators/accelerator.ts";

/** Returns SB3011 when this machine lacks the required accelerator. */
export function missingAccelerator(
  required: AcceleratorKind | undefined,
  accelerators: readonly Accelerator[],
): Diagnostic | undefined {
  if (required === undefined || accelerators.some(({ kind }) => kind === required)) return undefined;
  const present = accelerators.map(({ kind }) => kind).join(", ");
  return diagnostic(
    "SB3011",
    `The configuration requires ${required}, but this machine has only ${present}.`,
    {
      fix: `Install the driver, use a machine that has one, or remove "accelerator" from the configuration.`,
    },
  );
}
