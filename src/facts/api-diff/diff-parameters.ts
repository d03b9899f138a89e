import type { ParameterFacts, ParameterKind } from "../facts.ts";
import type { ApiChange, ApiChangeKind, ApiPlace } from "./api-change.ts";
import { accepts, isSameType, knownType, typeText } from "./type-facts.ts";

type Parameters = readonly ParameterFacts[];
type Details = Pick<ApiChange, "before" | "after">;

/** Compares the parameters of a callable. */
export function diffParameters(before: Parameters, after: Parameters, place: ApiPlace): ApiChange[] {
  const pairs = pairUp(before, after);
  const matched = new Set(pairs.values());
  const change = (
    kind: ApiChangeKind,
    { name, kind: parameterKind }: ParameterFacts,
    breaking: boolean,
    details: Details = {},
  ): ApiChange => ({ ...place, kind, parameter: `${stars(parameterKind)}${name}`, ...details, breaking });
  return [
    ...before
      .filter((one) => !pairs.has(one))
      .map((one) => change("parameter-removed", one, !isStillAccepted(one, after))),
    ...after
      .filter((one) => !matched.has(one))
      .map((one) =>
        change("parameter-added", one, one.required || shiftsPositions(one, after, matched), {
          after: parameterText(one),
        }),
      ),
    ...moved(pairs, after).map(([one, from, to]) =>
      change("parameter-moved", one, true, { before: `${from + 1}`, after: `${to + 1}` }),
    ),
    ...[...pairs].flatMap(([one, other]) => [
      ...(one.kind === other.kind
        ? []
        : [
            change(
              "parameter-kind-changed",
              other,
              !waysOf(one).every((way) => waysOf(other).includes(way)),
              {
                before: one.kind,
                after: other.kind,
              },
            ),
          ]),
      ...(one.required === other.required
        ? []
        : [change(other.required ? "parameter-required" : "parameter-optional", other, other.required)]),
      ...diffDefaults(one, other).map((details) => change("default-changed", other, true, details)),
      ...diffTypes(one, other).map(({ breaking, ...details }) =>
        change("parameter-type-changed", other, breaking, details),
      ),
    ]),
  ];
}

/** Matches parameters by name. Those without a name for callers match by kind or by position. */
function pairUp(before: Parameters, after: Parameters): Map<ParameterFacts, ParameterFacts> {
  const pairs = new Map<ParameterFacts, ParameterFacts>();
  const free = new Set(after);
  const pair = (one: ParameterFacts, other: ParameterFacts | undefined): void => {
    if (!other || pairs.has(one) || !free.delete(other)) return;
    pairs.set(one, other);
  };
  for (const one of before)
    pair(
      one,
      after.find((other) =>
        isVariable(one) ? other.kind === one.kind : other.name === one.name && !isVariable(other),
      ),
    );
  for (const [index, one] of before.entries()) {
    const other = after[index];
    if (one.kind === "positional-only" && other && waysOf(other).includes("position")) pair(one, other);
  }
  return new Map(before.flatMap((one) => (pairs.has(one) ? [[one, pairs.get(one)!] as const] : [])));
}

/**
 * Finds parameters that are positional in both versions and changed their order, with both indexes among those
 * parameters.
 */
function moved(
  pairs: ReadonlyMap<ParameterFacts, ParameterFacts>,
  after: Parameters,
): readonly (readonly [parameter: ParameterFacts, from: number, to: number])[] {
  const common = [...pairs].filter((pair) => pair.every(isPositional)).map(([, other]) => other);
  const order = after.filter((one) => common.includes(one));
  return order
    .map((one, to) => [one, common.indexOf(one), to] as const)
    .filter(([, from, to]) => from !== to);
}

/**
 * Whether a new parameter precedes an existing positional one, and so receives the arguments that callers pass to
 * that one.
 */
function shiftsPositions(
  one: ParameterFacts,
  after: Parameters,
  matched: ReadonlySet<ParameterFacts>,
): boolean {
  return (
    isPositional(one) &&
    after.slice(after.indexOf(one)).some((other) => matched.has(other) && isPositional(other))
  );
}

/** Whether `*args` and `**kwargs` accept the arguments of a removed parameter. */
function isStillAccepted(one: ParameterFacts, after: Parameters): boolean {
  return waysOf(one).every((way) => after.some((other) => isVariable(other) && waysOf(other).includes(way)));
}

function diffDefaults(one: ParameterFacts, other: ParameterFacts): Details[] {
  if (one.required || other.required || one.default === other.default) return [];
  return [{ before: one.default ?? "...", after: other.default ?? "..." }];
}

function diffTypes(one: ParameterFacts, other: ParameterFacts): (Details & { readonly breaking: boolean })[] {
  const [before, after] = [knownType(one), knownType(other)];
  if (isSameType(before, after)) return [];
  // A type that was unknown before cannot break a correct call.
  const breaking = before.kind !== "unknown" && !accepts(after, before);
  return [{ before: typeText(before), after: typeText(after), breaking }];
}

/** Lists the ways in which callers can pass a parameter. */
function waysOf({ kind }: ParameterFacts): readonly ("position" | "keyword")[] {
  const ways: Readonly<Record<ParameterKind, readonly ("position" | "keyword")[]>> = {
    "positional-only": ["position"],
    positional: ["position", "keyword"],
    "var-positional": ["position"],
    "keyword-only": ["keyword"],
    "var-keyword": ["keyword"],
  };
  return ways[kind];
}

function isVariable({ kind }: ParameterFacts): boolean {
  return kind === "var-positional" || kind === "var-keyword";
}

function isPositional(one: ParameterFacts): boolean {
  return !isVariable(one) && waysOf(one).includes("position");
}

function stars(kind: ParameterKind): string {
  return kind === "var-positional" ? "*" : kind === "var-keyword" ? "**" : "";
}

/** Prints a parameter as in a Python signature. */
function parameterText(one: ParameterFacts): string {
  const type = knownType(one);
  const typed = `${stars(one.kind)}${one.name}${type.kind === "unknown" ? "" : `: ${typeText(type)}`}`;
  return one.required || isVariable(one) ? typed : `${typed} = ${one.default ?? "..."}`;
}
