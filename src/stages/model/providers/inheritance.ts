import { narrowType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Supplies the type of the overridden member in a base class: an override has the same type, or a subtype. */
export const inheritance: TypeProvider = {
  name: "inherited",
  parameter: () => undefined,
  narrowed: () => undefined,
  returns: ({ overridden }, context) => overridden && narrowType(overridden, context),
  attribute: ({ overridden }, context) => overridden && narrowType(overridden, context),
};
