import { narrowType, wideType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Types that only a docstring tells; overloads are never told there. */
export const docstrings: TypeProvider = {
  name: "docstring",
  parameter: ({ documented }, context) => documented && wideType(documented, context),
  narrowed: () => undefined,
  returns: ({ documented }, context) => documented && narrowType(documented, context),
  attribute: ({ documented }, context) => documented && narrowType(documented, context),
};
