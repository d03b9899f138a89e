import type { Config } from "../config/config.ts";
import { normalizeDistribution } from "../config/python-names.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { GeneratorIdentity } from "../lock/generator-identity.ts";
import type { Lock } from "../lock/lock.ts";
import { serializeLock } from "../lock/serialize-lock.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { firstDifference } from "./first-difference.ts";

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

/**
 * A lock that is not, byte for byte, what its own content gives: edited, reordered, with a key twice, or in the middle of
 * a merge. Another generator may write it otherwise, and is a finding of its own.
 */
export function lockTextFindings(
  lock: Lock | undefined,
  text: string | undefined,
  config: Pick<Config, "lock">,
  generator: GeneratorIdentity,
): readonly Diagnostic[] {
  if (lock === undefined || text === undefined) return [];
  const found = text.replaceAll("\r\n", "\n");
  const isInMerge = /^<{7}/m.test(found);
  if (!isInMerge && lock.generator.hash !== generator.hash) return [];
  const written = serializeLock(lock);
  if (found === written) return [];
  const message = isInMerge
    ? `${config.lock} has the conflict markers of a merge.`
    : `${config.lock} is not as snakebridge writes it: it was edited by hand or by another tool.`;
  const line = firstDifference(found, written);
  return [diagnostic("SB5011", message, { location: { file: config.lock, line, column: 1 } })];
}

/** The versions that the lock has of a distribution; several differ by platform or Python. */
function lockedVersions(lock: Lock, distribution: string | undefined): readonly string[] {
  if (distribution === undefined) return [];
  const name = normalizeDistribution(distribution);
  const packages = Object.values(lock.environments).flatMap((environment) => environment.packages);
  return packages.filter((each) => each.name === name).map(({ version }) => version);
}
