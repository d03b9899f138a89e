import { expect, it } from "vitest";
import {
  anyInput,
  keyword,
  runtime,
  type TsType,
  union,
  unknownType,
} from "../../../../src/stages/model/ts-type.ts";
import { shortenInput, shortenResult } from "../../../../src/stages/model/type-table/shorten.ts";

const classes = (count: number): TsType[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "class", key: `m:C${index}` }));
const literals = (count: number): TsType[] =>
  Array.from({ length: count }, (_, index) => ({ kind: "literal", value: `v${index}` }));

it("keeps a union of six members", () => {
  const six = union([...classes(5), keyword("number")]);
  expect(shortenInput(six)).toBe(six);
  expect(shortenResult(six)).toBe(six);
});

it("makes any input of a longer one, and an object in Python of a result of many classes", () => {
  expect(shortenInput(union(classes(7)))).toBe(anyInput);
  expect(shortenResult(union(classes(7)))).toEqual(runtime("PyObject"));
});

it("makes a result unknown whose members have nothing in common", () => {
  const names = [
    "PyDate",
    "PyDateTime",
    "PyDecimal",
    "PyRange",
    "PySlice",
    "PyComplex",
    "PyByteArray",
  ] as const;
  expect(shortenResult(union(names.map((name) => runtime(name))))).toBe(unknownType);
});

it("counts literals as one, and makes their type of more than 24", () => {
  expect(shortenInput(union(literals(24)))).toEqual(union(literals(24)));
  expect(shortenInput(union(literals(25)))).toEqual(keyword("string"));
});
