import { describe, expectTypeOf, it } from "vitest";
import {
  call,
  type PyAttribute,
  type PyCall,
  type PyInput,
  PyObject,
  type PyTuple,
  scope,
  symbol,
  tuple,
} from "../../../src/runtime/index.ts";
import { Counter, copy_counter, deepcopy, environ, sorted } from "../object/generated.ts";

// Compiled by `tsc`; the bodies never run.
function types(_check: () => void): () => void {
  return () => {};
}

describe("types", () => {
  it(
    "a call gives its result",
    types(async () => {
      expectTypeOf(await call("m", "f")).toEqualTypeOf<unknown>();
      expectTypeOf(await call<number>("m", "f")).toEqualTypeOf<number>();
      expectTypeOf(await sorted([1])).toEqualTypeOf<unknown[]>();
      expectTypeOf(await Counter.new("a")).toEqualTypeOf<Counter>();
      expectTypeOf(await Promise.all([Counter.new(), call<string>("m", "f")])).toEqualTypeOf<
        [Counter, string]
      >();
      expectTypeOf(await environ).toEqualTypeOf<unknown>();
    }),
  );

  it(
    "a call has the members of its class, and no others",
    types(() => {
      const counter = Counter.new("a");
      expectTypeOf(counter).toEqualTypeOf<PyCall<Counter>>();
      expectTypeOf(counter.copy().copy().most_common(1)).toEqualTypeOf<PyCall<[string, number][]>>();
      expectTypeOf(counter.get("inherited")).toEqualTypeOf<PyCall<unknown>>();
      expectTypeOf(copy_counter(counter).total()).toEqualTypeOf<PyCall<number>>();
      expectTypeOf(counter.$len()).toEqualTypeOf<PyCall<number>>();
      // @ts-expect-error Counter has no such member
      counter.nothing();
      // @ts-expect-error what a call gives is not known
      call("m", "f").copy();
      // @ts-expect-error an object is there; only a call has `then`
      (undefined as unknown as Counter).then();
      // @ts-expect-error released is an object, not a call
      counter.$release();
    }),
  );

  it(
    "a union has members only once it is narrowed",
    types(() => {
      const either = call<Counter | string>("m", "f");
      // @ts-expect-error it may be a string
      either.copy();
      expectTypeOf(either).resolves.toEqualTypeOf<Counter | string>();
    }),
  );

  it(
    "options keep the type of a call",
    types(() => {
      expectTypeOf(Counter.new().with({ timeoutMs: 1 }).copy()).toEqualTypeOf<PyCall<Counter>>();
      expectTypeOf(call("m", "f").ref()).toEqualTypeOf<PyCall<PyObject>>();
      // @ts-expect-error Python's keywords are no call options
      Counter.new().with({ axis: 0 });
    }),
  );

  it(
    "anything that a call gave can be given to another one",
    types(async () => {
      interface Row {
        readonly name: string;
      }
      const rows: Row[] = [];
      const given: PyInput[] = [
        1,
        1n,
        "s",
        null,
        undefined,
        rows,
        new Map(),
        new Date(),
        await deepcopy(1),
        Counter,
        Counter.new(),
        environ,
      ];
      deepcopy(given);
      // @ts-expect-error objects come from calls only
      new PyObject();
    }),
  );

  it(
    "tuples know what is in them",
    types(() => {
      expectTypeOf(tuple(1, "a")).toExtend<PyTuple<string | number>>();
      expectTypeOf(tuple(1, "a")).toExtend<readonly [number, string]>();
      expectTypeOf(tuple("a", 1)).not.toExtend<readonly [number, string]>();
      expectTypeOf(environ).toEqualTypeOf<PyAttribute<unknown>>();
    }),
  );

  it(
    "members say what is known of their results",
    types(async () => {
      const counter = await Counter.new("a");
      expectTypeOf(counter.$add(1).$lt(2)).toEqualTypeOf<PyCall<unknown>>();
      expectTypeOf(counter.$iadd(1)).toEqualTypeOf<PyCall<PyObject>>();
      expectTypeOf(await counter.$bool()).toEqualTypeOf<boolean>();
      expectTypeOf(await counter.$with((file: PyObject) => file.$len())).toEqualTypeOf<number | undefined>();
      expectTypeOf((await environ.$enter<string>()).value).toEqualTypeOf<string>();
      expectTypeOf(await scope((s) => s.keep(counter))).toEqualTypeOf<Counter>();
      expectTypeOf(symbol(Counter)).toEqualTypeOf<PyAttribute<unknown>>();
      symbol(deepcopy);
      // @ts-expect-error neither a name nor generated
      symbol(1);
    }),
  );
});
