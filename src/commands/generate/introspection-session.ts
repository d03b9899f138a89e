import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Progress } from "../../diagnostics/progress.ts";
import type { Environment } from "../../environment/ensure-environment.ts";
import type { Answer, Query } from "../../facts/facts.ts";
import type { Config } from "../../project/config/config.ts";
import type { Typeshed } from "../../stages/introspect/find-typeshed.ts";
import { openTypeInference } from "./infer-missing-types.ts";
import { queryPython } from "./query-python.ts";

/** Asks Python and a checker, as often as a run needs it, and keeps what there is to say of it. */
export interface IntrospectionSession {
  /** One answer per query, in order. */
  readonly ask: (queries: readonly Query[]) => Promise<readonly Answer[]>;
  /** The answers with the types that they leave open, as far as the checker knows them. */
  readonly infer: (answers: readonly Answer[]) => Promise<readonly Answer[]>;
  /** Whether there was anything to ask. */
  readonly hasAsked: () => boolean;
  /** How long Python took for each library, its import included, by import name. */
  readonly seconds: ReadonlyMap<string, number>;
  /** By distribution, the modules that it has; looked up only where a module was not found. */
  readonly provided: ReadonlyMap<string, readonly string[]>;
  readonly diagnostics: () => readonly Diagnostic[];
  /** Import names of libraries of which something could not be inferred. */
  readonly unfinished: ReadonlySet<string>;
  /** Ends what was started to ask. */
  readonly end: () => void;
}

export function openIntrospectionSession(
  config: Config,
  environment: Environment,
  typeshed: Typeshed | undefined,
  progress: Progress,
): IntrospectionSession {
  let hasAsked = false;
  const seconds = new Map<string, number>();
  const provided = new Map<string, readonly string[]>();
  const { infer, diagnostics, unfinished, end } = openTypeInference(config, environment, typeshed, progress);
  const ask = async (queries: readonly Query[]): Promise<readonly Answer[]> => {
    if (queries.length === 0) return [];
    hasAsked = true;
    const asked = await queryPython(environment, queries, config, typeshed, progress);
    for (const [library, took] of asked.seconds) seconds.set(library, (seconds.get(library) ?? 0) + took);
    for (const [distribution, modules] of asked.provided) provided.set(distribution, modules);
    return asked.answers;
  };
  return { ask, infer, hasAsked: () => hasAsked, seconds, provided, diagnostics, unfinished, end };
}
