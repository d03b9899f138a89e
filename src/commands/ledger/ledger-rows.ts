import { toTsName } from "../../naming/names.ts";
import type { Config } from "../../project/config/config.ts";
import type { LedgerEntry } from "../../shared/ledger/entry.ts";
import { isExcluded, libraryOf, type NamePath } from "../../stages/resolve/demands.ts";
import { isOwner } from "../../stages/resolve/uses-by-environment.ts";
import { walkManifest } from "../../stages/resolve/walk-manifest.ts";
import type { EnvironmentManifest } from "../project/render-project.ts";

/** The state of a ledger name in the project; `promote` without names takes only those that are `new`. */
export type LedgerState = "new" | "generated" | "excluded" | "not configured";

/** One name of the ledger. */
export interface LedgerRow extends NamePath {
  /** `"numpy.linalg.svd"` */
  readonly name: string;
  readonly state: LedgerState;
  readonly calls: number;
  /** `"src/main.ts:3"`, sorted. */
  readonly places: readonly string[];
}

/** Compares the ledger with manifest and configuration, most called names first. Different paths to one name are one row. */
export function ledgerRows(
  entries: readonly LedgerEntry[],
  environments: readonly EnvironmentManifest[],
  config: Config,
): readonly LedgerRow[] {
  const rows = new Map<string, LedgerRow>();
  for (const { symbol, calls, places } of entries) {
    const [module = "", inside = ""] = symbol.split(":");
    const name = `${module}.${inside}`;
    const path = inside.split(".").map((each) => toTsName(each, "module"));
    const known = rows.get(name);
    rows.set(name, {
      name,
      module,
      path,
      state: stateOf({ module, path }, environments.find((each) => isOwner(each.config, module, config))!),
      calls: calls + (known?.calls ?? 0),
      places: [...new Set([...places, ...(known?.places ?? [])])].sort(),
    });
  }
  return [...rows.values()].sort((a, b) => b.calls - a.calls || (a.name < b.name ? -1 : 1));
}

function stateOf({ module, path }: NamePath, { config, manifest }: EnvironmentManifest): LedgerState {
  const library = libraryOf(module, config);
  if (library === undefined) return "not configured";
  if (isExcluded(library, module, path)) return "excluded";
  return "known" in walkManifest(manifest, module, path) ? "generated" : "new";
}
