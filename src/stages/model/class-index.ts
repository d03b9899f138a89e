import type { ClassFacts } from "../../facts/facts.ts";
import { byCodePoint } from "../../naming/code-point-order.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";

/**
 * Resolves names of classes: one class may be known under several names (`pandas.DataFrame`,
 * `pandas.core.frame.DataFrame`).
 */
export interface ClassIndex {
  /** Returns the key under which a class is defined: its own key, or the original's if it is a re-export. */
  readonly definingKey: (key: string) => string;
  /** Returns the defining key of a class by its Python name: where it is defined, or where it is imported from. */
  readonly classKey: (pythonName: string) => string | undefined;
}

/**
 * Indexes the classes of a manifest. A class is defined at its canonical name if that is generated, otherwise under
 * its first name.
 */
export function indexClasses(manifest: Manifest): ClassIndex {
  const definingKeys = new Map<string, string>();
  const byName = new Map<string, string>();
  const classes = Object.entries(manifest.symbols)
    .flatMap(([key, facts]): [string, ClassFacts][] => (facts.kind === "class" ? [[key, facts]] : []))
    .sort(
      ([a, left], [b, right]) =>
        Number(isCanonical(b, right)) - Number(isCanonical(a, left)) || byCodePoint(a, b),
    );
  const byCanonical = new Map<string, { readonly definingKey: string; readonly facts: ClassFacts }[]>();
  for (const [key, facts] of classes) {
    const canonical = facts.canonical ?? key;
    const same = byCanonical.get(canonical) ?? [];
    // A class may declare a wrong module. Equal facts distinguish it from another class that declares the same.
    const original = same.find((each) => sameClass(each.facts, facts));
    const definingKey = original?.definingKey ?? key;
    if (!original) byCanonical.set(canonical, [...same, { definingKey, facts }]);
    definingKeys.set(key, definingKey);
    if (same.length === 0) byName.set(canonical, definingKey);
  }
  for (const [key, definingKey] of definingKeys) if (!byName.has(key)) byName.set(key, definingKey);
  for (const [name, key] of Object.entries(manifest.reached ?? {})) {
    const definingKey = key === null ? undefined : definingKeys.get(key);
    if (definingKey !== undefined && !byName.has(name)) byName.set(name, definingKey);
  }
  return {
    definingKey: (key) => definingKeys.get(key) ?? key,
    classKey: (name) => byName.get(name.includes(":") ? name : name.replace(/\.(?=[^.]*$)/, ":")),
  };
}

function isCanonical(key: string, { canonical }: ClassFacts): boolean {
  return canonical === undefined || canonical === key;
}

function sameClass(left: ClassFacts, right: ClassFacts): boolean {
  return fingerprint(left) === fingerprint(right);
}

function fingerprint(facts: ClassFacts): string {
  return JSON.stringify([facts.bases, facts.constructor, facts.members]);
}
