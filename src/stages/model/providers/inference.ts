import { narrowType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** What a checker of types concluded from the code: what comes back, and never what a function takes. */
export const inference: TypeProvider = {
  name: "inferred",
  parameter: () => undefined,
  narrowed: () => undefined,
  returns: ({ inferred }, context) => inferred && narrowType(inferred, context),
  attribute: ({ inferred }, context) => inferred && narrowType(inferred, context),
};
