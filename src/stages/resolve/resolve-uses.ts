import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { Use } from "../scan/use.ts";
import { collectDemands, type Demand, type DemandReason, type NamePath } from "./demands.ts";
import { promotedNames } from "./promoted-names.ts";
import { walkManifest } from "./walk-manifest.ts";

export interface Resolution {
  /** The queries for Python, without repeats, in the order of first use. */
  readonly queries: readonly Query[];
  /** Keys of the used symbols in the manifest, including the modules on the path to them. */
  readonly used: ReadonlySet<string>;
  /** The reason for each of these keys. Of several, the first: a source, the configuration, `promote`. */
  readonly reasons: ReadonlyMap<string, DemandReason>;
  /** Demands that the manifest cannot answer, each with its query. */
  readonly unresolved: readonly Unresolved[];
  /** Uses of names that are excluded or not configured. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Unresolved {
  readonly demand: Demand;
  readonly query: Query;
}

/**
 * Divides the demands into those that the manifest answers, those that Python must answer, and those that are not
 * allowed.
 * @param promote names to promote, in addition to those in the manifest
 */
export function resolveUses(
  uses: readonly Use[],
  manifest: Manifest,
  config: Config,
  promote: readonly NamePath[] = [],
): Resolution {
  const promoted = [...promotedNames(manifest), ...promote];
  const { demands, diagnostics } = collectDemands(uses, promoted, config);
  const reasons = new Map<string, DemandReason>();
  const unresolved: Unresolved[] = [];
  for (const demand of demands) {
    const end = walkManifest(manifest, demand.module, demand.path);
    if ("known" in end) {
      for (const key of end.known) if (!reasons.has(key)) reasons.set(key, demand.reason);
      continue;
    }
    unresolved.push({ demand, query: end.unknown });
  }
  const queries = uniqueQueries(unresolved.map(({ query }) => query));
  return { queries, used: new Set(reasons.keys()), reasons, unresolved, diagnostics };
}

/** Removes repeated queries, in the order of first use. */
export function uniqueQueries(queries: readonly Query[]): readonly Query[] {
  return [...new Map(queries.map((query) => [queryKey(query), query])).values()];
}

/** Returns the key of a query. Equal queries have equal keys. */
export function queryKey(query: Query): string {
  return `${query.module}:${query.path.join(".")}`;
}

const demandText: Readonly<Record<DemandReason, string>> = {
  used: "used",
  included: "included by the configuration",
  promoted: "promoted",
};

/** Reports SB1001 for each use that is not generated. `check` and the compiler plugin report it without Python. */
export function ungeneratedUses({ unresolved }: Pick<Resolution, "unresolved">): readonly Diagnostic[] {
  return unresolved.map(({ demand: { module, path, location, reason } }) => {
    const name = [module, ...path].join(".");
    return diagnostic("SB1001", `"${name}" is ${demandText[reason]} but not generated.`, {
      ...(location ? { location } : {}),
    });
  });
}
