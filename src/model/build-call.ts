import { pythonSignature } from "../docs/python-signature.ts";
import type { ParameterFacts, SignatureFacts } from "../introspect/facts.ts";
import { buildOverloads } from "./build-overloads.ts";
import type { CallModel, KeywordsModel, OverloadModel, PositionalModel, Typed } from "./model.ts";
import { toTsName } from "./names.ts";
import { parameterType, returnType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";
import { union } from "./ts-type.ts";

/**
 * Names of the thing that a callable works on. An optional first parameter that is called one of these takes any value in its
 * place, plain objects included, so that `DataFrame.new({ a: [1] })` reads as in Python.
 */
const subjects: ReadonlySet<string> = new Set(
  `arr array array_like data initlist initial_data iterable items iter mapping obj object seq sequence
   source`.split(/\s+/),
);

/** Nobody counts further, nor does TypeScript: beyond this, optional parameters go by keyword only. */
const placesLimit = 24;

/** Decides which parameters are positional, which are keywords, and which can be both. */
export function buildCall(signature: SignatureFacts, context: TypeContext): CallModel {
  const { parameters } = signature;
  const rest = parameters.some(({ kind }) => kind === "var-positional");
  const byPosition = parameters.filter(
    (parameter, index) => isRequiredByPosition(parameter) || (!rest && isPositional(parameter, index)),
  );
  const positional = positionalModels(byPosition, context);
  const overloads = buildOverloads(signature, byPosition, positional, context);
  const keywords = keywordsModel(parameters, byPosition, context);
  return {
    positional,
    rest,
    restKeywords: rest ? keywords : undefined,
    keywords: rest ? undefined : keywords,
    returns: withOverloads(returnType(signature, context), overloads),
    overloads,
    pythonSignature: pythonSignature(signature, { types: false }),
    tier: signature.tier,
  };
}

/** What an overload gives, the call can give: a subclass is the class to Python, though it may arrive as something else. */
function withOverloads(returns: Typed, overloads: readonly OverloadModel[]): Typed {
  if (returns.source === undefined) return returns;
  const known = overloads.flatMap((each) => (each.returns.source === undefined ? [] : [each.returns.type]));
  return { ...returns, type: union([returns.type, ...known]) };
}

/** Where `*args` follow, the optional ones before them are passed among them. */
function isRequiredByPosition({ kind, required }: ParameterFacts): boolean {
  return required && (kind === "positional" || kind === "positional-only");
}

function isPositional({ kind, name }: ParameterFacts, index: number): boolean {
  return kind === "positional-only" || (kind === "positional" && index === 0 && subjects.has(name));
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

function keywordsModel(
  parameters: readonly ParameterFacts[],
  byPosition: readonly ParameterFacts[],
  context: TypeContext,
): KeywordsModel | undefined {
  const named = parameters.filter(
    (parameter) =>
      !byPosition.includes(parameter) &&
      (parameter.kind === "positional" || parameter.kind === "keyword-only"),
  );
  const open = parameters.some(({ kind }) => kind === "var-keyword");
  if (named.length === 0 && !open) return undefined;
  const entries = new Map(
    named.map((parameter) => [
      parameter.name,
      { name: parameter.name, type: parameterType(parameter, context), optional: !parameter.required },
    ]),
  );
  const placed = named
    .filter(({ kind }) => kind === "positional")
    .slice(0, placesLimit)
    .map(({ name }) => ({ tsName: toTsName(name, "parameter"), name }));
  return { entries: [...entries.values()], open, placed };
}
