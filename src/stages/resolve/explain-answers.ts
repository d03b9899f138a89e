import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { DiagnosticCode } from "../../diagnostics/table.ts";
import type { Answer, ImportFailure, Query } from "../../facts/facts.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { Demand } from "./demands.ts";
import { queryKey, type Unresolved } from "./resolve-uses.ts";

/**
 * Explains why demands are still unknown after the introspection: one SB1002 for each missing name, one SB4xxx for
 * each module that failed. The SB4xxx is at the module's first use and lists the others.
 * @param unresolved the demands behind the queries
 * @param provided modules of installed distributions, by normalized name
 */
export function explainAnswers(
  unresolved: readonly Unresolved[],
  queries: readonly Query[],
  answers: readonly Answer[],
  provided: ReadonlyMap<string, readonly string[]> = new Map(),
): readonly Diagnostic[] {
  const answerOf = new Map(queries.map((query, index) => [queryKey(query), answers[index]]));
  const diagnostics: Diagnostic[] = [];
  const failures = new Map<string, { failure: ImportFailure; demands: Demand[] }>();
  for (const { demand, query } of unresolved) {
    const answer = answerOf.get(queryKey(query));
    if (!answer || "found" in answer) continue;
    if ("missing" in answer) {
      diagnostics.push(unknownName(demand, query, answer.missing));
    } else if (answer.failed.reason === "not-found" && query.module !== demand.library.name) {
      diagnostics.push(unknownModule(demand, answer.failed));
    } else {
      const { module } = answer.failed;
      const group = failures.get(module) ?? { failure: answer.failed, demands: [] };
      failures.set(module, { ...group, demands: [...group.demands, demand] });
    }
  }
  return [
    ...diagnostics,
    ...[...failures.values()].map(({ failure, demands }) => importFailure(failure, demands, provided)),
  ];
}

function unknownName(
  demand: Demand,
  query: Query,
  missing: Extract<Answer, { readonly missing: unknown }>["missing"],
): Diagnostic {
  const absent = `${missing.module} has no "${query.path[missing.at]}"${reasonSuffix(demand)}`;
  const message = missing.isStatic
    ? `${absent} at run time: only type checkers know it, from stubs.`
    : `${absent}.`;
  return diagnostic("SB1002", message + didYouMean(missing.suggestions), locationOf(demand));
}

function unknownModule(demand: Demand, failure: ImportFailure): Diagnostic {
  return diagnostic(
    "SB1002",
    `There is no Python module ${failure.module}${reasonSuffix(demand)}: ${failure.message}`,
    locationOf(demand),
  );
}

/** Diagnostic codes by the reason for which a module cannot be imported. */
export const failureCodes: Readonly<Record<ImportFailure["reason"], DiagnosticCode>> = {
  "not-found": "SB4006",
  raised: "SB4001",
  exited: "SB4002",
  "timed-out": "SB4003",
  crashed: "SB4004",
  protocol: "SB4005",
};

function importFailure(
  failure: ImportFailure,
  demands: readonly Demand[],
  provided: ReadonlyMap<string, readonly string[]>,
): Diagnostic {
  const [first, ...others] = demands.flatMap(({ location }) => location ?? []);
  const places = others.map(({ file, line, column }) => `also used at ${file}:${line}:${column}`);
  const detail = [...(failure.detail ? [failure.detail.trimEnd()] : []), ...places].join("\n");
  return diagnostic(failureCodes[failure.reason], `Python module "${failure.module}": ${failure.message}`, {
    ...(first ? { location: first } : {}),
    ...(detail ? { detail } : {}),
    ...(failure.reason === "not-found" ? fixForMissingModule(failure, demands, provided) : {}),
  });
}

/** Suggests the import name if the configuration has the name of a distribution in its place. */
function fixForMissingModule(
  { module }: ImportFailure,
  [demand]: readonly Demand[],
  provided: ReadonlyMap<string, readonly string[]>,
): Pick<Diagnostic, "fix"> {
  const distribution = demand?.library.distribution;
  if (distribution === undefined)
    return { fix: `Name its distribution in the configuration: ${module}: { distribution: "…" }` };
  const modules = provided.get(normalizeDistribution(distribution)) ?? [];
  const names = modules.filter((name) => !name.startsWith("_")).map((name) => `"${name}"`);
  return names.length === 0
    ? {}
    : {
        fix: `The distribution ${distribution} provides ${names.join(", ")}. Use that name under "libraries".`,
      };
}

function locationOf(demand: Demand): Pick<Diagnostic, "location"> {
  return demand.location ? { location: demand.location } : {};
}

function reasonSuffix(demand: Demand): string {
  switch (demand.reason) {
    case "used":
      return "";
    case "included":
      return " (included by the configuration)";
    case "promoted":
      return " (promoted)";
  }
}
