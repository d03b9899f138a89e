import type { Library } from "../config/config.ts";
import type { Manifest } from "../manifest/manifest.ts";

export interface PrunePlan {
  /** The manifest without what is not used. */
  readonly manifest: Manifest;
  /** Keys of the symbols that go, sorted. */
  readonly removed: readonly string[];
}

/** Divides the manifest into what is used and what is not. A module stays as long as something in it stays. */
export function planPrune(
  manifest: Manifest,
  used: ReadonlySet<string>,
  libraries: readonly Library[],
): PrunePlan {
  const kept = new Set<string>(libraries.map(({ name }) => `${name}:`));
  for (const key of used) {
    kept.add(key);
    for (let module = moduleOf(key); module !== ""; module = parentOf(module)) kept.add(`${module}:`);
  }
  const symbols = Object.entries(manifest.symbols).filter(([key]) => kept.has(key));
  const configured = new Set(libraries.map(({ name }) => name));
  const stays = (library: string): boolean =>
    configured.has(library) || symbols.some(([key]) => isWithin(moduleOf(key), library));
  return {
    manifest: {
      ...manifest,
      libraries: Object.fromEntries(Object.entries(manifest.libraries).filter(([name]) => stays(name))),
      symbols: Object.fromEntries(symbols),
    },
    removed: Object.keys(manifest.symbols)
      .filter((key) => !kept.has(key))
      .sort(),
  };
}

function moduleOf(key: string): string {
  return key.slice(0, key.indexOf(":"));
}

function parentOf(module: string): string {
  return module.slice(0, Math.max(0, module.lastIndexOf(".")));
}

function isWithin(module: string, library: string): boolean {
  return module === library || module.startsWith(`${library}.`);
}
