import type { ClassFacts } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";

/** Where each class is defined: the same class may be known under several names (`pandas.DataFrame`, `pandas.core.frame.DataFrame`). */
export interface ClassHomes {
  /** The key under which the class of this key is defined: itself, or that of a re-exporting one's original. */
  readonly homeOf: (key: string) => string;
  /** The home of the class that Python calls so, by where it lives or where it is imported from. */
  readonly classKey: (pythonName: string) => string | undefined;
}

/** Finds the homes: where a class says it lives, if that is generated, else its first name. */
export function findClassHomes(manifest: Manifest): ClassHomes {
  const homes = new Map<string, string>();
  const byName = new Map<string, string>();
  const classes = Object.entries(manifest.symbols)
    .flatMap(([key, facts]): [string, ClassFacts][] => (facts.kind === "class" ? [[key, facts]] : []))
    .sort(
      ([a, left], [b, right]) => Number(isAtHome(b, right)) - Number(isAtHome(a, left)) || byCodePoint(a, b),
    );
  const known = new Map<string, { readonly home: string; readonly facts: ClassFacts }[]>();
  for (const [key, facts] of classes) {
    const canonical = facts.canonical ?? key;
    const same = known.get(canonical) ?? [];
    // A class may lie about where it lives; equal facts tell it from another one that lies the same.
    const original = same.find((each) => sameClass(each.facts, facts));
    const home = original?.home ?? key;
    if (!original) known.set(canonical, [...same, { home, facts }]);
    homes.set(key, home);
    if (same.length === 0) byName.set(canonical, home);
  }
  for (const [key, home] of homes) if (!byName.has(key)) byName.set(key, home);
  for (const [name, key] of Object.entries(manifest.reached ?? {})) {
    const home = key === null ? undefined : homes.get(key);
    if (home !== undefined && !byName.has(name)) byName.set(name, home);
  }
  return {
    homeOf: (key) => homes.get(key) ?? key,
    classKey: (name) => byName.get(name.includes(":") ? name : name.replace(/\.(?=[^.]*$)/, ":")),
  };
}

function isAtHome(key: string, { canonical }: ClassFacts): boolean {
  return canonical === undefined || canonical === key;
}

function sameClass(left: ClassFacts, right: ClassFacts): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(facts: ClassFacts): string {
  return JSON.stringify([facts.bases, facts.constructor, facts.members]);
}
