import type { Query } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import { findClassHomes } from "../model/class-homes.ts";
import { classQuery } from "./class-query.ts";
import { givenClasses } from "./classes-of-symbol.ts";

export interface Reach {
  /** Keys of the classes that the used symbols lead to. */
  readonly keys: ReadonlySet<string>;
  /** The names that types have for them, and for those that Python does not have. */
  readonly names: ReadonlySet<string>;
  /** The nearest classes that the manifest does not know; what they lead to is unknown, too. */
  readonly unknown: readonly ReachedClass[];
  /** Whether there are more than are followed. */
  readonly isCut: boolean;
}

export interface ReachedClass {
  /** `"pandas.core.frame:DataFrame"`: as types name it. */
  readonly name: string;
  readonly query: Query;
}

/** Somewhere, everything leads to everything. */
const mostClasses = 300;

/**
 * Follows types from the symbols that are used: to the classes that functions and attributes give, and on through those
 * of their members whose name occurs in the sources. Level by level and by name, so that it is the same everywhere.
 */
export function reachClasses(
  manifest: Manifest,
  used: ReadonlySet<string>,
  members: ReadonlySet<string>,
  config: Pick<Config, "libraries">,
): Reach {
  const { classKey } = findClassHomes(manifest);
  const isClass = (name: string): boolean =>
    classKey(name) !== undefined || classQuery(name, config) !== undefined;
  const keys = new Set<string>();
  const names = new Set<string>();
  let unknown: readonly ReachedClass[] = [];
  const seen = new Set<string>(used);
  let isCut = false;
  for (let level = [...used].sort(byCodePoint); level.length > 0; ) {
    const given = new Set(
      level.flatMap((key) => {
        const facts = manifest.symbols[key];
        return facts ? [...givenClasses(facts, { isClass, members })] : [];
      }),
    );
    level = [];
    const open: ReachedClass[] = [];
    for (const name of [...given].sort(byCodePoint)) {
      if (names.has(name)) continue;
      isCut ||= names.size === mostClasses;
      if (isCut) break;
      names.add(name);
      const key = classKey(name);
      const query = classQuery(name, config);
      if (key === undefined && query && manifest.reached?.[name] !== null) open.push({ name, query });
      if (key === undefined || seen.has(key)) continue;
      seen.add(key);
      keys.add(key);
      level.push(key);
    }
    // Only of the first level that has any: which ones come later depends on what these lead to.
    if (unknown.length === 0) unknown = open;
  }
  return { keys, names, unknown, isCut };
}
