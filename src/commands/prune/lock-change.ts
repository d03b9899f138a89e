import type { Config } from "../../project/config/config.ts";
import { isShared, withApiChecksums } from "../../project/lock/api-checksums.ts";
import type { Lock } from "../../project/lock/lock.ts";
import { serializeLock } from "../../project/lock/serialize-lock.ts";
import type { FileToWrite } from "../../system/files/write-files.ts";
import type { EnvironmentManifest } from "../project/render-project.ts";

/** The lock without the checksums of removed names, and the present lock. */
export interface LockChange {
  readonly after: FileToWrite;
  readonly before: FileToWrite;
}

/** Returns `undefined` if the lock does not change. A shared lock never does: its checksums may belong to another project. */
export function lockChange(
  lock: Lock | undefined,
  remaining: readonly EnvironmentManifest[],
  { lock: path }: Pick<Config, "lock">,
): LockChange | undefined {
  if (lock === undefined || isShared({ lock: path })) return undefined;
  const environments = { ...lock.environments };
  for (const { config, manifest } of remaining) {
    const locked = environments[config.environment];
    if (locked) environments[config.environment] = withApiChecksums(locked, manifest, undefined, config);
  }
  const before = { path, content: serializeLock(lock) };
  const after = { path, content: serializeLock({ ...lock, environments }) };
  return before.content === after.content ? undefined : { before, after };
}
