import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import { didYouMean, suggest } from "../../diagnostics/suggest.ts";
import type { Config, Library } from "../../project/config/config.ts";
import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Use } from "../scan/use.ts";

/** Why a name is demanded: a source uses it, the configuration includes it, or it was promoted. */
export type DemandReason = "used" | "included" | "promoted";

/** A name that must be generated. */
export interface Demand {
  readonly reason: DemandReason;
  readonly library: Library;
  readonly module: string;
  readonly path: readonly string[];
  /** Only for a name that a source uses. */
  readonly location?: Location;
}

/** A module and the TypeScript names that follow it. */
export type NamePath = Pick<Use, "module" | "path">;

/**
 * Collects the demands of sources and configuration, and the uses that the configuration does not allow. A promoted
 * name makes no demand if it is excluded or its library is no longer configured.
 */
export function collectDemands(
  uses: readonly Use[],
  promoted: readonly NamePath[],
  config: Config,
): { demands: readonly Demand[]; diagnostics: readonly Diagnostic[] } {
  const demands: Demand[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const { module, path, location } of uses) {
    const library = libraryOf(module, config);
    if (!library) diagnostics.push(notConfigured(module, location, config));
    else if (isExcluded(library, module, path)) diagnostics.push(excluded(module, path, location));
    else demands.push({ reason: "used", library, module, path, location });
  }
  for (const library of config.libraries)
    for (const name of [...library.include, ...library.pure])
      demands.push({ reason: "included", library, module: library.name, path: name.split(".") });
  for (const { module, path } of promoted) {
    const library = libraryOf(module, config);
    if (library && !isExcluded(library, module, path))
      demands.push({ reason: "promoted", library, module, path });
  }
  return { demands, diagnostics };
}

/** Returns the configured library of a module. Of nested ones (`google`, `google.cloud`), the innermost. */
export function libraryOf(module: string, config: Pick<Config, "libraries">): Library | undefined {
  return config.libraries
    .filter(({ name }) => module === name || module.startsWith(`${name}.`))
    .reduce<Library | undefined>(
      (best, each) => (best && best.name.length > each.name.length ? best : each),
      undefined,
    );
}

/** Whether a name is excluded. An excluded name excludes everything below it. */
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
  const { environment } = config;
  const isNamed = environment !== defaultEnvironment;
  const where = isNamed ? ` in the environment ${JSON.stringify(environment)}` : "";
  const place = isNamed ? `"libraries" of that environment` : `"libraries"`;
  return diagnostic("SB1003", `Python library "${library}" is not configured${where}.${didYouMean(near)}`, {
    location,
    fix: `Add ${JSON.stringify(library)} to ${place} in the configuration.`,
  });
}

function excluded(module: string, path: readonly string[], location: Location): Diagnostic {
  return diagnostic("SB1008", `"${[module, ...path].join(".")}" is excluded by the configuration.`, {
    location,
  });
}
