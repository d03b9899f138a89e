import { mkdtemp, realpath } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { silentProgress } from "../../src/diagnostics/progress.ts";
import type { Environment } from "../../src/environment/ensure-environment.ts";
import { ensureEnvironments } from "../../src/environment/ensure-environments.ts";
import { fetchUv } from "../../src/environment/uv/fetch-uv.ts";
import { findUv } from "../../src/environment/uv/find-uv.ts";
import type { Config, Library } from "../../src/project/config/config.ts";
import type { Lock, LockedEnvironment } from "../../src/project/lock/lock.ts";
import { parseLock } from "../../src/project/lock/parse-lock.ts";
import { serializeLock } from "../../src/project/lock/serialize-lock.ts";

export async function temporaryFolder(): Promise<string> {
  return await realpath(await mkdtemp(join(tmpdir(), "snakebridge-environment-")));
}

export function library(name: string, version?: string, more: Partial<Library> = {}): Library {
  return {
    name,
    distribution: name,
    version,
    extras: [],
    include: [],
    exclude: [],
    pure: [],
    declarations: {},
    ...more,
  };
}

export function configIn(root: string, change: Partial<Config> = {}): Config {
  return {
    root,
    file: join(root, "snakebridge.config.ts"),
    environment: "default",
    environments: [],
    libraries: [library("six")],
    include: [],
    exclude: [],
    output: "src/py",
    lock: "snakebridge.lock",
    python: ">=3.10",
    interpreter: undefined,
    existing: undefined,
    excludeNewer: undefined,
    accelerator: undefined,
    uv: undefined,
    allow: { libraries: undefined, packages: undefined, builds: [] },
    offline: false,
    ledger: true,
    pool: { workers: 1, carrier: "auto", timeoutMs: undefined, memo: undefined },
    ...change,
  };
}

/** The only environment of a project without named ones. */
export async function ensureEnvironment(
  ...parameters: Parameters<typeof ensureEnvironments>
): Promise<Environment> {
  const [made] = await ensureEnvironments(...parameters);
  const { config: _, ...environment } = made!;
  return environment;
}

/** A lock with this environment, written and read as the real one is. */
export function lockOf(environment: LockedEnvironment): Lock {
  const generator = { version: "0", hash: "none" };
  const lock: Lock = { format: 1, generator, options: "none", environments: { default: environment } };
  return parseLock(serializeLock(lock), "snakebridge.lock");
}

/** Path of a real uv: one that is on this machine, or the pinned one, fetched once into the repository's cache. */
export async function realUv(): Promise<string> {
  process.env.SNAKEBRIDGE_CACHE = join(import.meta.dirname, "../../.cache/snakebridge");
  const uv = (await findUv(configIn("/"))) ?? (await fetchUv({ progress: silentProgress }));
  return uv.path;
}

/** Sets variables for one test; the returned function restores them. */
export function withVariables(variables: Readonly<Record<string, string | undefined>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  const set = ([name, value]: readonly [string, string | undefined]): void => {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  };
  Object.entries(variables).forEach(set);
  return () => before.forEach(set);
}
