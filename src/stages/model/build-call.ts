import { pythonSignature } from "../../docstring/python-signature.ts";
import type { ParameterFacts, SignatureFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import { buildKeywords } from "./build-keywords.ts";
import { buildOverloads } from "./build-overloads.ts";
import type { CallModel, OverloadModel, PositionalModel, Typed } from "./model.ts";
import { commonType, parameterType, returnType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { sameType, union } from "./ts-type.ts";

/**
 * Names of the data parameter of a callable. An optional first parameter with one of these names is positional and
 * accepts any value, plain objects included, so that `DataFrame.new({ a: [1] })` reads as in Python.
 */
const dataParameterNames: ReadonlySet<string> = new Set(
  `arr array array_like data initlist initial_data iterable items iter mapping obj object seq sequence
   source`.split(/\s+/),
);

/** Decides which parameters are positional, which are keywords, and which can be both. */
export function buildCall(signature: SignatureFacts, context: TypeContext): CallModel {
  const { parameters } = signature;
  const variadic = parameters.find(({ kind }) => kind === "var-positional");
  const byPosition = parameters.filter(
    (parameter, index) => isRequiredByPosition(parameter) || (!variadic && isPositional(parameter, index)),
  );
  const positional = positionalModels(byPosition, context);
  const overloads = buildOverloads(signature, byPosition, positional, context);
  const returns = includingOverloads(returnType(signature, context), overloads);
  const keywords = buildKeywords(parameters, byPosition, context);
  return {
    positional,
    rest: variadic && restType(variadic, parameters, byPosition, context),
    restKeywords: variadic ? keywords : undefined,
    keywords: variadic ? undefined : keywords,
    returns,
    overloads: withoutRedundantTail(overloads, returns),
    pythonSignature: pythonSignature(signature, { types: false }),
    tier: signature.tier,
  };
}

/**
 * Adds the results of the overloads to the result of the call. Python accepts a subclass as its base class, although
 * it may arrive in TypeScript as another type.
 */
function includingOverloads(returns: Typed, overloads: readonly OverloadModel[]): Typed {
  if (returns.source === undefined) return returns;
  const known = overloads.flatMap((each) => (each.returns.source === undefined ? [] : [each.returns.type]));
  return { ...returns, type: union([returns.type, ...known]) };
}

/** Drops trailing overloads that return the same as the call. */
function withoutRedundantTail(
  overloads: readonly OverloadModel[],
  { type }: Typed,
): readonly OverloadModel[] {
  return overloads.slice(0, overloads.findLastIndex(({ returns }) => !sameType(returns.type, type)) + 1);
}

/** Optional parameters before `*args` are passed among them. */
function isRequiredByPosition({ kind, required }: ParameterFacts): boolean {
  return required && (kind === "positional" || kind === "positional-only");
}

function isPositional({ kind, name }: ParameterFacts, index: number): boolean {
  return kind === "positional-only" || (kind === "positional" && index === 0 && dataParameterNames.has(name));
}

function positionalModels(parameters: readonly ParameterFacts[], context: TypeContext): PositionalModel[] {
  const taken = new Set<string>();
  return parameters.map((parameter) => {
    let tsName = toTsName(parameter.name, "parameter");
    while (taken.has(tsName)) tsName += "_";
    taken.add(tsName);
    const keyword = parameter.kind === "positional" ? parameter.name : undefined;
    return { tsName, type: parameterType(parameter, context), optional: !parameter.required, keyword };
  });
}

/** The common type of the arguments after the required ones, which may belong to optional parameters. */
function restType(
  variadic: ParameterFacts,
  parameters: readonly ParameterFacts[],
  byPosition: readonly ParameterFacts[],
  context: TypeContext,
): Typed {
  const optionalPositional = parameters.filter(
    (each) => (each.kind === "positional" || each.kind === "positional-only") && !byPosition.includes(each),
  );
  return commonType([...optionalPositional, variadic].map((each) => parameterType(each, context)));
}
