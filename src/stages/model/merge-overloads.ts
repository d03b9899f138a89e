import type { OverloadModel, Typed } from "./model.ts";
import { membersOf, sameType, type TsType, union } from "./ts-type.ts";

/**
 * Merges overloads that TypeScript cannot distinguish into one that returns the union of their results. These are
 * overloads with equal parameters, and overloads for integers and floats, which are both `number`.
 */
export function mergeOverloads(overloads: readonly OverloadModel[]): readonly OverloadModel[] {
  const distinct: OverloadModel[] = [];
  for (const overload of overloads) {
    const same = distinct.findIndex((each) => sameParameters(each, overload));
    if (same < 0) distinct.push(overload);
    else distinct[same] = withResultsOf(distinct[same]!, [overload]);
  }
  return distinct.map((each, index) =>
    withResultsOf(
      each,
      distinct.slice(index + 1).filter((later) => mayApplyInstead(later, each)),
    ),
  );
}

function withResultsOf(overload: OverloadModel, others: readonly OverloadModel[]): OverloadModel {
  if (others.length === 0) return overload;
  const all: Typed[] = [overload.returns, ...others.map(({ returns }) => returns)];
  const source = all.every((each) => each.source !== undefined) ? overload.returns.source : undefined;
  return { ...overload, returns: { type: union(all.map(({ type }) => type)), source } };
}

function sameParameters(left: OverloadModel, right: OverloadModel): boolean {
  return JSON.stringify(parametersOf(left)) === JSON.stringify(parametersOf(right));
}

/** Whether numbers that match an overload for integers may be floats, and so select a later overload. */
function mayApplyInstead(later: OverloadModel, overload: OverloadModel): boolean {
  const [ours, theirs] = [parametersOf(overload), parametersOf(later)];
  const pairs = ours.flatMap(({ name, type }) => {
    const other = theirs.find((each) => each.name === name);
    return other ? [{ type, other: other.type }] : [];
  });
  return (
    pairs.some(({ type, other }) => numberKind(type) === "integers" && numberKind(other) === "floats") &&
    !pairs.some(({ type, other }) => areDisjoint(type, other))
  );
}

function parametersOf({ positional, keywords }: OverloadModel) {
  return [
    ...positional.map(({ tsName, type, optional }) => ({ name: tsName, type: type.type, optional })),
    ...keywords.map(({ name, type, optional }) => ({ name, type: type.type, optional })),
  ];
}

function numberKind(type: TsType): "floats" | "integers" | undefined {
  const text = JSON.stringify(type);
  if (/"PyFloat"|"value":"(?:float|complex)"/.test(text)) return "floats";
  return /"name":"number"|"value":"int"/.test(text) ? "integers" : undefined;
}

/** Whether no value has both types. */
function areDisjoint(left: TsType, right: TsType): boolean {
  const isSimple = (each: TsType): boolean => each.kind === "literal" || each.kind === "keyword";
  const [ours, theirs] = [membersOf(left), membersOf(right)];
  if (![...ours, ...theirs].every(isSimple)) return false;
  return !ours.some((one) => theirs.some((other) => overlap(one, other)));
}

/** A literal also overlaps with its keyword type. */
function overlap(one: TsType, other: TsType): boolean {
  if (sameType(one, other)) return true;
  const [literal, keyword] = one.kind === "literal" ? [one, other] : [other, one];
  return literal.kind === "literal" && keyword.kind === "keyword" && typeof literal.value === keyword.name;
}
