import type { OverloadModel, Typed } from "./model.ts";
import { membersOf, sameType, type TsType, union } from "./ts-type.ts";

/**
 * Overloads that TypeScript cannot tell apart become one that gives what all of them give: those with the same parameters,
 * and those for integers and for floats, which are one type of number.
 */
export function mergeOverloads(overloads: readonly OverloadModel[]): readonly OverloadModel[] {
  const distinct: OverloadModel[] = [];
  for (const overload of overloads) {
    const same = distinct.findIndex((each) => sameParameters(each, overload));
    if (same < 0) distinct.push(overload);
    else distinct[same] = giving(distinct[same]!, [overload]);
  }
  return distinct.map((each, index) =>
    giving(
      each,
      distinct.slice(index + 1).filter((later) => mayBeMeant(later, each)),
    ),
  );
}

function giving(overload: OverloadModel, others: readonly OverloadModel[]): OverloadModel {
  if (others.length === 0) return overload;
  const all: Typed[] = [overload.returns, ...others.map(({ returns }) => returns)];
  const source = all.every((each) => each.source !== undefined) ? overload.returns.source : undefined;
  return { ...overload, returns: { type: union(all.map(({ type }) => type)), source } };
}

function sameParameters(left: OverloadModel, right: OverloadModel): boolean {
  return JSON.stringify(parametersOf(left)) === JSON.stringify(parametersOf(right));
}

/** Whether numbers that fit an overload for integers may be floats, and so meant for a later one. */
function mayBeMeant(later: OverloadModel, overload: OverloadModel): boolean {
  const [ours, theirs] = [parametersOf(overload), parametersOf(later)];
  const pairs = ours.flatMap(({ name, type }) => {
    const other = theirs.find((each) => each.name === name);
    return other ? [{ type, other: other.type }] : [];
  });
  return (
    pairs.some(({ type, other }) => numbersOf(type) === "integers" && numbersOf(other) === "floats") &&
    !pairs.some(({ type, other }) => areApart(type, other))
  );
}

function parametersOf({ positional, keywords }: OverloadModel) {
  return [
    ...positional.map(({ tsName, type, optional }) => ({ name: tsName, type: type.type, optional })),
    ...keywords.map(({ name, type, optional }) => ({ name, type: type.type, optional })),
  ];
}

function numbersOf(type: TsType): "floats" | "integers" | undefined {
  const text = JSON.stringify(type);
  if (/"PyFloat"|"value":"(?:float|complex)"/.test(text)) return "floats";
  return /"name":"number"|"value":"int"/.test(text) ? "integers" : undefined;
}

/** Whether nothing fits both. */
function areApart(left: TsType, right: TsType): boolean {
  const isSimple = (each: TsType): boolean => each.kind === "literal" || each.kind === "keyword";
  const [ours, theirs] = [membersOf(left), membersOf(right)];
  if (![...ours, ...theirs].every(isSimple)) return false;
  return !ours.some((one) => theirs.some((other) => meet(one, other)));
}

/** A literal is of its keyword, too. */
function meet(one: TsType, other: TsType): boolean {
  if (sameType(one, other)) return true;
  const [literal, keyword] = one.kind === "literal" ? [one, other] : [other, one];
  return literal.kind === "literal" && keyword.kind === "keyword" && typeof literal.value === keyword.name;
}
