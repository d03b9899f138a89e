import { type Diagnostic, diagnostic, type Location } from "../../diagnostics/diagnostic.ts";
import type { Config, Library } from "../config/config.ts";
import { importNameOf } from "../config/known-libraries.ts";
import { isImportName, normalizeDistribution } from "../config/python-names.ts";
import { isSatisfiable } from "../config/python-requirement.ts";
import { isStdlibModule } from "../config/stdlib-modules.ts";
import type { InlineDependencies, InlineDependency } from "./read-block.ts";

/** Who asks for a range: the configuration, or a place in a source. */
type RangeSource = Location | "configuration";

/** What counts of a use of a Python module: which one, and where. */
export interface ModuleUse {
  readonly module: string;
  readonly location: Location;
}

interface Merged {
  readonly config: Config;
  /** One SB2008 for each range that contradicts those before it. */
  readonly conflicts: readonly Diagnostic[];
}

/**
 * The configuration with what sources ask for themselves: a library for each distribution, ranges of one distribution all
 * to be met. A source with a block may use the standard library without further words. Pure.
 */
export function mergeDependencies(
  config: Config,
  blocks: ReadonlyMap<string, InlineDependencies>,
  uses: readonly ModuleUse[],
): Merged {
  const libraries = new Map(config.libraries.map((library) => [library.name, library]));
  const askers = new Map<string, RangeSource>();
  const conflicts: Diagnostic[] = [];
  /** All of both, or the first, where they contradict each other. */
  const unite = (
    key: string,
    before: string | undefined,
    more: string | undefined,
    place: Location,
  ): string | undefined => {
    const range = [...new Set([before, more].flatMap((each) => each?.split(",") ?? []))].join(",");
    if (before === undefined || more === undefined || isSatisfiable(range)) {
      if (more !== undefined)
        askers.set(key, askers.get(key) ?? (before === undefined ? place : "configuration"));
      return range === "" ? undefined : range;
    }
    conflicts.push(rangeConflict(key, more, before, place, askers.get(key) ?? "configuration"));
    return before;
  };

  let { python } = config;
  for (const { dependencies, python: required } of blocks.values()) {
    for (const dependency of dependencies) {
      const names = namesFor(dependency, [...libraries.values()]);
      for (const name of names) {
        const library = libraries.get(name) ?? libraryFor(name, dependency);
        const { distribution, extras, version, location } = dependency;
        const united = unite(normalizeDistribution(distribution), library.version, version, location);
        const allExtras = [...new Set([...library.extras, ...extras])].sort();
        libraries.set(name, { ...library, version: united, extras: allExtras });
      }
    }
    // What is required by default anyway need not be said twice.
    const before = python === ">=3.10" ? undefined : python;
    if (required) python = unite("Python", before, required.range, required.location) ?? python;
  }
  for (const { module, location } of uses) {
    const [name = module] = module.split(".");
    if (blocks.has(location.file) && isStdlibModule(name) && !libraries.has(name))
      libraries.set(name, { ...libraryFor(name, undefined), distribution: undefined });
  }
  const sorted = [...libraries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  return { config: { ...config, python, libraries: sorted }, conflicts };
}

/** The libraries of the configuration that are that distribution, else the name by which it is imported. */
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
  what: string,
  more: string,
  before: string,
  location: Location,
  asker: RangeSource,
): Diagnostic {
  const by = asker === "configuration" ? "the configuration" : `${asker.file}:${asker.line}`;
  const message = `${what}${more} is required here, but ${by} requires ${what}${before}: no version satisfies both.`;
  return diagnostic("SB2008", message, { location, fix: "Correct one of the two ranges." });
}
