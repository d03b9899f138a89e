import { join } from "node:path";
import type { Config } from "../config/config.ts";
import { readTextIfExists } from "../files/read-text.ts";
import type { Lock } from "../lock/lock.ts";
import { lockUnreadable, parseLock } from "../lock/parse-lock.ts";
import { emptyManifest, type Manifest } from "../manifest/manifest.ts";
import { manifestUnreadable, parseManifest } from "../manifest/parse-manifest.ts";

/** What earlier runs have recorded. */
export interface ProjectState {
  /** Empty before the first run. */
  readonly manifest: Manifest;
  readonly hasManifest: boolean;
  readonly lock: Lock | undefined;
  /** What the lock was read from. */
  readonly lockText: string | undefined;
}

/**
 * Reads manifest and lock.
 * @throws DiagnosticError SB5004 or SB5005 when one of them cannot be read, SB5010 when it is a newer version's
 */
export async function readProjectState(config: Config): Promise<ProjectState> {
  const path = manifestPath(config);
  const [manifestText, lockText] = await Promise.all([
    readTextIfExists(join(config.root, path), (problem) => manifestUnreadable(path, problem)),
    readTextIfExists(join(config.root, config.lock), (problem) => lockUnreadable(config.lock, problem)),
  ]);
  return {
    manifest: manifestText === undefined ? emptyManifest : parseManifest(manifestText, path),
    hasManifest: manifestText !== undefined,
    lock: lockText === undefined ? undefined : parseLock(lockText, config.lock),
    lockText,
  };
}

/** The manifest's path, relative to the project. */
export function manifestPath(config: Pick<Config, "output">): string {
  return `${config.output}/manifest.json`;
}
