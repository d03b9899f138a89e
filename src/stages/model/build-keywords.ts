import type { FieldFacts, ParameterFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { KeywordModel, KeywordsModel } from "./model.ts";
import { commonType, parameterType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";

/** Nobody counts further, nor does TypeScript: beyond this, optional parameters go by keyword only. */
const placesLimit = 24;

/** All that can be given by keyword; those of `**kwargs: Unpack[…]` are keywords like others. */
export function buildKeywords(
  parameters: readonly ParameterFacts[],
  byPosition: readonly ParameterFacts[],
  context: TypeContext,
): KeywordsModel | undefined {
  const named = parameters.filter(
    (parameter) =>
      !byPosition.includes(parameter) &&
      (parameter.kind === "positional" || parameter.kind === "keyword-only"),
  );
  const others = parameters.find(({ kind }) => kind === "var-keyword");
  const fields = others && fieldsOf(others);
  const entries = [...(fields ?? []), ...named].map(
    (each): KeywordModel => ({
      name: each.name,
      type: parameterType({ kind: "keyword-only", ...each }, context),
      optional: !each.required,
    }),
  );
  const isOpen = others !== undefined && fields === undefined;
  if (entries.length === 0 && !isOpen) return undefined;
  // TypeScript wants every property to be what any name may be.
  const open = isOpen
    ? commonType([...entries.map(({ type }) => type), parameterType(others, context)])
    : undefined;
  const placed = named
    .filter(({ kind }) => kind === "positional")
    .slice(0, placesLimit)
    .map(({ name }) => ({ tsName: toTsName(name, "parameter"), name }));
  return { entries: [...new Map(entries.map((each) => [each.name, each])).values()], open, placed };
}

/** The keys of the `TypedDict` of `**kwargs: Unpack[Options]`. */
function fieldsOf({ type }: ParameterFacts): readonly FieldFacts[] | undefined {
  const [record] = type?.kind === "name" && type.name === "typing:Unpack" ? (type.args ?? []) : [];
  return record?.kind === "record" ? record.fields : undefined;
}
