import type { OverloadFacts, ParameterFacts, SignatureFacts } from "../introspect/facts.ts";
import type { KeywordModel, OverloadModel, PositionalModel, Typed } from "./model.ts";
import { narrowedType, returnType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";

/**
 * The overloads of a call that TypeScript can tell apart: each of their narrowed parameters has a type of its own that
 * no reference meets. What is left out is covered by the call's own signature.
 */
export function buildOverloads(
  signature: SignatureFacts,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  context: TypeContext,
): readonly OverloadModel[] {
  return (signature.overloads ?? []).flatMap(
    (facts) => buildOverload(facts, byPosition, positional, context) ?? [],
  );
}

function buildOverload(
  { narrowed, returns }: OverloadFacts,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  context: TypeContext,
): OverloadModel | undefined {
  const types = new Map<string, Typed>();
  for (const { name, type } of narrowed) {
    const typed = narrowedType(type, context);
    if (!typed) return undefined;
    types.set(name, typed);
  }
  const result = returnType(
    { parameters: [], tier: "annotations", ...(returns ? { returns } : {}) },
    context,
  );
  if (result.source === undefined || types.size === 0) return undefined;
  const names = new Set(byPosition.map(({ name }) => name));
  const keywords = narrowed
    .filter(({ name }) => !names.has(name))
    .map(({ name, required }): KeywordModel => ({ name, type: types.get(name)!, optional: !required }));
  return {
    positional: positional.map((model, index) => {
      const type = types.get(byPosition[index]!.name);
      return type ? { ...model, type } : model;
    }),
    keywords,
    returns: result,
  };
}
