import type { Query } from "../introspect/facts.ts";
import type { Manifest } from "../manifest/manifest.ts";
import { pythonCandidates } from "../model/names.ts";

/** Where a path leads in the manifest: to symbols that it knows, or to questions that only Python can answer. */
export type Walk =
  | { readonly known: readonly string[] }
  /** One question per possible Python spelling of the first unknown name. */
  | { readonly unknown: readonly Query[] };

/**
 * Follows TypeScript names from a module through the manifest. The walk goes on inside modules only: members of
 * classes and attributes of objects come with their owner.
 */
export function walk(manifest: Manifest, module: string, path: readonly string[]): Walk {
  const passed: string[] = [];
  let current = module;
  for (const [index, name] of path.entries()) {
    if (`${current}:` in manifest.symbols) passed.push(`${current}:`);
    const spellings = pythonCandidates(name);
    const symbol = spellings.map((spelling) => `${current}:${spelling}`).find((key) => has(manifest, key));
    if (symbol) return { known: [...passed, symbol] };
    const submodule = spellings
      .map((spelling) => `${current}.${spelling}`)
      .find((candidate) => has(manifest, `${candidate}:`));
    if (!submodule) {
      const rest = path.slice(index + 1);
      const from = current;
      return { unknown: spellings.map((spelling) => ({ module: from, path: [spelling, ...rest] })) };
    }
    current = submodule;
  }
  return has(manifest, `${current}:`)
    ? { known: [...passed, `${current}:`] }
    : { unknown: [{ module: current, path: [] }] };
}

function has(manifest: Manifest, key: string): boolean {
  return Object.hasOwn(manifest.symbols, key);
}
