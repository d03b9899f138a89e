import type { TypeFacts } from "../../facts/facts.ts";
import { typeLine } from "../../facts/facts-schema.ts";
import { runIntrospector } from "./run-introspector.ts";

export interface ResolveTypeNamesOptions {
  readonly timeoutMs?: number | undefined;
  readonly typeshed?: string | undefined;
  readonly bytecode?: string | undefined;
}

/** The number of modules that may crash Python on import; names that remain then stay unknown. */
const maxCrashes = 3;

/**
 * Resolves dotted names (`networkx.classes.graph.Graph`) to types in Python. The result omits names that are not
 * types.
 */
export async function resolveTypeNames(
  python: string,
  names: readonly string[],
  { timeoutMs = 60_000, typeshed, bytecode }: ResolveTypeNamesOptions = {},
): Promise<ReadonlyMap<string, TypeFacts>> {
  const types = new Map<string, TypeFacts>();
  let remaining = names;
  for (let crashes = 0; remaining.length > 0 && crashes < maxCrashes; crashes++) {
    const asked = remaining;
    const { answered } = await runIntrospector(
      python,
      asked.map((type) => ({ type })),
      {
        timeoutMs,
        typeshed,
        bytecode,
        schema: typeLine,
        onAnswer: (index, facts) => {
          if (facts.kind !== "unknown") types.set(asked[index]!, facts);
        },
      },
    );
    remaining = asked.slice(answered + 1);
  }
  return types;
}
