import type { ParameterFacts, SignatureFacts, TypeFacts } from "../../../facts/facts.ts";
import type { Typed } from "../model.ts";
import { anyInput, membersOf, reference, sameType, type TsType, union, unknownType } from "../ts-type.ts";
import { orReference } from "../type-table/row.ts";
import { shortWide } from "../type-table/shorten.ts";
import { annotations } from "./annotations.ts";
import { docstrings } from "./docstrings.ts";
import { inference } from "./inference.ts";
import { inheritance } from "./inheritance.ts";
import type { AttributeFacts, TypeContext, TypeProvider } from "./provider.ts";

/** Best first. */
const providers: readonly TypeProvider[] = [annotations, inference, docstrings, inheritance];

/** What may be passed; anything where no provider knows. */
export function parameterType(facts: ParameterFacts, context: TypeContext): Typed {
  const taken = facts.default === "None" ? takingNone(facts) : facts;
  return first((provider) => provider.parameter(taken, context), anyInput);
}

/** What may be passed where any of these may; anything, unless all of them are known. */
export function commonType(types: readonly Typed[]): Typed {
  const unknown = types.find(({ source }) => source === undefined);
  if (unknown) return unknown;
  const members = types.flatMap(({ type }) => membersOf(type));
  const values = members.filter((each) => !sameType(each, reference));
  const type = values.length < members.length ? orReference(union(values)) : union(values);
  return { type: shortWide(type), source: types[0]?.source };
}

/** What tells an overload from the others; `undefined` where no provider knows. */
export function narrowedType(facts: TypeFacts | undefined, context: TypeContext): Typed | undefined {
  const typed = first((provider) => provider.narrowed(facts, context), anyInput);
  return typed.source === undefined ? undefined : typed;
}

/** What comes back; `unknown` where no provider knows. */
export function returnType(facts: SignatureFacts, context: TypeContext): Typed {
  return first((provider) => provider.returns(facts, context), unknownType);
}

/** What reading an attribute gives. */
export function attributeType(facts: AttributeFacts, context: TypeContext): Typed {
  return first((provider) => provider.attribute(facts, context), unknownType);
}

/** What a parameter has as its default it takes, whatever its annotation says. */
function takingNone(facts: ParameterFacts): ParameterFacts {
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

function first(ask: (provider: TypeProvider) => TsType | undefined, otherwise: TsType): Typed {
  for (const provider of providers) {
    const type = ask(provider);
    if (type) return { type, source: provider.name };
  }
  return { type: otherwise, source: undefined };
}
