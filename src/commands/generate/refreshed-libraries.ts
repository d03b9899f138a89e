import { DiagnosticError, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config } from "../../project/config/config.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";

/** The libraries to introspect again in the same version: all (`true`), or these, by import name or distribution name. */
export type Refresh = true | readonly string[];

/**
 * Returns the import names of the libraries to refresh; `google` selects all configured libraries inside it.
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
  const selected = refresh.map((requested) =>
    libraries
      .filter(
        ({ name, distribution }) =>
          name === requested ||
          name.startsWith(`${requested}.`) ||
          (distribution !== undefined &&
            normalizeDistribution(distribution) === normalizeDistribution(requested)),
      )
      .map(({ name }) => name),
  );
  const unknown = refresh.filter((_, index) => selected[index]?.length === 0);
  if (unknown.length > 0) throw new DiagnosticError(unknown.map((name) => notConfigured(name, libraries)));
  return [...new Set(selected.flat())];
}

function notConfigured(requested: string, libraries: Config["libraries"]): ReturnType<typeof diagnostic> {
  const near = suggest(
    requested,
    libraries.map(({ name }) => name),
  );
  return diagnostic("SB1003", `Cannot refresh "${requested}": it is not configured.${didYouMean(near)}`, {
    fix: "Name a configured library.",
  });
}
