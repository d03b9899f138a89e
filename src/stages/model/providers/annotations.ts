import type { TypeFacts } from "../../../facts/facts.ts";
import type { TsType } from "../ts-type.ts";
import { exactType, narrowType, wideType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Types from what Python code, or a stub, says about itself. */
export const annotations: TypeProvider = {
  name: "annotations",
  parameter: ({ type }, context) => known(type, (facts) => wideType(facts, context)),
  narrowed: (type, context) => known(type, (facts) => exactType(facts, context)),
  returns: ({ returns }, context) => known(returns, (facts) => narrowType(facts, context)),
  attribute: ({ type }, context) => known(type, (facts) => narrowType(facts, context)),
};

function known(
  facts: TypeFacts | undefined,
  translate: (facts: TypeFacts) => TsType | undefined,
): TsType | undefined {
  return facts && translate(facts);
}
