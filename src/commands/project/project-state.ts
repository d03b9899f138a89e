import { join } from "node:path";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import type { Lock } from "../../project/lock/lock.ts";
import { lockUnreadable, parseLock } from "../../project/lock/parse-lock.ts";
import { emptyManifest, type Manifest } from "../../project/manifest/manifest.ts";
import { manifestUnreadable, parseManifest } from "../../project/manifest/parse-manifest.ts";
import { readTextIfExists } from "../../system/files/read-text.ts";

/** One environment, and its record from earlier runs. */
export interface EnvironmentState {
  readonly config: Config;
  /** Empty before the first run. */
  readonly manifest: Manifest;
  readonly hasManifest: boolean;
}

export interface ProjectState {
  readonly lock: Lock | undefined;
  /** The lock's text. */
  readonly lockText: string | undefined;
  /** The default environment first, if there is one. */
  readonly environments: readonly EnvironmentState[];
}

/**
 * Reads manifests and lock.
 *
 * @throws DiagnosticError SB5004 or SB5005 when one of them cannot be read, SB5010 when a newer version wrote it
 */
export async function readProjectState(config: Config): Promise<ProjectState> {
  const environments = await Promise.all(environmentsOf(config).map(readEnvironmentState));
  const lockText = await readTextIfExists(join(config.root, config.lock), (problem) =>
    lockUnreadable(config.lock, problem),
  );
  const lock = lockText === undefined ? undefined : parseLock(lockText, config.lock);
  return { environments, lock, lockText };
}

async function readEnvironmentState(config: Config): Promise<EnvironmentState> {
  const path = manifestPath(config);
  const text = await readTextIfExists(join(config.root, path), (problem) =>
    manifestUnreadable(path, problem),
  );
  const manifest = text === undefined ? emptyManifest : parseManifest(text, path);
  return { config, manifest, hasManifest: text !== undefined };
}

/** Returns the manifest's path, relative to the project. */
export function manifestPath(config: Pick<Config, "output">): string {
  return `${config.output}/manifest.json`;
}
