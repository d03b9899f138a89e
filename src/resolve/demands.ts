import type { Config, Library } from "../config/config.ts";
import { type Diagnostic, diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../diagnostics/suggest.ts";
import type { Use } from "../scan/use.ts";

/** A name that must be generated: because a source uses it, or because the configuration includes it. */
export interface Demand {
  readonly library: Library;
  readonly module: string;
  readonly path: readonly string[];
  /** Absent: the configuration asks for it. */
  readonly location?: Location;
}

/** What sources and configuration ask for, and what of it the configuration does not allow. */
export function collectDemands(
  uses: readonly Use[],
  config: Config,
): { demands: readonly Demand[]; diagnostics: readonly Diagnostic[] } {
  const demands: Demand[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { module, path, location } of uses) {
    const library = libraryOf(module, config);
    if (!library) diagnostics.push(notConfigured(module, location, config));
    else if (isExcluded(library, module, path)) diagnostics.push(excluded(module, path, location));
    else demands.push({ library, module, path, location });
  }
  for (const library of config.libraries)
    for (const name of [...library.include, ...library.pure])
      demands.push({ library, module: library.name, path: name.split(".") });
  return { demands, diagnostics };
}

/** The configured library that a module belongs to; of nested ones (`google`, `google.cloud`) the innermost. */
export function libraryOf(module: string, config: Pick<Config, "libraries">): Library | undefined {
  return config.libraries
    .filter(({ name }) => module === name || module.startsWith(`${name}.`))
    .reduce<Library | undefined>(
      (best, each) => (best && best.name.length > each.name.length ? best : each),
      undefined,
    );
}

/** An excluded name excludes everything under it. */
export function isExcluded(library: Library, module: string, path: readonly string[]): boolean {
  const name = [...module.split("."), ...path].slice(library.name.split(".").length).join(".");
  return library.exclude.some((each) => name === each || name.startsWith(`${each}.`));
}

function notConfigured(module: string, location: Location, config: Config): Diagnostic {
  const [library = module] = module.split(".");
  const near = suggest(
    library,
    config.libraries.map(({ name }) => name),
  );
  return diagnostic("SB1003", `Python library "${library}" is not configured.${didYouMean(near)}`, {
    location,
    fix: `Add ${JSON.stringify(library)} to "libraries" in the configuration.`,
  });
}

function excluded(module: string, path: readonly string[], location: Location): Diagnostic {
  return diagnostic("SB1008", `"${[module, ...path].join(".")}" is excluded by the configuration.`, {
    location,
  });
}
