import { expect, it } from "vitest";
import { mergeOverloads } from "../../../src/stages/model/merge-overloads.ts";
import type { OverloadModel } from "../../../src/stages/model/model.ts";
import { keyword, runtime, type TsType, union } from "../../../src/stages/model/ts-type.ts";

const [string, number] = [keyword("string"), keyword("number")];
const integer = union([number, keyword("bigint")]);
const float = runtime("PyFloat");

function overload(argument: TsType, returns: TsType, isKnown = true): OverloadModel {
  const source = isKnown ? "stub" : undefined;
  const positional = [{ tsName: "x", type: { type: argument, source }, optional: false, keyword: "x" }];
  return { positional, keywords: [], returns: { type: returns, source } };
}

const results = (overloads: readonly OverloadModel[]) =>
  mergeOverloads(overloads).map(({ returns }) => returns.type);

it("keeps overloads that TypeScript can distinguish", () => {
  const overloads = [overload(string, string), overload(number, number)];
  expect(mergeOverloads(overloads)).toEqual(overloads);
});

it("makes one of those with equal parameters, which returns what any of them returns", () => {
  expect(results([overload(string, string), overload(string, number)])).toEqual([union([string, number])]);
});

it("adds the result for floats to the one for integers, since both are numbers", () => {
  const merged = results([overload(integer, integer), overload(float, float)]);
  expect(merged).toEqual([union([integer, float]), float]);
});

it("knows the result of a merged one only if each of them is known", () => {
  const [merged] = mergeOverloads([overload(string, string), overload(string, number, false)]);
  expect(merged?.returns.source).toBeUndefined();
});
