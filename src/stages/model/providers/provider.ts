import type { MemberFacts, ParameterFacts, SignatureFacts, TypeFacts } from "../../../facts/facts.ts";
import type { TsType } from "../ts-type.ts";

/** What a provider may ask about the rest of the model. */
export interface TypeContext {
  /** Key of the generated class that a Python name means, by where it lives or where it is imported from. */
  readonly classKey: (pythonName: string) => string | undefined;
  /** The class whose member is typed: its key, and what Python calls it. */
  readonly self?: { readonly key: string; readonly name: string };
}

/** What is known about an attribute. */
export type AttributeFacts = Pick<MemberFacts, "type" | "inferred" | "overridden" | "documented">;

/** A source of types. Each may pass by returning `undefined`; then the next one is asked. */
export interface TypeProvider {
  /** Recorded with every type that it gives. */
  readonly name: string;
  readonly parameter: (facts: ParameterFacts, context: TypeContext) => TsType | undefined;
  /** What tells one overload from another. */
  readonly narrowed: (facts: TypeFacts | undefined, context: TypeContext) => TsType | undefined;
  readonly returns: (facts: SignatureFacts, context: TypeContext) => TsType | undefined;
  readonly attribute: (facts: AttributeFacts, context: TypeContext) => TsType | undefined;
}
