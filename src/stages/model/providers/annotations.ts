import type { TypeFacts } from "../../../facts/facts.ts";
import type { TsType } from "../ts-type.ts";
import { exactType, narrowType, wideType } from "../type-table/translate.ts";
import type { TypeProvider } from "./provider.ts";

/** Supplies the types that code or a stub declares. */
export const annotations: TypeProvider = {
  name: "annotations",
  parameter: ({ type }, context) => translateIfPresent(type, (facts) => wideType(facts, context)),
  narrowed: (type, context) => translateIfPresent(type, (facts) => exactType(facts, context)),
  returns: ({ returns }, context) => translateIfPresent(returns, (facts) => narrowType(facts, context)),
  attribute: ({ type }, context) => translateIfPresent(type, (facts) => narrowType(facts, context)),
};

function translateIfPresent(
  facts: TypeFacts | undefined,
  translate: (facts: TypeFacts) => TsType | undefined,
): TsType | undefined {
  return facts && translate(facts);
}
