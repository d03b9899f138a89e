import { describe, expect, it } from "vitest";
import {
  anyInput,
  array,
  keyword,
  neverType,
  reference,
  runtime,
  type TsType,
  union,
  unknownType,
  variablesOf,
} from "../../../src/stages/model/ts-type.ts";

const [string, number, boolean] = [keyword("string"), keyword("number"), keyword("boolean")];
const literal = (value: string | boolean): TsType => ({ kind: "literal", value });

describe("union", () => {
  it("has each member once, nested ones included, in the order of their first", () => {
    expect(union([string, union([number, string]), number])).toEqual({
      kind: "union",
      members: [string, number],
    });
  });

  it("of one member is the member, and of none the empty type", () => {
    expect(union([string, neverType, string])).toBe(string);
    expect(union([])).toBe(neverType);
    expect(union([neverType])).toBe(neverType);
  });

  it("is unknown, or any input, if a member is", () => {
    expect(union([string, anyInput])).toBe(anyInput);
    expect(union([anyInput, unknownType, string])).toBe(unknownType);
  });

  it("has no reference beside a type that accepts one", () => {
    expect(union([runtime("PyNumber"), reference])).toEqual(runtime("PyNumber"));
    expect(union([string, reference])).toEqual({ kind: "union", members: [string, reference] });
  });

  it("drops literals of a type that is a member, and makes true and false one", () => {
    expect(union([literal("a"), string])).toBe(string);
    expect(union([literal(true), literal(false)])).toEqual(boolean);
    expect(union([literal("a"), number])).toMatchObject({ members: [literal("a"), number] });
  });

  it("has one array-like type for all elements, and drops the members that it covers", () => {
    const members = [runtime("PyArrayLike", number), number, runtime("PyArrayLike", string)];
    expect(union(members)).toEqual(runtime("PyArrayLike", union([number, string])));
    expect(union([runtime("PyArrayLike"), number, keyword("null")])).toMatchObject({
      members: [keyword("null"), runtime("PyArrayLike")],
    });
  });

  it("with other members has the value of a class that crosses by value", () => {
    const point: TsType = { kind: "class", key: "m:Point", value: array(number, false) };
    expect(union([point, string])).toMatchObject({ members: [array(number, false), string] });
    expect(union([point, point])).toEqual(point);
  });
});

it("finds type parameters wherever they are", () => {
  const variable = (name: string): TsType => ({ kind: "variable", name });
  const type: TsType = {
    kind: "object",
    properties: [
      { name: "a", optional: false, type: array(variable("T"), false) },
      { name: "b", optional: true, type: runtime("PyReturned", union([variable("U"), string])) },
    ],
  };
  expect(variablesOf(type)).toEqual(["T", "U"]);
});
