import { minorOf } from "../../project/config/python-requirement.ts";
import type { LockedEnvironment, LockedPlatform } from "../../project/lock/lock.ts";
import { detectAccelerator } from "./detect-accelerator.ts";
import type { Interpreter } from "./interpreter.ts";

/**
 * Adds this platform's row to the rows of the lock. An existing row for the same resolution and Python stays: machines of
 * one platform differ in drivers, and must not overwrite each other's row.
 */
export async function withThisPlatform(
  before: LockedEnvironment | undefined,
  resolvedAnew: boolean,
  { platform, tags, version }: Interpreter,
): Promise<Record<string, LockedPlatform>> {
  const rows = before?.platforms ?? {};
  const sameMinor = before && minorOf(before.python.version) === minorOf(version);
  if (rows[platform] && sameMinor && !resolvedAnew) return rows;
  return { ...rows, [platform]: { tags, accelerator: await detectAccelerator() } };
}
