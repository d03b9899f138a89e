import type { OverloadFacts, ParameterFacts, SignatureFacts } from "../../facts/facts.ts";
import { mergeOverloads } from "./merge-overloads.ts";
import type { KeywordModel, OverloadModel, PositionalModel, Typed } from "./model.ts";
import { narrowedType, returnType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { neverType } from "./ts-type.ts";
import { takesMore } from "./type-table/translate.ts";

/** More overloads than these nobody reads; the others are left to the call's own signature. */
const limit = 12;

/**
 * The overloads of a call that TypeScript can tell apart: each of their narrowed parameters has a type of its own that
 * no reference meets. In Python the first that fits holds; so from the first on of which it is not known what fits, all are left
 * to the call's own signature.
 */
export function buildOverloads(
  signature: SignatureFacts,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  context: TypeContext,
): readonly OverloadModel[] {
  const isVariadic = signature.parameters.some(({ kind }) => kind === "var-positional");
  const models: OverloadModel[] = [];
  const otherwise = returnType(signature, context);
  for (const facts of signature.overloads ?? []) {
    const model = buildOverload(facts, isVariadic, byPosition, positional, otherwise, context);
    // Only references meet it, and those are left to the call's own signature.
    if (model === "unmet") continue;
    if (model) models.push(model);
    if (models.length === limit) break;
    if (!model || facts.narrowed.some(({ type }) => takesMore(type))) break;
  }
  const merged = mergeOverloads(models);
  return merged.some(({ returns }) => returns.source !== undefined) ? merged : [];
}

function buildOverload(
  { narrowed, returns }: OverloadFacts,
  isVariadic: boolean,
  byPosition: readonly ParameterFacts[],
  positional: readonly PositionalModel[],
  otherwise: Typed,
  context: TypeContext,
): OverloadModel | "unmet" | undefined {
  const types = new Map<string, Typed>();
  for (const { name, type } of narrowed) {
    const typed = narrowedType(type, context);
    if (!typed) return undefined;
    types.set(name, typed);
  }
  if (narrowed.some(({ name, required }) => required && types.get(name)!.type === neverType)) return "unmet";
  const names = new Set(byPosition.map(({ name }) => name));
  const byKeyword = narrowed.filter(({ name }) => !names.has(name));
  // Where `*args` follow, keywords have no types that could tell.
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
  // TypeScript has no required parameter after an optional one.
  if (places.some(({ optional }, index) => !optional && places[index - 1]?.optional)) return undefined;
  return {
    positional: places,
    keywords: byKeyword.map(
      ({ name, required }): KeywordModel => ({ name, type: types.get(name)!, optional: !required }),
    ),
    // Of what is any to Python, the call's own signature may know more.
    returns: returns ? returnType({ parameters: [], tier: "annotations", returns }, context) : otherwise,
  };
}
