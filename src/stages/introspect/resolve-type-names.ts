import type { TypeFacts } from "../../facts/facts.ts";
import { typeLine } from "../../facts/facts-schema.ts";
import { runIntrospector } from "./run-introspector.ts";

export interface ResolveTypeNamesOptions {
  readonly timeoutMs?: number | undefined;
  readonly typeshed?: string | undefined;
  readonly bytecode?: string | undefined;
}

/** So many modules may break Python while they are imported; the names that are left then stay unknown. */
const mostDeaths = 3;

/** Asks Python what dotted names (`networkx.classes.graph.Graph`) mean as types; absent is what is no type. */
export async function resolveTypeNames(
  python: string,
  names: readonly string[],
  { timeoutMs = 60_000, typeshed, bytecode }: ResolveTypeNamesOptions = {},
): Promise<ReadonlyMap<string, TypeFacts>> {
  const types = new Map<string, TypeFacts>();
  let open = names;
  for (let deaths = 0; open.length > 0 && deaths < mostDeaths; deaths++) {
    const asked = open;
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
    open = asked.slice(answered + 1);
  }
  return types;
}
