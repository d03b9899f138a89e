import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { environmentsOf } from "../../project/config/environments.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { Lock, LockedPackage } from "../../project/lock/lock.ts";

/** What is to be upgraded: everything, or these, by the names of imports or of distributions. */
export type Upgrade = true | readonly string[];

/** What of an upgrade concerns one environment. A name that none knows concerns all of them: each would say so. */
export function upgradeOfEnvironment(
  upgrade: Upgrade | undefined,
  config: Config,
  lock: Lock | undefined,
): (environment: Config) => Upgrade | undefined {
  const knows = ({ libraries, environment }: Config, asked: string): boolean => {
    const name = normalizeDistribution(asked);
    const packages = lock?.environments[environment]?.packages ?? [];
    return (
      packages.some((each) => each.name === name) ||
      libraries.some(
        (each) => each.name === asked || normalizeDistribution(each.distribution ?? each.name) === name,
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
 * Normalized names of the distributions whose locked versions do not count any more.
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
  const found = upgrade.map((asked) => {
    const library = libraries.find(({ name }) => name === asked);
    if (library)
      return library.distribution === undefined ? standardLibraryFinding(asked) : library.distribution;
    const name = normalizeDistribution(asked);
    const isConfigured = libraries.some(
      ({ distribution }) => distribution !== undefined && normalizeDistribution(distribution) === name,
    );
    const known = [...libraries.map((each) => each.name), ...packages];
    return isConfigured || packages.has(name) ? name : unknownNameFinding(asked, known);
  });
  const mistakes = found.filter((each) => typeof each !== "string");
  if (mistakes.length > 0) throw new DiagnosticError(mistakes);
  return new Set(found.filter((each) => typeof each === "string").map(normalizeDistribution));
}

function standardLibraryFinding(name: string): ReturnType<typeof diagnostic> {
  return diagnostic(
    "SB1003",
    `"${name}" is part of Python's standard library: it has no version of its own.`,
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
