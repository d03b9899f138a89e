import type { ParameterFacts, SignatureFacts, TypeFacts } from "../../../../src/facts/facts.ts";
import type { TypeContext } from "../../../../src/stages/model/providers/provider.ts";

/** No class is generated. */
export const noClasses: TypeContext = { classKey: () => undefined };

/** `named("int")` is Python's own; another module is named in front: `named("numpy:ndarray")`. */
export const named = (name: string, ...args: TypeFacts[]): TypeFacts => ({
  kind: "name",
  name: name.includes(":") ? name : `builtins:${name}`,
  ...(args.length > 0 ? { args } : {}),
});

export const anyOf = (...members: TypeFacts[]): TypeFacts => ({ kind: "union", members });

export function parameter(name: string, facts: Partial<ParameterFacts> = {}): ParameterFacts {
  return { name, kind: "positional", required: facts.default === undefined, ...facts };
}

export function signature(
  parameters: readonly ParameterFacts[],
  facts: Partial<SignatureFacts> = {},
): SignatureFacts {
  return { parameters, tier: "signature", ...facts };
}
