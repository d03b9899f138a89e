import { narrowType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Supplies types that a type checker inferred from code: only for results and attributes, never for parameters. */
export const inference: TypeProvider = {
  name: "inferred",
  parameter: () => undefined,
  narrowed: () => undefined,
  returns: ({ inferred }, context) => inferred && narrowType(inferred, context),
  attribute: ({ inferred }, context) => inferred && narrowType(inferred, context),
};
