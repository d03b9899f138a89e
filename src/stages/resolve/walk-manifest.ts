import type { Query } from "../../facts/facts.ts";
import { toPythonName } from "../../naming/names.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";

/** The result of a walk: the symbols on the path, or the query that only Python can answer. */
export type ManifestWalk = { readonly known: readonly string[] } | { readonly unknown: Query };

/**
 * Follows TypeScript names from a module through the manifest. The walk continues only inside modules: members of
 * classes and attributes of objects belong to their owner.
 */
export function walkManifest(manifest: Manifest, module: string, path: readonly string[]): ManifestWalk {
  const names = path.map((name) => toPythonName(name));
  const modules: string[] = [];
  let current = module;
  for (const [index, name] of names.entries()) {
    if (has(manifest, `${current}:`)) modules.push(`${current}:`);
    if (has(manifest, `${current}:${name}`)) return { known: [...modules, `${current}:${name}`] };
    if (!has(manifest, `${current}.${name}:`))
      return { unknown: { module: current, path: names.slice(index) } };
    current = `${current}.${name}`;
  }
  return has(manifest, `${current}:`)
    ? { known: [...modules, `${current}:`] }
    : { unknown: { module: current, path: [] } };
}

function has(manifest: Manifest, key: string): boolean {
  return Object.hasOwn(manifest.symbols, key);
}
