import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import type { Environment } from "../../environment/ensure-environment.ts";
import type { Answer, Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import { openTypeInference } from "./infer-missing-types.ts";
import { queryPython } from "./query-python.ts";

/** Queries Python and a type checker during one run, and collects times and findings. */
export interface IntrospectionSession {
  /** Resolves to one answer per query, in order. */
  readonly query: (queries: readonly Query[]) => Promise<readonly Answer[]>;
  /** Resolves to the answers, with the missing types that the checker can infer. */
  readonly infer: (answers: readonly Answer[]) => Promise<readonly Answer[]>;
  /** Whether there was any query. */
  readonly hasQueried: () => boolean;
  /** How long Python took for each library, its import included, by import name. */
  readonly seconds: ReadonlyMap<string, number>;
  /** By distribution, its modules; filled only if a module was not found. */
  readonly provided: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: () => readonly Diagnostic[];
  /** Import names of libraries whose inference is incomplete. */
  readonly unfinished: ReadonlySet<string>;
  /** Ends the checker's process. */
  readonly end: () => void;
}

export function openIntrospectionSession(
  config: Config,
  environment: Environment,
  typeshed: Typeshed | undefined,
  progress: Progress,
): IntrospectionSession {
  let hasQueried = false;
  const seconds = new Map<string, number>();
  const provided = new Map<string, readonly string[]>();
  const { infer, diagnostics, unfinished, end } = openTypeInference(config, environment, typeshed, progress);
  const query = async (queries: readonly Query[]): Promise<readonly Answer[]> => {
    if (queries.length === 0) return [];
    hasQueried = true;
    const results = await queryPython(environment, queries, config, typeshed, progress);
    for (const [library, took] of results.seconds) seconds.set(library, (seconds.get(library) ?? 0) + took);
    for (const [distribution, modules] of results.provided) provided.set(distribution, modules);
    return results.answers;
  };
  return { query, infer, hasQueried: () => hasQueried, seconds, provided, diagnostics, unfinished, end };
}
