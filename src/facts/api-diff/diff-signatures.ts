import type { OverloadFacts, SignatureFacts } from "../facts.ts";
import type { ApiChange, ApiPlace } from "./api-change.ts";
import { canonicalJson } from "./canonical-json.ts";
import { diffParameters } from "./diff-parameters.ts";
import { accepts, isSameType, knownType, typeText } from "./type-facts.ts";

/** Compares two signatures: parameters, overloads and result. */
export function diffSignatures(before: SignatureFacts, after: SignatureFacts, place: ApiPlace): ApiChange[] {
  // The parameters of an opaque callable are unknown: a difference to them has no meaning.
  const isOpaque = before.tier === "opaque" || after.tier === "opaque";
  return [
    ...(isOpaque ? [] : diffParameters(before.parameters, after.parameters, place)),
    ...diffOverloads(before.overloads ?? [], after.overloads ?? [], place),
    ...diffResults(before, after, place),
  ];
}

function diffResults(before: SignatureFacts, after: SignatureFacts, place: ApiPlace): ApiChange[] {
  const [one, other] = [resultOf(before), resultOf(after)];
  if (isSameType(one, other)) return [];
  const breaking = !accepts(one, other);
  return [{ ...place, kind: "return-type-changed", before: typeText(one), after: typeText(other), breaking }];
}

function resultOf({
  returns,
  inferred,
  overridden,
  documented,
}: SignatureFacts): ReturnType<typeof knownType> {
  return knownType({
    ...(returns ? { type: returns } : {}),
    ...(inferred ? { inferred } : {}),
    ...(overridden ? { overridden } : {}),
    ...(documented ? { documented } : {}),
  });
}

function diffOverloads(
  before: readonly OverloadFacts[],
  after: readonly OverloadFacts[],
  place: ApiPlace,
): ApiChange[] {
  const keys = new Set(after.map((each) => canonicalJson(each)));
  const isMissing = before.some((each) => !keys.has(canonicalJson(each)));
  if (!isMissing && before.length === after.length) return [];
  return [
    {
      ...place,
      kind: "overloads-changed",
      before: `${before.length}`,
      after: `${after.length}`,
      breaking: isMissing,
    },
  ];
}
