import type { FieldFacts, ParameterFacts } from "../../facts/facts.ts";
import { toTsName } from "../../naming/names.ts";
import type { KeywordModel, KeywordsModel } from "./model.ts";
import { commonType, parameterType } from "./providers/chain.ts";
import type { TypeContext } from "./providers/provider.ts";

/**
 * The maximum of optional positional parameters; further ones are keyword-only. Readers cannot count further, and
 * neither can TypeScript's types.
 */
const maxPlaced = 24;

/** Builds the keywords of a call. The fields of `**kwargs: Unpack[…]` are ordinary keywords. */
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
  const varKeyword = parameters.find(({ kind }) => kind === "var-keyword");
  const fields = varKeyword && fieldsOf(varKeyword);
  const entries = [...(fields ?? []), ...named].map(
    (each): KeywordModel => ({
      name: each.name,
      type: parameterType({ kind: "keyword-only", ...each }, context),
      optional: !each.required,
    }),
  );
  const isOpen = varKeyword !== undefined && fields === undefined;
  if (entries.length === 0 && !isOpen) return undefined;
  // In TypeScript the index signature must accept the type of every property.
  const open = isOpen
    ? commonType([...entries.map(({ type }) => type), parameterType(varKeyword, context)])
    : undefined;
  const placed = named
    .filter(({ kind }) => kind === "positional")
    .slice(0, maxPlaced)
    .map(({ name }) => ({ tsName: toTsName(name, "parameter"), name }));
  return { entries: [...new Map(entries.map((each) => [each.name, each])).values()], open, placed };
}

/** Returns the keys of the `TypedDict` in `**kwargs: Unpack[Options]`. */
function fieldsOf({ type }: ParameterFacts): readonly FieldFacts[] | undefined {
  const [record] = type?.kind === "name" && type.name === "typing:Unpack" ? (type.args ?? []) : [];
  return record?.kind === "record" ? record.fields : undefined;
}
