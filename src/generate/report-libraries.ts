import type { Config } from "../config/config.ts";
import type { Tier } from "../introspect/facts.ts";
import type { Manifest, ManifestSymbol } from "../manifest/manifest.ts";
import { libraryOf } from "../resolve/demands.ts";

/** What a run did for one library. */
export interface LibraryReport {
  readonly name: string;
  /** Absent for the standard library, and before anything of it was introspected. */
  readonly version?: string;
  /** Names that sources or configuration ask for, and that Python has. */
  readonly found: number;
  /** Names that are new in the manifest. */
  readonly added: number;
  /** Names that were in the manifest before, used or not. */
  readonly kept: number;
  /** Names that this version of the library no longer has. */
  readonly gone: readonly string[];
  /** Names whose facts are others than before. */
  readonly changed: readonly string[];
  /** How long Python took for it, its import included; absent when it was not asked. */
  readonly seconds?: number;
  /** Where the signatures came from. */
  readonly tiers: Readonly<Partial<Record<Tier, number>>>;
}

/** Compares the manifests before and after a run, library by library. */
export function reportLibraries(
  before: Manifest,
  after: Manifest,
  used: ReadonlySet<string>,
  seconds: ReadonlyMap<string, number>,
  config: Config,
): readonly LibraryReport[] {
  const ownerOf = (key: string): string | undefined =>
    libraryOf(key.slice(0, key.indexOf(":")), config)?.name;
  return config.libraries.map(({ name }) => {
    const keysOf = (manifest: Manifest): string[] =>
      Object.keys(manifest.symbols).filter((key) => !key.endsWith(":") && ownerOf(key) === name);
    const now = keysOf(after);
    const version = after.libraries[name]?.version;
    const took = seconds.get(name);
    const was = new Map(keysOf(before).map((key) => [key, before.symbols[key]]));
    const isChanged = (key: string): boolean =>
      was.has(key) && JSON.stringify(was.get(key)) !== JSON.stringify(after.symbols[key]);
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(took === undefined ? {} : { seconds: took }),
      found: now.filter((key) => used.has(key)).length,
      added: now.filter((key) => !was.has(key)).length,
      kept: now.filter((key) => was.has(key)).length,
      gone: [...was.keys()].filter((key) => !Object.hasOwn(after.symbols, key)).sort(),
      changed: now.filter(isChanged).sort(),
      tiers: countTiers(now.map((key) => after.symbols[key])),
    };
  });
}

function countTiers(symbols: readonly (ManifestSymbol | undefined)[]): LibraryReport["tiers"] {
  const tiers: Partial<Record<Tier, number>> = {};
  for (const symbol of symbols) {
    const tier =
      symbol?.kind === "function"
        ? symbol.signature.tier
        : symbol?.kind === "class"
          ? symbol.constructor.tier
          : undefined;
    if (tier) tiers[tier] = (tiers[tier] ?? 0) + 1;
  }
  return tiers;
}
