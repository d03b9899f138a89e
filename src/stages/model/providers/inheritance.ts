import { narrowType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** What a base says that a member gives: what overrides it gives the same, or a subtype. */
export const inheritance: TypeProvider = {
  name: "inherited",
  parameter: () => undefined,
  narrowed: () => undefined,
  returns: ({ overridden }, context) => overridden && narrowType(overridden, context),
  attribute: ({ overridden }, context) => overridden && narrowType(overridden, context),
};
