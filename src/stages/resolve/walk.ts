import type { Query } from "../../facts/facts.ts";
import { toPythonName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";

/** Where a path leads in the manifest: to symbols that it knows, or to a question that only Python can answer. */
export type Walk = { readonly known: readonly string[] } | { readonly unknown: Query };

/**
 * Follows TypeScript names from a module through the manifest. The walk goes on inside modules only: members of
 * classes and attributes of objects come with their owner.
 */
export function walk(manifest: Manifest, module: string, path: readonly string[]): Walk {
  const names = path.map((name) => toPythonName(name));
  const passed: string[] = [];
  let current = module;
  for (const [index, name] of names.entries()) {
    if (has(manifest, `${current}:`)) passed.push(`${current}:`);
    if (has(manifest, `${current}:${name}`)) return { known: [...passed, `${current}:${name}`] };
    if (!has(manifest, `${current}.${name}:`))
      return { unknown: { module: current, path: names.slice(index) } };
    current = `${current}.${name}`;
  }
  return has(manifest, `${current}:`)
    ? { known: [...passed, `${current}:`] }
    : { unknown: { module: current, path: [] } };
}

function has(manifest: Manifest, key: string): boolean {
  return Object.hasOwn(manifest.symbols, key);
}
