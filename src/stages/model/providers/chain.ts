import type { ParameterFacts, SignatureFacts, TypeFacts } from "../../../facts/facts.ts";
import type { Typed } from "../model.ts";
import { anyInput, membersOf, reference, sameType, type TsType, union, unknownType } from "../ts-type.ts";
import { orReference } from "../type-table/row.ts";
import { shortenInput } from "../type-table/shorten.ts";
import { annotations } from "./annotations.ts";
import { docstrings } from "./docstrings.ts";
import { inference } from "./inference.ts";
import { inheritance } from "./inheritance.ts";
import type { AttributeFacts, TypeContext, TypeProvider } from "./provider.ts";

/** Best first. */
const providers: readonly TypeProvider[] = [annotations, inference, docstrings, inheritance];

/** Returns the type of a parameter; any input if no provider knows it. */
export function parameterType(facts: ParameterFacts, context: TypeContext): Typed {
  const accepted = facts.default === "None" ? acceptingNone(facts) : facts;
  return firstKnown((provider) => provider.parameter(accepted, context), anyInput);
}

/** Returns the input type that accepts all of these types; any input unless all are known. */
export function commonType(types: readonly Typed[]): Typed {
  const unknown = types.find(({ source }) => source === undefined);
  if (unknown) return unknown;
  const members = types.flatMap(({ type }) => membersOf(type));
  const values = members.filter((each) => !sameType(each, reference));
  const type = values.length < members.length ? orReference(union(values)) : union(values);
  return { type: shortenInput(type), source: types[0]?.source };
}

/** Returns the type that distinguishes an overload; `undefined` if no provider knows it. */
export function narrowedType(facts: TypeFacts | undefined, context: TypeContext): Typed | undefined {
  const typed = firstKnown((provider) => provider.narrowed(facts, context), anyInput);
  return typed.source === undefined ? undefined : typed;
}

/** Returns the result type; `unknown` if no provider knows it. */
export function returnType(facts: SignatureFacts, context: TypeContext): Typed {
  return firstKnown((provider) => provider.returns(facts, context), unknownType);
}

/** Returns the type of an attribute; `unknown` if no provider knows it. */
export function attributeType(facts: AttributeFacts, context: TypeContext): Typed {
  return firstKnown((provider) => provider.attribute(facts, context), unknownType);
}

/** Adds `None` to the type of a parameter with the default `None`, whatever its annotation. */
function acceptingNone(facts: ParameterFacts): ParameterFacts {
  const orNone = (type: TypeFacts): TypeFacts => ({
    kind: "union",
    members: [type, { kind: "name", name: "builtins:NoneType" }],
  });
  const { type, documented, ...others } = facts;
  return {
    ...others,
    ...(type ? { type: orNone(type) } : {}),
    ...(documented ? { documented: orNone(documented) } : {}),
  };
}

function firstKnown(query: (provider: TypeProvider) => TsType | undefined, fallback: TsType): Typed {
  for (const provider of providers) {
    const type = query(provider);
    if (type) return { type, source: provider.name };
  }
  return { type: fallback, source: undefined };
}
