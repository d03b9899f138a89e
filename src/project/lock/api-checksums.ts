import type { Config } from "../config/config.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { LockedEnvironment } from "./lock.ts";

/** Returns the API checksums of the manifest's symbols, by the name under which a worker looks each up. */
export function apiChecksums({ symbols }: Pick<Manifest, "symbols">): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(symbols).flatMap(([key, { access = key, checksum }]) =>
      checksum === undefined ? [] : [[access, checksum]],
    ),
  );
}

/**
 * Adds the checksums of a manifest to an environment. In a lock that several projects share, the other projects' checksums
 * stay until packages change; then each project introspects its own again.
 */
export function withApiChecksums(
  locked: LockedEnvironment,
  manifest: Pick<Manifest, "symbols">,
  before: LockedEnvironment | undefined,
  config: Pick<Config, "lock">,
): LockedEnvironment {
  const { symbols: _, ...rest } = locked;
  const others =
    isShared(config) && before !== undefined && hasPackagesOf(before, locked) ? before.symbols : {};
  const symbols = { ...others, ...apiChecksums(manifest) };
  return Object.keys(symbols).length === 0 ? rest : { ...rest, symbols };
}

/** Whether other projects may share the lock. */
export function isShared({ lock }: Pick<Config, "lock">): boolean {
  return lock.startsWith("../");
}

function hasPackagesOf(one: LockedEnvironment, other: LockedEnvironment): boolean {
  return JSON.stringify(one.packages) === JSON.stringify(other.packages);
}
