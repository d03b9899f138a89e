import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import type { Config, Library } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { Use } from "../scan/use.ts";
import { libraryOf } from "./demands.ts";

/**
 * Reports SB1010 for each file that uses a forbidden library, and for each forbidden library that is only configured.
 * Pure: runs before anything is resolved, installed or imported.
 */
export function forbiddenLibraries(
  uses: readonly Use[],
  config: Pick<Config, "allow" | "libraries">,
): readonly Diagnostic[] {
  const { libraries: allowed } = config.allow;
  if (allowed === undefined) return [];
  const distributions = new Set(allowed.map(normalizeDistribution));
  const isAllowed = ({ name, distribution }: Pick<Library, "name" | "distribution">): boolean =>
    allowed.some((each) => name === each || name.startsWith(`${each}.`)) ||
    (distribution !== undefined && distributions.has(normalizeDistribution(distribution)));

  const places = new Map<string, { readonly name: string; readonly location: Location }>();
  for (const { module, location } of uses) {
    const library = libraryOf(module, config) ?? { name: module, distribution: undefined };
    const [top = module] = module.split(".");
    const name = library.name === module ? top : library.name;
    const key = `${location.file} ${name}`;
    if (!isAllowed(library) && !places.has(key)) places.set(key, { name, location });
  }
  const used = new Set([...places.values()].map(({ name }) => name));
  return [
    ...[...places.values()].map(({ name, location }) => notAllowed(`"${name}" is used`, name, location)),
    ...config.libraries
      .filter((library) => !isAllowed(library) && !used.has(library.name))
      .map(({ name }) => notAllowed(`"${name}" is configured`, name)),
  ];
}

function notAllowed(subject: string, name: string, location?: Location): Diagnostic {
  return diagnostic("SB1010", `${subject}, but the configuration does not allow it.`, {
    ...(location ? { location } : {}),
    fix: `Add ${JSON.stringify(name)} to "allow" in the configuration, or remove it.`,
  });
}
