import type { ParameterFacts, SignatureFacts, TypeFacts } from "../../introspect/facts.ts";
import type { Typed } from "../model.ts";
import { anyInput, type TsType, unknownType } from "../ts-type.ts";
import { annotations } from "./annotations.ts";
import { docstrings } from "./docstrings.ts";
import { inference } from "./inference.ts";
import type { AttributeFacts, TypeContext, TypeProvider } from "./provider.ts";

/** Best first. */
const providers: readonly TypeProvider[] = [annotations, inference, docstrings];

/** What may be passed; anything where no provider knows. */
export function parameterType(facts: ParameterFacts, context: TypeContext): Typed {
  return first((provider) => provider.parameter(facts, context), anyInput);
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

function first(ask: (provider: TypeProvider) => TsType | undefined, otherwise: TsType): Typed {
  for (const provider of providers) {
    const type = ask(provider);
    if (type) return { type, source: provider.name };
  }
  return { type: otherwise, source: undefined };
}
