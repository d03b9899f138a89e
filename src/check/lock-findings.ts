import type { Config } from "../config/config.ts";
import { normalizeDistribution } from "../config/python-names.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { GeneratorIdentity } from "../lock/generator-identity.ts";
import type { Lock } from "../lock/lock.ts";
import type { Manifest } from "../manifest/manifest.ts";

/** Where lock, configuration, manifest and generator disagree. What belongs to another machine is no finding. */
export function lockFindings(
  lock: Lock | undefined,
  manifest: Manifest,
  config: Pick<Config, "lock">,
  now: { readonly options: string; readonly generator: GeneratorIdentity },
): readonly Diagnostic[] {
  if (!lock) return [diagnostic("SB5006", `${config.lock} is missing.`)];
  const findings: Diagnostic[] = [];
  if (lock.options !== now.options)
    findings.push(diagnostic("SB5006", `The configuration has changed since ${config.lock} was written.`));
  if (lock.generator.hash !== now.generator.hash) {
    const [then, here] = [lock.generator.version, now.generator.version];
    const which =
      then === here ? `another build of snakebridge ${here}` : `snakebridge ${then}, this is ${here}`;
    findings.push(diagnostic("SB5003", `${config.lock} was written by ${which}.`, { severity: "warning" }));
  }
  for (const [library, { distribution, version }] of Object.entries(manifest.libraries)) {
    const locked = lockedVersions(lock, distribution);
    if (version === undefined || locked.length === 0 || locked.includes(version)) continue;
    const message = `The manifest describes ${library} ${version}, ${config.lock} has ${locked.join(", ")}.`;
    findings.push(diagnostic("SB5006", message));
  }
  return findings;
}

/** The versions that the lock has of a distribution; several differ by platform or Python. */
function lockedVersions(lock: Lock, distribution: string | undefined): readonly string[] {
  if (distribution === undefined) return [];
  const name = normalizeDistribution(distribution);
  const packages = Object.values(lock.environments).flatMap((environment) => environment.packages);
  return packages.filter((each) => each.name === name).map(({ version }) => version);
}
