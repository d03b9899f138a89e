import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Manifest } from "../../project/manifest/manifest.ts";
import type { Use } from "../scan/use.ts";
import { collectDemands, type Demand, type DemandReason, type NamePath } from "./demands.ts";
import { promotedNames } from "./promoted-names.ts";
import { walk } from "./walk.ts";

export interface Resolution {
  /** What only Python can answer, without repeats, in the order of first use. */
  readonly queries: readonly Query[];
  /** Keys of the manifest's symbols that are used, modules on the way to them included. */
  readonly used: ReadonlySet<string>;
  /** Who asks for each of these; of several the first: a source, the configuration, `promote`. */
  readonly reasons: ReadonlyMap<string, DemandReason>;
  /** Demands that the manifest does not know, each with its question. */
  readonly unresolved: readonly Unresolved[];
  /** Uses of what is not configured or is excluded. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface Unresolved {
  readonly demand: Demand;
  readonly query: Query;
}

/**
 * Divides what is asked for into what the manifest knows, what Python must be asked, and what is not allowed.
 * @param promote names to be promoted, beside those that the manifest says were
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
    const end = walk(manifest, demand.module, demand.path);
    if ("known" in end) {
      for (const key of end.known) if (!reasons.has(key)) reasons.set(key, demand.reason);
      continue;
    }
    unresolved.push({ demand, query: end.unknown });
  }
  const queries = uniqueQueries(unresolved.map(({ query }) => query));
  return { queries, used: new Set(reasons.keys()), reasons, unresolved, diagnostics };
}

/** The same questions without repeats, in the order of first use. */
export function uniqueQueries(queries: readonly Query[]): readonly Query[] {
  return [...new Map(queries.map((query) => [queryKey(query), query])).values()];
}

/** Names one question; equal questions have equal keys. */
export function queryKey(query: Query): string {
  return `${query.module}:${query.path.join(".")}`;
}

const demandText: Readonly<Record<DemandReason, string>> = {
  used: "used",
  included: "included by the configuration",
  promoted: "promoted",
};

/** One SB1001 for each use that is not generated: what `check` and the compiler plugin report without Python. */
export function ungeneratedUses({ unresolved }: Pick<Resolution, "unresolved">): readonly Diagnostic[] {
  return unresolved.map(({ demand: { module, path, location, reason } }) => {
    const name = [module, ...path].join(".");
    return diagnostic("SB1001", `"${name}" is ${demandText[reason]} but not generated.`, {
      ...(location ? { location } : {}),
    });
  });
}
