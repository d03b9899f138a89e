import { describe, expect, test } from "vitest";
import { splitArguments } from "../../../src/runtime/call/arguments.ts";
import { pyArguments } from "../../../src/runtime/codegen-v1.ts";
import { kw, type PyInput } from "../../../src/runtime/index.ts";

/** `def f(a, b=…, c=…, *, d=…)` */
function split(a: PyInput, ...rest: unknown[]): unknown {
  return splitArguments("m:f", pyArguments([a], rest, "b c"), undefined);
}

/** `def g(data=…, b=…)`, where `data` takes any value in its place. */
function splitData(data?: PyInput, ...rest: unknown[]): unknown {
  return splitArguments("m:g", pyArguments([data], rest, "data b", 0), undefined);
}

describe("optional arguments", () => {
  test("go by position as they are", () => {
    expect(split(1)).toEqual({ args: [1], kwargs: undefined });
    expect(split(1, 2, 3)).toEqual({ args: [1, 2, 3], kwargs: undefined });
    expect(split(1, [2], new Map([["b", 3]]))).toEqual({
      args: [1, [2], new Map([["b", 3]])],
      kwargs: undefined,
    });
  });

  test("a plain object in the last place is keywords, also without a prototype", () => {
    expect(split(1, { c: 3 })).toEqual({ args: [1], kwargs: { c: 3 } });
    expect(split(1, 2, { c: 3 })).toEqual({ args: [1, 2], kwargs: { c: 3 } });
    expect(split(1, Object.assign(Object.create(null), { c: 3 }))).toMatchObject({ args: [1] });
    expect(split(1, kw({ c: 3 }))).toEqual({ args: [1], kwargs: { c: 3 } });
    expect(split(kw({ a: 1 }))).toEqual({ args: [], kwargs: { a: 1 } });
  });

  test("a plain object anywhere else is a value", () => {
    expect(split({ a: 1 })).toEqual({ args: [{ a: 1 }], kwargs: undefined });
    expect(split(1, { x: 1 }, 3)).toEqual({ args: [1, { x: 1 }, 3], kwargs: undefined });
    expect(split(1, { x: 1 }, {})).toEqual({ args: [1, { x: 1 }], kwargs: {} });
    expect(split(1, { x: 1 }, kw({}))).toEqual({ args: [1, { x: 1 }], kwargs: {} });
    expect(splitData({ a: 1 })).toEqual({ args: [{ a: 1 }], kwargs: undefined });
  });

  test("after *args too", () => {
    const variadic = (...args: unknown[]): unknown => splitArguments("m:v", pyArguments([], args), undefined);
    expect(variadic(1, undefined, 2, { sep: "-" })).toEqual({
      args: [1, undefined, 2],
      kwargs: { sep: "-" },
    });
    expect(variadic({ a: 1 }, {})).toEqual({ args: [{ a: 1 }], kwargs: {} });
    expect(variadic(1, kw({ sep: "-" }))).toEqual({ args: [1], kwargs: { sep: "-" } });
  });

  test("undefined at the end is left out", () => {
    expect(split(1, undefined)).toEqual({ args: [1], kwargs: undefined });
    expect(split(1, undefined, undefined, { d: 1 })).toEqual({ args: [1], kwargs: { d: 1 } });
    expect(split(1, { d: 1 }, undefined)).toEqual({ args: [1], kwargs: { d: 1 } });
  });

  test("after undefined, arguments go by name", () => {
    expect(split(1, undefined, 3)).toEqual({ args: [1], kwargs: { c: 3 } });
    expect(split(1, undefined, 3, { d: 4 })).toEqual({ args: [1], kwargs: { c: 3, d: 4 } });
    expect(splitData(undefined, 2)).toEqual({ args: [], kwargs: { b: 2 } });
    // A required place is never empty: there it is `None`.
    expect(split(undefined, 2)).toEqual({ args: [undefined, 2], kwargs: undefined });
  });

  test("a keyword that has its value by position already is an error", () => {
    expect(() => split(1, undefined, 3, { c: 4 })).toThrow("m:f got multiple values for c");
  });

  test("with more arguments than places, it is for Python to say so", () => {
    expect(split(1, undefined, 3, 4)).toEqual({ args: [1, undefined, 3, 4], kwargs: undefined });
  });
});
