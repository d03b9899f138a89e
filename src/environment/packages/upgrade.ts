import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { Lock, LockedPackage } from "../../project/lock/lock.ts";

/** The libraries to upgrade: all (`true`), or these, by import name or distribution name. */
export type Upgrade = true | readonly string[];

/** Returns the part of an upgrade for each environment. A name unknown to all goes to all, and each reports it. */
export function upgradeOfEnvironment(
  upgrade: Upgrade | undefined,
  config: Config,
  lock: Lock | undefined,
): (environment: Config) => Upgrade | undefined {
  const knows = ({ libraries, environment }: Config, requested: string): boolean => {
    const name = normalizeDistribution(requested);
    const packages = lock?.environments[environment]?.packages ?? [];
    return (
      packages.some((each) => each.name === name) ||
      libraries.some(
        (each) => each.name === requested || normalizeDistribution(each.distribution ?? each.name) === name,
      )
    );
  };
  const environments = environmentsOf(config);
  return (environment) => {
    if (typeof upgrade !== "object") return upgrade;
    const own = upgrade.filter(
      (name) => knows(environment, name) || !environments.some((each) => knows(each, name)),
    );
    return own.length > 0 ? own : undefined;
  };
}

/**
 * Returns the normalized names of the distributions whose locked versions are ignored.
 *
 * @throws DiagnosticError SB1003 for each name that is neither configured nor locked.
 */
export function distributionsToUpgrade(
  upgrade: Upgrade,
  { libraries }: Pick<Config, "libraries">,
  locked: readonly LockedPackage[],
): ReadonlySet<string> {
  const packages = new Set(locked.map(({ name }) => name));
  if (upgrade === true) return packages;
  const results = upgrade.map((requested) => {
    const library = libraries.find(({ name }) => name === requested);
    if (library)
      return library.distribution === undefined ? standardLibraryFinding(requested) : library.distribution;
    const name = normalizeDistribution(requested);
    const isConfigured = libraries.some(
      ({ distribution }) => distribution !== undefined && normalizeDistribution(distribution) === name,
    );
    const known = [...libraries.map((each) => each.name), ...packages];
    return isConfigured || packages.has(name) ? name : unknownNameFinding(requested, known);
  });
  const mistakes = results.filter((each) => typeof each !== "string");
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
  return new Set(results.filter((each) => typeof each === "string").map(normalizeDistribution));
}

function standardLibraryFinding(name: string): ReturnType<typeof diagnostic> {
  return diagnostic(
    "SB1003",
    `"${name}" is part of Python's standard library: it is upgraded together with Python.`,
    {
      fix: 'Require a newer Python under "python" in the configuration.',
    },
  );
}

function unknownNameFinding(name: string, known: readonly string[]): ReturnType<typeof diagnostic> {
  const message = `Cannot upgrade "${name}": it is neither configured nor locked.`;
  return diagnostic("SB1003", `${message}${didYouMean(suggest(name, known))}`, {
    fix: "Name a configured library or a locked package.",
  });
}
