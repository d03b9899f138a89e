import type { Library } from "../config/config.ts";
import type { Manifest } from "../manifest/manifest.ts";
import type { Reach } from "../reach/reach-classes.ts";

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
  reached: Pick<Reach, "keys" | "names">,
  libraries: readonly Library[],
): PrunePlan {
  const { reached: all = {}, ...rest } = manifest;
  const kept = new Set<string>(libraries.map(({ name }) => `${name}:`));
  for (const key of [...used, ...reached.keys]) {
    kept.add(key);
    for (let module = moduleOf(key); module !== ""; module = parentOf(module)) kept.add(`${module}:`);
  }
  const symbols = Object.entries(manifest.symbols).filter(([key]) => kept.has(key));
  const names = Object.entries(all).filter(([name]) => reached.names.has(name));
  const configured = new Set(libraries.map(({ name }) => name));
  const stays = (library: string): boolean =>
    configured.has(library) || symbols.some(([key]) => isWithin(moduleOf(key), library));
  return {
    manifest: {
      ...rest,
      libraries: Object.fromEntries(Object.entries(manifest.libraries).filter(([name]) => stays(name))),
      symbols: Object.fromEntries(symbols),
      ...(names.length > 0 ? { reached: Object.fromEntries(names) } : {}),
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
