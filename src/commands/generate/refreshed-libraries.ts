import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";

/** What is to be read again although its version is the same: everything, or these, by the names of imports or distributions. */
export type Refresh = true | readonly string[];

/**
 * Import names of the libraries that are meant; `google` means all that are configured inside of it.
 *
 * @throws DiagnosticError SB1003 for each name that is not configured
 */
export function refreshedLibraries(
  refresh: Refresh | undefined,
  environments: readonly Pick<Config, "libraries">[],
): readonly string[] {
  if (refresh === undefined) return [];
  const libraries = environments.flatMap((each) => each.libraries);
  if (refresh === true) return libraries.map(({ name }) => name);
  const meant = refresh.map((asked) =>
    libraries
      .filter(
        ({ name, distribution }) =>
          name === asked ||
          name.startsWith(`${asked}.`) ||
          (distribution !== undefined &&
            normalizeDistribution(distribution) === normalizeDistribution(asked)),
      )
      .map(({ name }) => name),
  );
  const unknown = refresh.filter((_, index) => meant[index]?.length === 0);
  if (unknown.length > 0) throw new DiagnosticError(unknown.map((name) => notConfigured(name, libraries)));
  return [...new Set(meant.flat())];
}

function notConfigured(asked: string, libraries: Config["libraries"]): ReturnType<typeof diagnostic> {
  const near = suggest(
    asked,
    libraries.map(({ name }) => name),
  );
  return diagnostic("SB1003", `Cannot refresh "${asked}": it is not configured.${didYouMean(near)}`, {
    fix: "Name a configured library.",
  });
}
