import { pythonSignature } from "../../docstring/python-signature.ts";
import type { NameFacts } from "./entry.ts";

/** A name that a program can use, with its shortest path. */
export interface CatalogueItem {
  /** `"pandas.DataFrame.groupby"` */
  readonly name: string;
  readonly kind: NameFacts["kind"];
  /** `"(by=None, axis=0)"` */
  readonly signature: string | undefined;
  readonly summary: string | undefined;
}

/** Returns the names of all modules of a library as one sorted list; a name that several modules export is listed once. */
export function catalogue(modules: ReadonlyMap<string, readonly NameFacts[]>): readonly CatalogueItem[] {
  const all = [...modules].flatMap(([module, names]) =>
    names.map((facts) => ({ path: `${module}.${facts.name}`, facts })),
  );
  // The introspector describes an object only at the first place where it finds it.
  const described = new Map<string, NameFacts>();
  const shortest = new Map<string, string>();
  for (const { path, facts } of all) {
    const key = keyOf(path, facts);
    if (facts.summary !== undefined || facts.signature !== undefined || facts.members !== undefined)
      described.set(key, facts);
    const before = shortest.get(key);
    if (before === undefined || rank(path) < rank(before)) shortest.set(key, path);
  }
  return all
    .filter(({ path, facts }) => shortest.get(keyOf(path, facts)) === path)
    .flatMap(({ path, facts }) => items(path, described.get(keyOf(path, facts)) ?? facts))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function items(path: string, { kind, signature, summary, members = [] }: NameFacts): CatalogueItem[] {
  const own = {
    name: path,
    kind,
    signature: signature && pythonSignature(signature, { types: false }),
    summary,
  };
  return [own, ...members.flatMap((member) => items(`${path}.${member.name}`, member))];
}

/** Identifies classes and functions by their home; other objects have none. */
function keyOf(path: string, { home }: NameFacts): string {
  return home ?? path;
}

/** Returns a sort key: paths with fewer parts first, then shorter ones. */
function rank(path: string): string {
  return `${String(path.split(".").length).padStart(3, "0")}${String(path.length).padStart(4, "0")}${path}`;
}
