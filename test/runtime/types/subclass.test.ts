import { describe, expectTypeOf, it } from "vitest";
import {
  classmethod,
  type PyCall,
  type PyObject,
  type PySubclass,
  property,
  signature,
  subclass,
  symbol,
} from "../../../src/runtime/index.ts";
import { Counter } from "../object/generated.ts";

// Compiled by `tsc`; the bodies never run.
function types(_check: () => void): () => void {
  return () => {};
}

describe("subclasses", () => {
  it(
    "give their methods the first base as self, and arguments of any type",
    types(async () => {
      const Own = await subclass("Own", [Counter, symbol("collections.abc", "Hashable")], {
        most_common(self, n) {
          expectTypeOf(self).toEqualTypeOf<Counter>();
          expectTypeOf(n).toEqualTypeOf<unknown>();
          return [];
        },
        update: async (_self, other: PyObject, { by }: { by?: number }) => other.$mul(by),
        limit: 3,
      });
      expectTypeOf(Own).toEqualTypeOf<PySubclass<Counter>>();
      expectTypeOf(await Own.$call()).toEqualTypeOf<Counter>();
      subclass("Deeper", [Own], { total: (self) => expectTypeOf(self).toEqualTypeOf<Counter>() });
    }),
  );

  it(
    "have objects where the first base is not generated",
    types(() => {
      subclass("None", [], { run: (self) => expectTypeOf(self).toEqualTypeOf<PyObject>() });
      subclass("Named", [symbol("threading", "Thread")], {
        run: (self) => expectTypeOf(self).toEqualTypeOf<PyObject>(),
        size: property((self) => expectTypeOf(self).toEqualTypeOf<PyObject>()),
        make: classmethod((cls) => expectTypeOf(cls).toEqualTypeOf<PyObject>()),
      });
    }),
  );

  it(
    "know the members of super, and keep the type of a function with a signature",
    types(() => {
      subclass("Super", [Counter], (cls) => ({
        total: (self) => {
          expectTypeOf(self.$super(cls).total()).toEqualTypeOf<PyCall<number>>();
          return 1;
        },
      }));
      expectTypeOf(signature("(x)", (x: number) => `${x}`)).toEqualTypeOf<(x: number) => string>();
      // @ts-expect-error: no such member
      subclass("Wrong", [Counter], { total: (self) => self.totall() });
    }),
  );
});
