import type { OverloadFacts, ParameterFacts, SignatureFacts } from "../../facts/facts.ts";
import { mergeOverloads } from "./merge-overloads.ts";
import type { KeywordModel, OverloadModel, PositionalModel, Typed } from "./model.ts";
import { narrowedType, returnType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { neverType } from "./ts-type.ts";
import { acceptsMore } from "./type-table/translate.ts";

/** The maximum of overloads; more are unreadable. The call's own signature covers the rest. */
const maxOverloads = 12;

/**
 * Builds the overloads that TypeScript can distinguish: each narrowed parameter has a type that no reference matches.
 * Python selects the first that fits. So from the first overload on whose match is uncertain, the call's own
 * signature covers the rest.
 */
export function buildOverloads(
  signature: SignatureFacts,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  context: TypeContext,
): readonly OverloadModel[] {
  const isVariadic = signature.parameters.some(({ kind }) => kind === "var-positional");
  const models: OverloadModel[] = [];
  const fallback = returnType(signature, context);
  for (const facts of signature.overloads ?? []) {
    const model = buildOverload(facts, isVariadic, byPosition, positional, fallback, context);
    // Only references match it, and the call's own signature covers those.
    if (model === "only-references") continue;
    if (model) models.push(model);
    if (models.length === maxOverloads) break;
    if (!model || facts.narrowed.some(({ type }) => acceptsMore(type))) break;
  }
  const merged = mergeOverloads(models);
  return merged.some(({ returns }) => returns.source !== undefined) ? merged : [];
}

function buildOverload(
  { narrowed, returns }: OverloadFacts,
  isVariadic: boolean,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  fallback: Typed,
  context: TypeContext,
): OverloadModel | "only-references" | undefined {
  const types = new Map<string, Typed>();
  for (const { name, type } of narrowed) {
    const typed = narrowedType(type, context);
    if (!typed) return undefined;
    types.set(name, typed);
  }
  if (narrowed.some(({ name, required }) => required && types.get(name)!.type === neverType))
    return "only-references";
  const names = new Set(byPosition.map(({ name }) => name));
  const byKeyword = narrowed.filter(({ name }) => !names.has(name));
  // After `*args`, the types of keywords cannot distinguish overloads.
  if (types.size === 0 || (isVariadic && byKeyword.length > 0)) return undefined;
  const required = new Set(narrowed.flatMap(({ name, required }) => (required ? [name] : [])));
  const places = positional.map((model, index): PositionalModel => {
    const { name } = byPosition[index]!;
    return {
      ...model,
      type: types.get(name) ?? model.type,
      optional: model.optional && !required.has(name),
    };
  });
  // TypeScript forbids a required parameter after an optional one.
  if (places.some(({ optional }, index) => !optional && places[index - 1]?.optional)) return undefined;
  return {
    positional: places,
    keywords: byKeyword.map(
      ({ name, required }): KeywordModel => ({ name, type: types.get(name)!, optional: !required }),
    ),
    // If Python declares any result, the call's own signature may be more precise.
    returns: returns ? returnType({ parameters: [], tier: "annotations", returns }, context) : fallback,
  };
}
