import type { LockedAccelerator } from "../../project/lock/lock.ts";
import type { Accelerator } from "../../shared/accelerators/accelerator.ts";
import { findAccelerators } from "../../shared/accelerators/find-accelerators.ts";

/** Returns this machine's best accelerator, in the form of the lock. */
export async function detectAccelerator(): Promise<LockedAccelerator> {
  const [best] = await findAccelerators();
  return lockedAccelerator(best);
}

/** Returns the properties of an accelerator that decide which packages fit; memory does not. */
export function lockedAccelerator({ kind, driver, runtime, devices }: Accelerator): LockedAccelerator {
  if (kind === "cpu" || kind === "mps") return { kind };
  const capabilities = devices.flatMap(({ capability }) => capability ?? []);
  return {
    kind,
    ...(driver ? { driver } : {}),
    ...(runtime ? { runtime } : {}),
    devices: devices.map(({ name }) => name),
    ...(capabilities.length > 0 ? { capabilities: [...new Set(capabilities)] } : {}),
  };
}
