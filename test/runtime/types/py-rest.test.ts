import { describe, expectTypeOf, it } from "vitest";
import type { PyInput, PyPositional, PyRest, PyVariadic } from "../../../src/runtime/codegen-v1.ts";
import type * as runtime from "../../../src/runtime/index.ts";
import { kw, type PyCall } from "../../../src/runtime/index.ts";

import { getLogger, round, wrap, zip_longest } from "../object/generated.ts";

// Compiled by `tsc`; the bodies never run.
function types(_check: () => void): () => void {
  return () => {};
}

type Mean = PyRest<
  [axis?: "axis", dtype?: "dtype"],
  { axis?: number | undefined; dtype?: PyInput; where?: boolean | undefined }
>;
declare function mean(a: PyInput, ...rest: Mean): void;
declare function plot(
  ...rest: PyRest<
    [kind?: "kind"],
    { kind?: Readonly<Record<string, number>> | string; [keyword: string]: PyInput }
  >
): void;
declare function get(...rest: PyRest<[b?: "b"], { b?: number; c: string }>): void;
declare function only(...rest: PyRest<[name?: "name"], { name?: string | undefined }>): void;
declare function print(...args: PyVariadic<{ sep?: string | null | undefined; flush?: boolean }>): void;
declare function choose(...args: PyVariadic<{ key: (each: string) => number }>): void;

/** What every exported class of values makes. */
type Runtime = typeof runtime;
type Instance = {
  [Name in keyof Runtime]: Runtime[Name] extends { readonly prototype: infer Value }
    ? Value extends Error | runtime.Kwargs
      ? never
      : Value
    : never;
}[keyof Runtime];

describe("optional arguments", () => {
  it(
    "by position, by keyword, and both",
    types(() => {
      mean([1]);
      mean([1], 0);
      mean([1], 0, "f8");
      mean([1], { axis: 0 });
      mean([1], 0, { dtype: { a: 1 }, where: true });
      mean([1], undefined, "f8", { where: true });
      mean([1], 0, undefined);
      plot();
      plot("line");
      plot("line", { anything: 1 });
      plot({ kind: { a: 1 }, anything: 1 });
      mean([1], kw({ axis: 0 }));
      plot(kw({ kind: "line", anything: 1 } as Record<string, PyInput>));
      get(kw({ c: "x" }));
      get({ c: "x" });
      get(1, { c: "x" });
      only();
      only("x");
      only({ name: "x" });
    }),
  );

  it(
    "generated functions",
    types(() => {
      expectTypeOf(round(3.5)).toEqualTypeOf<PyCall<number>>();
      expectTypeOf(round(3.5, { ndigits: 1 })).toEqualTypeOf<PyCall<number>>();
      expectTypeOf(getLogger("app").$attr("name")).toEqualTypeOf<PyCall<unknown>>();
      wrap("text", 3, { max_lines: 1 });
      zip_longest([1], { a: 1 });
      // @ts-expect-error a number is wanted
      round(3.5, "1");
    }),
  );

  it(
    "wrong calls",
    types(() => {
      // @ts-expect-error misspelt
      mean([1], { axes: 0 });
      // @ts-expect-error misspelt
      mean([1], kw({ axes: 0 }));
      // @ts-expect-error of the wrong type
      mean([1], kw({ where: 1 }));
      // @ts-expect-error misspelt
      mean([1], 0, { axes: 0 });
      // @ts-expect-error of the wrong type by position
      mean([1], "zero");
      // @ts-expect-error of the wrong type by keyword
      mean([1], { axis: "zero" });
      // @ts-expect-error twice
      mean([1], 0, { axis: 1 });
      // @ts-expect-error too many
      mean([1], 0, "f8", true);
      // @ts-expect-error too many, and nothing is left for keywords
      only("x", "y");
      // @ts-expect-error a required keyword is missing
      get(1);
      // @ts-expect-error a required keyword is missing
      get();
    }),
  );

  it(
    "no plain object by position, where it would be keywords",
    types((plain: { a: number } = { a: 1 }, unknown: unknown = plain) => {
      // @ts-expect-error it would be the keyword `a`
      mean([1], 0, plain);
      // @ts-expect-error it would be the keyword `a`
      mean([1], { a: 1 });
      // @ts-expect-error it may be a plain object
      mean([1], 0, unknown);
      // @ts-expect-error what may be a plain object goes by keyword
      plot({ a: 1 }, "line");
    }),
  );

  it(
    "after any number of arguments",
    types((plain: { a: number } = { a: 1 }, texts: string[] = []) => {
      print();
      print(1, "a", [2], null, undefined);
      print(...texts);
      print("a", ...texts, { sep: "," });
      print({ a: 1 }, "a dict that is not the last");
      print(plain, {});
      print("a", kw({ flush: true }));
      choose("a", "b", { key: (each) => each.length });
      // @ts-expect-error misspelt
      print("a", { step: "," });
      // @ts-expect-error misspelt
      print("a", kw({ step: "," }));
      // @ts-expect-error of the wrong type
      print("a", { sep: 1 });
      // @ts-expect-error it would be the keyword `a`
      print("a", plain);
      // @ts-expect-error a required keyword is missing
      choose("a", "b");
    }),
  );

  it(
    "every class of values can be passed by position",
    types(() => {
      expectTypeOf<Instance>().toExtend<PyPositional>();
      expectTypeOf<Instance>().not.toBeNever();
      mean([1], 0, new Float64Array(2));
      mean([1], 0, new Map());
      mean([1], 0, (x: number) => x);
    }),
  );
});
