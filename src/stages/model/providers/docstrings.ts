import { narrowType, wideType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Supplies types from docstrings. Docstrings do not describe overloads. */
export const docstrings: TypeProvider = {
  name: "docstring",
  parameter: ({ documented }, context) => documented && wideType(documented, context),
  narrowed: () => undefined,
  returns: ({ documented }, context) => documented && narrowType(documented, context),
  attribute: ({ documented }, context) => documented && narrowType(documented, context),
};
