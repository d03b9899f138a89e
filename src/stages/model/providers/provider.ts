import type { MemberFacts, ParameterFacts, SignatureFacts, TypeFacts } from "../../../facts/facts.ts";
import type { TsType } from "../ts-type.ts";

/** The part of the model that providers can use. */
export interface TypeContext {
  /** Returns the key of a generated class by its Python name: where it is defined, or where it is imported from. */
  readonly classKey: (pythonName: string) => string | undefined;
  /** The class whose member is typed: its key and its Python name. */
  readonly self?: { readonly key: string; readonly name: string };
}

export type AttributeFacts = Pick<MemberFacts, "type" | "inferred" | "overridden" | "documented">;

/** A source of types. A provider returns `undefined` to defer to the next one. */
export interface TypeProvider {
  /** Recorded with every type that the provider supplies. */
  readonly name: string;
  readonly parameter: (facts: ParameterFacts, context: TypeContext) => TsType | undefined;
  /** The type that distinguishes one overload from another. */
  readonly narrowed: (facts: TypeFacts | undefined, context: TypeContext) => TsType | undefined;
  readonly returns: (facts: SignatureFacts, context: TypeContext) => TsType | undefined;
  readonly attribute: (facts: AttributeFacts, context: TypeContext) => TsType | undefined;
}
