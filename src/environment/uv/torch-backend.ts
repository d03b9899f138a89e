import { compareReleases } from "../../project/config/python-requirement.ts";
import type { LockedPackage } from "../../project/lock/lock.ts";
import type { AcceleratorKind } from "../../shared/accelerators/accelerator.ts";
import type { Uv } from "./uv.ts";

/** The first uv that knows PyTorch's own indexes. */
export const firstTorchUv = "0.6.9";

/**
 * Returns uv's arguments for choosing builds of torch; `auto` follows this machine's driver. Empty where the default
 * package index has the right builds.
 */
export function torchArguments(accelerator: AcceleratorKind | undefined, uv: Pick<Uv, "version">): string[] {
  if (accelerator === undefined || accelerator === "mps") return [];
  return argumentsFor(accelerator === "cpu" ? "cpu" : "auto", uv);
}

/** Returns the arguments for installing chosen builds on any machine: only the `cu128` index has `torch==2.9.1+cu128`. */
export function torchArgumentsOf(packages: readonly LockedPackage[], uv: Pick<Uv, "version">): string[] {
  const torch = packages.filter(({ name }) => /^torch(vision|audio)?$/.test(name));
  const backend = torch
    .map(({ version }) => /\+(cpu|xpu|cu\d+|rocm[\d.]+)$/.exec(version)?.[1])
    .find(Boolean);
  return backend === undefined ? [] : argumentsFor(backend, uv);
}

/** Whether an accelerator is required whose builds this uv cannot choose. */
export function isTooOldForTorch(accelerator: AcceleratorKind | undefined, uv: Pick<Uv, "version">): boolean {
  return accelerator !== undefined && accelerator !== "mps" && torchArguments(accelerator, uv).length === 0;
}

function argumentsFor(backend: string, { version }: Pick<Uv, "version">): string[] {
  return compareReleases(version, firstTorchUv) < 0 ? [] : ["--torch-backend", backend];
}
