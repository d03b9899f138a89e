import type { Library } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { DemandReason } from "../../stages/resolve/demands.ts";
import type { ReachableClasses } from "../../stages/resolve/reachable-classes.ts";

/** Why a name stays: it is required, a source re-exports its module, or it is a reachable class. */
export type KeepReason = DemandReason | "re-exported" | "reached";

export interface PrunePlan {
  /** The manifest without unused symbols. */
  readonly manifest: Manifest;
  /** Sorted keys of the removed symbols. */
  readonly removed: readonly string[];
  /** Symbols that stay although no source names them, sorted by key. */
  readonly kept: Readonly<Record<string, KeepReason>>;
}

/** Splits the manifest into used and unused symbols. A module stays as long as a symbol in it stays. */
export function planPrune(
  manifest: Manifest,
  required: ReadonlyMap<string, KeepReason>,
  reached: Pick<ReachableClasses, "keys" | "names">,
  libraries: readonly Library[],
): PrunePlan {
  const { reached: all = {}, promoted = [], ...rest } = manifest;
  const reasons = new Map<string, KeepReason>(libraries.map(({ name }) => [`${name}:`, "used"]));
  const keep = (key: string, reason: KeepReason): void => {
    if (!reasons.has(key)) reasons.set(key, reason);
    for (let module = moduleOf(key); module !== ""; module = parentOf(module))
      if (!reasons.has(`${module}:`)) reasons.set(`${module}:`, reason);
  };
  for (const [key, reason] of required) keep(key, reason);
  for (const key of reached.keys) keep(key, "reached");
  const symbols = Object.entries(manifest.symbols).filter(([key]) => reasons.has(key));
  const names = Object.entries(all).filter(([name]) => reached.names.has(name));
  const configured = new Set(libraries.map(({ name }) => name));
  const remainingPromoted = promoted.filter((key) =>
    libraries.some(({ name }) => isWithin(moduleOf(key), name)),
  );
  const stays = (library: string): boolean =>
    configured.has(library) || symbols.some(([key]) => isWithin(moduleOf(key), library));
  return {
    manifest: {
      ...rest,
      libraries: Object.fromEntries(Object.entries(manifest.libraries).filter(([name]) => stays(name))),
      symbols: Object.fromEntries(symbols),
      ...(names.length > 0 ? { reached: Object.fromEntries(names) } : {}),
      ...(remainingPromoted.length > 0 ? { promoted: remainingPromoted } : {}),
    },
    removed: Object.keys(manifest.symbols)
      .filter((key) => !reasons.has(key))
      .sort(),
    kept: Object.fromEntries(
      symbols
        .map(([key]) => [key, reasons.get(key)!] as const)
        .filter(([key, reason]) => !key.endsWith(":") && reason !== "used")
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
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
