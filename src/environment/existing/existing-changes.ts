import { join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { isDistributionName } from "../../project/config/python-names.ts";
import type { LockedEnvironment, LockedPackage } from "../../project/lock/lock.ts";
import { existingPath } from "../folder/environment-folder.ts";
import { distributionVersions } from "../python/distribution-versions.ts";
import { type EnvironmentProbe, readProbe } from "./environment-probe.ts";

/**
 * SB5013 where an existing environment is not what the lock describes; nothing on a machine where `generate` has not yet
 * looked at one. Starts no process.
 */
export async function existingChanges(
  config: Config,
  locked: LockedEnvironment | undefined,
): Promise<readonly Diagnostic[]> {
  if (config.existing === undefined) return [];
  const found = await readProbe(join(config.root, existingPath(config)), config.existing);
  return found && locked ? changesSince(locked, await installedPackages(found), config.lock) : [];
}

/** One SB5013 where an existing environment has other packages than the lock says. Pure. */
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
    const [was, is] = [then.get(name), now.get(name)];
    return was === is ? [] : [`${name} ${was ?? "(not installed)"} -> ${is ?? "(removed)"}`];
  });
  if (changes.length === 0) return [];
  const shown = changes.slice(0, 10).join(", ");
  const more = changes.length > 10 ? ` and ${changes.length - 10} more` : "";
  return [diagnostic("SB5013", `The existing environment does not match ${lockPath}: ${shown}${more}.`)];
}

/** Every distribution that can be imported there; the first on Python's path counts. */
export async function installedPackages({
  path,
  sitePackages,
}: EnvironmentProbe): Promise<readonly LockedPackage[]> {
  const versions = await distributionVersions({ python: path, existing: { sitePackages } });
  return [...versions]
    .filter(([name, version]) => isDistributionName(name) && /^[\w.!+]+$/.test(version))
    .map(([name, version]) => ({ name, version, hashes: [] }));
}
