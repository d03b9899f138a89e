import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Config } from "../../project/config/config.ts";
import { withEnvironmentName } from "../../project/config/environments.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import { apiChecksums, isShared } from "../../project/lock/api-checksums.ts";
import type { GeneratorIdentity } from "../../project/lock/generator-identity.ts";
import type { Lock, LockedEnvironment } from "../../project/lock/lock.ts";
import { serializeLock } from "../../project/lock/serialize-lock.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { firstDifference } from "./first-difference.ts";

/** An environment with its manifest. */
interface DescribedEnvironment {
  readonly config: Pick<Config, "environment" | "lock">;
  readonly manifest: Pick<Manifest, "libraries" | "symbols">;
}

/** Returns where lock, configuration, manifest and generator disagree. Other machines' rows never cause a finding. */
export function lockFindings(
  lock: Lock | undefined,
  environments: readonly DescribedEnvironment[],
  config: Pick<Config, "lock">,
  now: { readonly options: string; readonly generator: GeneratorIdentity },
): readonly Diagnostic[] {
  if (!lock) return [diagnostic("SB5006", `${config.lock} is missing.`)];
  const findings: Diagnostic[] = [];
  if (lock.options !== now.options)
    findings.push(diagnostic("SB5006", `The configuration has changed since ${config.lock} was written.`));
  if (lock.generator.hash !== now.generator.hash) {
    const [locked, own] = [lock.generator.version, now.generator.version];
    const generator =
      locked === own ? `another build of snakebridge ${own}` : `snakebridge ${locked}; this is ${own}`;
    findings.push(
      diagnostic("SB5003", `${config.lock} was written by ${generator}.`, { severity: "warning" }),
    );
  }
  for (const each of environments)
    findings.push(...versionFindings(lock, each), ...checksumFindings(lock, each));
  return findings;
}

/**
 * Returns SB5011 for a lock that is not, byte for byte, the serialization of its content. It was edited or reordered, has a
 * key twice, or is in the middle of a merge. A lock of another generator is a different finding.
 */
export function lockTextFindings(
  lock: Lock | undefined,
  text: string | undefined,
  config: Pick<Config, "lock">,
  generator: GeneratorIdentity,
): readonly Diagnostic[] {
  if (lock === undefined || text === undefined) return [];
  const actual = text.replaceAll("\r\n", "\n");
  const isInMerge = /^<{7}/m.test(actual);
  if (!isInMerge && lock.generator.hash !== generator.hash) return [];
  const expected = serializeLock(lock);
  if (actual === expected) return [];
  const message = isInMerge
    ? `${config.lock} has merge conflict markers.`
    : `${config.lock} was modified by hand or by another tool.`;
  const line = firstDifference(actual, expected);
  return [diagnostic("SB5011", message, { location: { file: config.lock, line, column: 1 } })];
}

/** Returns SB5006 for each library whose manifest describes another version than the lock. */
function versionFindings(lock: Lock, { config, manifest }: DescribedEnvironment): readonly Diagnostic[] {
  return Object.entries(manifest.libraries).flatMap(([library, { distribution, version }]) => {
    const locked = lockedVersions(lock.environments[config.environment], distribution);
    if (version === undefined || locked.length === 0 || locked.includes(version)) return [];
    const message = `The manifest describes ${library} ${version}, but ${config.lock} has ${locked.join(", ")}.`;
    return [withEnvironmentName(diagnostic("SB5006", message), config)];
  });
}

/** Returns SB5006 if the lock's checksums are not those of the manifest. A shared lock may have more of them. */
function checksumFindings(lock: Lock, { config, manifest }: DescribedEnvironment): readonly Diagnostic[] {
  const own = apiChecksums(manifest);
  const locked = lock.environments[config.environment]?.symbols ?? {};
  const agrees =
    Object.entries(own).every(([key, checksum]) => locked[key] === checksum) &&
    (isShared(config) || Object.keys(locked).every((key) => Object.hasOwn(own, key)));
  if (agrees) return [];
  const message = `${config.lock} does not have the checksums of the manifest's symbols.`;
  return [withEnvironmentName(diagnostic("SB5006", message), config)];
}

/** Returns the locked versions of a distribution; several differ by platform or Python. */
function lockedVersions(
  environment: LockedEnvironment | undefined,
  distribution: string | undefined,
): readonly string[] {
  if (distribution === undefined || environment === undefined) return [];
  const name = normalizeDistribution(distribution);
  return environment.packages.filter((each) => each.name === name).map(({ version }) => version);
}
