import type { Query } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { indexClasses } from "../model/class-index.ts";
import { classQuery } from "./class-query.ts";
import { classesOfSymbol } from "./classes-of-symbol.ts";

export interface ReachableClasses {
  /** Keys of the classes that are reachable from the used symbols. */
  readonly keys: ReadonlySet<string>;
  /** The names of those classes in types, including classes that Python does not have. */
  readonly names: ReadonlySet<string>;
  /** The nearest classes that the manifest lacks. What is reachable from them is unknown, too. */
  readonly unknown: readonly ReachableClass[];
  /** Whether the limit was exceeded. */
  readonly isTruncated: boolean;
}

export interface ReachableClass {
  /** The name in types: `"pandas.core.frame:DataFrame"`. */
  readonly name: string;
  readonly query: Query;
}

/** The limit: in some libraries every class is reachable from every other. */
const maxClasses = 300;

/**
 * Follows types from the used symbols to the classes that functions return and attributes contain. From these it
 * follows the members whose names occur in the sources. Proceeds level by level and by name, so the result is the
 * same on every machine.
 */
export function findReachableClasses(
  manifest: Manifest,
  used: ReadonlySet<string>,
  members: ReadonlySet<string>,
  config: Pick<Config, "libraries">,
): ReachableClasses {
  const { classKey } = indexClasses(manifest);
  const isClass = (name: string): boolean =>
    classKey(name) !== undefined || classQuery(name, config) !== undefined;
  const keys = new Set<string>();
  const names = new Set<string>();
  let unknown: readonly ReachableClass[] = [];
  const seen = new Set<string>(used);
  let isTruncated = false;
  for (let level = [...used].sort(byCodePoint); level.length > 0; ) {
    const classes = new Set(
      level.flatMap((key) => {
        const facts = manifest.symbols[key];
        return facts ? [...classesOfSymbol(facts, { isClass, members })] : [];
      }),
    );
    level = [];
    const missing: ReachableClass[] = [];
    for (const name of [...classes].sort(byCodePoint)) {
      if (names.has(name)) continue;
      isTruncated ||= names.size === maxClasses;
      if (isTruncated) break;
      names.add(name);
      const key = classKey(name);
      const query = classQuery(name, config);
      if (key === undefined && query && manifest.reached?.[name] !== null) missing.push({ name, query });
      if (key === undefined || seen.has(key)) continue;
      seen.add(key);
      keys.add(key);
      level.push(key);
    }
    // Only the first level with unknown classes counts: the later levels depend on what is reachable from these.
    if (unknown.length === 0) unknown = missing;
  }
  return { keys, names, unknown, isTruncated };
}
