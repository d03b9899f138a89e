import type { ApiChange } from "../../facts/api-diff/api-change.ts";
import { diffApi } from "../../facts/api-diff/diff-api.ts";
import type { Tier } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { LibraryRecord, Manifest, ManifestSymbol } from "../../project/manifest/manifest.ts";
import { libraryOf } from "../../stages/resolve/demands.ts";

/** The result of a run for one library; `Change` describes each change of its API. */
export interface LibraryReport<Change extends ApiChange = ApiChange> {
  readonly name: string;
  /** Absent for the standard library, and before its first introspection. */
  readonly version?: string;
  /** Names that sources or configuration require, and that Python has. */
  readonly found: number;
  /** Names that are new in the manifest. */
  readonly added: number;
  /** Names that the manifest had before, used or not. */
  readonly kept: number;
  /** Present if its symbols came from another version before; for the standard library, another Python. */
  readonly upgrade?: { readonly from: string; readonly to: string };
  /** Changes of previously generated names, sorted by name. */
  readonly changes: readonly Change[];
  /** Seconds that Python took for it, its import included; absent when it was not introspected. */
  readonly seconds?: number;
  /** Number of signatures by tier. */
  readonly tiers: Readonly<Partial<Record<Tier, number>>>;
}

/** Compares the manifests before and after a run, library by library. */
export function reportLibraries(
  before: Manifest,
  after: Manifest,
  used: ReadonlySet<string>,
  seconds: ReadonlyMap<string, number>,
  config: Config,
  refreshed: readonly string[] = [],
): readonly LibraryReport[] {
  const ownerOf = (key: string): string | undefined =>
    libraryOf(key.slice(0, key.indexOf(":")), config)?.name;
  return config.libraries.map(({ name }) => {
    const keysOf = (manifest: Manifest): string[] =>
      Object.keys(manifest.symbols).filter((key) => !key.endsWith(":") && ownerOf(key) === name);
    const now = keysOf(after);
    const version = after.libraries[name]?.version;
    const took = seconds.get(name);
    const had = new Set(keysOf(before));
    const upgrade = upgradeOf(before.libraries[name], after.libraries[name]);
    const symbolsBefore = Object.entries(before.symbols).filter(([key]) => ownerOf(key) === name);
    return {
      name,
      ...(version === undefined ? {} : { version }),
      ...(took === undefined ? {} : { seconds: took }),
      found: now.filter((key) => used.has(key)).length,
      added: now.filter((key) => !had.has(key)).length,
      kept: now.filter((key) => had.has(key)).length,
      ...(upgrade === undefined ? {} : { upgrade }),
      // In the same version, new facts are additions only, unless --refresh requests a comparison.
      changes:
        upgrade === undefined && !refreshed.includes(name)
          ? []
          : diffApi(Object.fromEntries(symbolsBefore), after.symbols),
      tiers: countTiers(now.map((key) => after.symbols[key])),
    };
  });
}

function upgradeOf(
  before: LibraryRecord | undefined,
  after: LibraryRecord | undefined,
): LibraryReport["upgrade"] {
  const [from, to] = [before, after].map((record) => record?.version ?? record?.python);
  return from === undefined || to === undefined || from === to ? undefined : { from, to };
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
