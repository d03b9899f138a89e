import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import type { Config, Library } from "../config/config.ts";
import { importNameOf } from "../config/known-libraries.ts";
import { isImportName, normalizeDistribution } from "../config/python-names.ts";
import { isSatisfiable } from "../config/python-requirement.ts";
import { isStdlibModule } from "../config/stdlib-modules.ts";
import type { InlineDependencies, InlineDependency } from "./read-block.ts";

/** The origin of a version range: the configuration, or a place in a source. */
type RangeSource = Location | "configuration";

/** The use of a Python module at a place. */
export interface ModuleUse {
  readonly module: string;
  readonly location: Location;
}

interface Merged {
  readonly config: Config;
  /** One SB2008 for each range that conflicts with earlier ones. */
  readonly conflicts: readonly Diagnostic[];
}

/**
 * Adds the dependencies of sources to the configuration: one library for each distribution, whose version must satisfy all
 * ranges. A source with a block may use the standard library without listing it. Pure.
 */
export function mergeDependencies(
  config: Config,
  blocks: ReadonlyMap<string, InlineDependencies>,
  uses: readonly ModuleUse[],
): Merged {
  const libraries = new Map(config.libraries.map((library) => [library.name, library]));
  const sources = new Map<string, RangeSource>();
  const conflicts: Diagnostic[] = [];
  /** Combines two ranges; on a conflict, keeps the first one. */
  const intersect = (
    key: string,
    before: string | undefined,
    more: string | undefined,
    place: Location,
  ): string | undefined => {
    const range = [...new Set([before, more].flatMap((each) => each?.split(",") ?? []))].join(",");
    if (before === undefined || more === undefined || isSatisfiable(range)) {
      if (more !== undefined)
        sources.set(key, sources.get(key) ?? (before === undefined ? place : "configuration"));
      return range === "" ? undefined : range;
    }
    conflicts.push(rangeConflict(key, more, before, place, sources.get(key) ?? "configuration"));
    return before;
  };

  let { python } = config;
  for (const { dependencies, python: required } of blocks.values()) {
    for (const dependency of dependencies) {
      const names = namesFor(dependency, [...libraries.values()]);
      for (const name of names) {
        const library = libraries.get(name) ?? libraryFor(name, dependency);
        const { distribution, extras, version, location } = dependency;
        const range = intersect(normalizeDistribution(distribution), library.version, version, location);
        const allExtras = [...new Set([...library.extras, ...extras])].sort();
        libraries.set(name, { ...library, version: range, extras: allExtras });
      }
    }
    // The default requirement does not count as a range of the configuration.
    const before = python === ">=3.10" ? undefined : python;
    if (required) python = intersect("Python", before, required.range, required.location) ?? python;
  }
  for (const { module, location } of uses) {
    const [name = module] = module.split(".");
    if (blocks.has(location.file) && isStdlibModule(name) && !libraries.has(name))
      libraries.set(name, { ...libraryFor(name, undefined), distribution: undefined });
  }
  const sorted = [...libraries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { config: { ...config, python, libraries: sorted }, conflicts };
}

/** Returns the names of the configured libraries of a distribution, or the import name of a new one. */
function namesFor({ distribution }: InlineDependency, libraries: readonly Library[]): readonly string[] {
  const name = normalizeDistribution(distribution);
  const known = libraries.filter(
    (each) => each.distribution && normalizeDistribution(each.distribution) === name,
  );
  return known.length > 0 ? known.map((each) => each.name) : [importNameFor(distribution)];
}

function importNameFor(distribution: string): string {
  const known = importNameOf(distribution);
  if (known) return known;
  const name = isImportName(distribution) ? distribution : normalizeDistribution(distribution);
  return /^(google|azure|zope)-/.test(name) ? name.replaceAll("-", ".") : name.replaceAll("-", "_");
}

function libraryFor(name: string, dependency: InlineDependency | undefined): Library {
  return {
    name,
    distribution: dependency?.distribution,
    version: undefined,
    extras: [],
    include: [],
    exclude: [],
    pure: [],
    declarations: {},
  };
}

function rangeConflict(
  distribution: string,
  range: string,
  earlierRange: string,
  location: Location,
  source: RangeSource,
): Diagnostic {
  const by = source === "configuration" ? "the configuration" : `${source.file}:${source.line}`;
  const message = `${distribution}${range} is required here, but ${by} requires ${distribution}${earlierRange}: no version satisfies both.`;
  return diagnostic("SB2008", message, { location, fix: "Correct one of the two ranges." });
}
