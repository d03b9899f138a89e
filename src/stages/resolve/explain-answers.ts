import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { didYouMean } from "../../diagnostics/suggest.ts";
import type { DiagnosticCode } from "../../diagnostics/table.ts";
import type { Answer, ImportFailure, Query } from "../../facts/facts.ts";
import { normalizeDistribution } from "../../project/config/python-names.ts";
import type { Demand } from "./demands.ts";
import { queryKey, type Unresolved } from "./resolve-uses.ts";

/**
 * Says why demands that Python was asked about are unknown even so: one SB1002 for each name that does not exist, one
 * SB4xxx for each module that fails, at its first use and with the other places below.
 * @param unresolved what the questions were asked for
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
  const absent = `${missing.module} has no "${query.path[missing.at]}"${included(demand)}`;
  const message = missing.isStatic
    ? `${absent} at run time: only type checkers know it, from stubs.`
    : `${absent}.`;
  return diagnostic("SB1002", message + didYouMean(missing.suggestions), place(demand));
}

function unknownModule(demand: Demand, failure: ImportFailure): Diagnostic {
  return diagnostic(
    "SB1002",
    `There is no Python module ${failure.module}${included(demand)}: ${failure.message}`,
    place(demand),
  );
}

/** By the reason why a module cannot be asked. */
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
    ...(failure.reason === "not-found" ? absentModule(failure, demands, provided) : {}),
  });
}

/** Who names a distribution where an import name belongs is told the import name. */
function absentModule(
  { module }: ImportFailure,
  [demand]: readonly Demand[],
  provided: ReadonlyMap<string, readonly string[]>,
): Pick<Diagnostic, "fix"> {
  const distribution = demand?.library.distribution;
  if (distribution === undefined)
    return { fix: `Say which distribution has it: ${module}: { distribution: "…" }` };
  const modules = provided.get(normalizeDistribution(distribution)) ?? [];
  const names = modules.filter((name) => !name.startsWith("_")).map((name) => `"${name}"`);
  return names.length === 0
    ? {}
    : { fix: `The distribution ${distribution} has ${names.join(", ")}: write that under "libraries".` };
}

function place(demand: Demand): Pick<Diagnostic, "location"> {
  return demand.location ? { location: demand.location } : {};
}

function included(demand: Demand): string {
  switch (demand.reason) {
    case "used":
      return "";
    case "included":
      return " (included by the configuration)";
    case "promoted":
      return " (promoted)";
  }
}
