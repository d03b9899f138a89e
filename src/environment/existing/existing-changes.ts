import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { isDistributionName } from "../../project/config/python-names.ts";
import type { LockedEnvironment, LockedPackage } from "../../project/lock/lock.ts";
import { existingPath } from "../folder/environment-folder.ts";
import { distributionVersions } from "../python/distribution-versions.ts";
import { type EnvironmentProbe, readProbe } from "./environment-probe.ts";

/**
 * Returns SB5013 when an existing environment does not match the lock; nothing on a machine where `generate` has not yet
 * inspected one. Starts no process.
 */
export async function existingChanges(
  config: Config,
  locked: LockedEnvironment | undefined,
): Promise<readonly Diagnostic[]> {
  if (config.existing === undefined) return [];
  const probe = await readProbe(join(config.root, existingPath(config)), config.existing);
  return probe && locked ? changesSince(locked, await installedPackages(probe), config.lock) : [];
}

/** Returns one SB5013 if an existing environment has other packages than the lock. Pure. */
export function changesSince(
  before: LockedEnvironment | undefined,
  packages: readonly LockedPackage[],
  lockPath: string,
): readonly Diagnostic[] {
  if (!before?.unmanaged)
    return [diagnostic("SB5013", `${lockPath} does not describe the existing environment.`)];
  const then = new Map(before.packages.map(({ name, version }) => [name, version]));
  const now = new Map(packages.map(({ name, version }) => [name, version]));
  const changes = [...new Set([...then.keys(), ...now.keys()])].sort().flatMap((name) => {
    const [old, current] = [then.get(name), now.get(name)];
    return old === current ? [] : [`${name} ${old ?? "(not installed)"} -> ${current ?? "(removed)"}`];
  });
  if (changes.length === 0) return [];
  const shown = changes.slice(0, 10).join(", ");
  const more = changes.length > 10 ? ` and ${changes.length - 10} more` : "";
  return [diagnostic("SB5013", `The existing environment does not match ${lockPath}: ${shown}${more}.`)];
}

/** Returns the installed distributions; of several with one name, the first on Python's path. */
export async function installedPackages({
  path,
  sitePackages,
}: EnvironmentProbe): Promise<readonly LockedPackage[]> {
  const versions = await distributionVersions({ python: path, existing: { sitePackages } });
  return [...versions]
    .filter(([name, version]) => isDistributionName(name) && /^[\w.!+]+$/.test(version))
    .map(([name, version]) => ({ name, version, hashes: [] }));
}
