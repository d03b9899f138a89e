import { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createPool, type Pool, type PyObject, symbol, tuple } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { collectGarbage } from "../support/garbage.ts";

describe.each(["lane", "grpc"] as const)("TypeScript iterables over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    await addFixtureModules(pool, "streams");
  });
  afterAll(() => pool.close());

  const call = (module: string, name: string, args: unknown[] = [], kwargs?: Record<string, unknown>) =>
    pool.call(module, name, args as never[], kwargs);
  const python = (name: string, ...args: unknown[]) => call("drawing", name, args);

  async function expectNothingHeld(): Promise<void> {
    const { hostObjects } = await pool.connect();
    while (hostObjects.size > 0) {
      collectGarbage();
      await call("gc", "collect");
    }
  }

  /** Says how far it was gone through, and whether it was closed. */
  function counting(to = Number.POSITIVE_INFINITY): {
    made: number;
    closed: boolean;
    items: Generator<number>;
  } {
    const state = { made: 0, closed: false, items: items() };
    function* items(): Generator<number> {
      try {
        while (state.made < to) yield state.made++;
        return "the end";
      } finally {
        state.closed = true;
      }
    }
    return state;
  }

  it("are iterables of Python, whatever they are here", async () => {
    const numbers = [1, 2, 3];
    const url = new URLSearchParams("a=1&b=2");
    const literal = { *[Symbol.iterator]() { yield* numbers; } }; // biome-ignore format: as it is written
    const bare = { [Symbol.asyncIterator]: () => ({ n: 0, next() { return Promise.resolve({ done: this.n > 2, value: ++this.n }); } }) }; // biome-ignore format: as it is written
    async function* slowly() {
      for (const n of numbers) yield sleep(1, n);
    }
    for (const items of [
      numbers.values(),
      new Set(numbers).keys(),
      literal,
      bare,
      slowly(),
      Readable.from(numbers),
    ])
      expect(await call("builtins", "list", [items])).toEqual(numbers);
    expect(await call("builtins", "dict", [url])).toEqual({ a: "1", b: "2" });
    const chunks = new Response("some text").body!;
    expect(await call("builtins", "list", [chunks])).toEqual([new TextEncoder().encode("some text")]);
  });

  it("are opened each time that Python iterates over them, or are iterators", async () => {
    let opened = 0;
    const corpus = {
      *[Symbol.iterator]() {
        yield `pass ${++opened}`;
      },
    };
    expect(await python("twice", corpus)).toEqual([["pass 1"], ["pass 2"]]);
    expect(await python("twice", counting(2).items)).toEqual([[0, 1], []]);
    expect(await python("kinds", corpus)).toEqual([true, false, false]);
    expect(await python("kinds", counting().items)).toEqual([true, true, true]);
  });

  it("are not gone through further than Python has come, and closed when it lets go of them", async () => {
    const endless = counting();
    expect(await python("first", endless.items, 3)).toEqual([0, 1, 2]);
    expect(endless.made).toBeLessThanOrEqual(6);
    await expectNothingHeld();
    expect(endless.closed).toBe(true);
    const long = counting(5000);
    const seen = (await python("drawn_and_made", long.items, () => long.made)) as [number, number][];
    for (const [drawn, made] of seen) expect(made).toBeLessThanOrEqual(Math.min(2 * drawn, drawn + 1024));
    expect(seen).toHaveLength(5000);
  });

  it("are gone through one item after the other as far as Python asks", async () => {
    const state = counting();
    expect(await python("keep", state.items)).toBe(0);
    expect(state.made).toBe(1);
    expect(await python("next_of_kept")).toBe(1);
    expect([state.made, state.closed]).toEqual([2, false]);
    await python("let_go");
    await expectNothingHeld();
    expect(state.closed).toBe(true);
  });

  it("are closed by close()", async () => {
    const state = counting();
    expect(await python("first_of_closed", state.items)).toEqual([0, []]);
    expect(state.closed).toBe(true);
  });

  it("give Python what they return", async () => {
    expect(await python("returned", counting(3).items)).toBe("the end");
  });

  it("give items as they were when they came, though the program changes them later", async () => {
    function* growing() {
      const row: unknown[] = [];
      const bytes = Buffer.alloc(1);
      for (let n = 0; n < 20; n++) {
        row.push(n);
        bytes[0] = n;
        yield { row, at: new Map([[1, bytes]]), of: new Set([n]) };
      }
    }
    const rows = (await call("builtins", "list", [growing()])) as {
      row: number[];
      at: Map<number, Uint8Array>;
    }[];
    expect(rows.map(({ row }) => row.length)).toEqual(rows.map((_, index) => index + 1));
    expect(rows.map(({ at }) => at.get(1)![0])).toEqual(rows.map((_, index) => index));
  });

  it("are not gone through beyond an item that may change with the next one", async () => {
    let at = 0;
    function* views() {
      for (at = 1; at <= 20; at++) yield { read: () => at };
    }
    expect(await python("read_each", views())).toEqual(Array.from({ length: 20 }, (_, index) => index + 1));
  });

  it("throw into Python, behind the items that came before, and out of it as they are", async () => {
    const error = new RangeError("no more");
    function* failing() {
      yield* [1, 2, 3, 4];
      throw error;
    }
    async function* failingLater() {
      yield* failing();
    }
    for (const items of [failing, failingLater]) {
      expect(await python("caught", items())).toEqual([[1, 2, 3, 4], "CallbackError", "no more", []]);
      expect(await call("builtins", "sum", [items()]).catch((reason: unknown) => reason)).toBe(error);
    }
    const unsendable = [Symbol("mine")].values();
    await expect(call("builtins", "list", [unsendable])).rejects.toMatchObject({
      code: "NotEncodable",
      message: expect.stringContaining("result[0][0]"),
    });
  });

  it("deliver what has come though the next item has not", async () => {
    let release = (): void => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    async function* hesitating() {
      yield* [1, 2, 3, 4, 5]; // in batches of 1, 1 and 2, and one of 4 that is not full
      await released;
      yield 6;
    }
    const note = (item: unknown) => {
      if (item === 5) release();
      return item;
    };
    const mapped = call("builtins", "map", [note, hesitating()]);
    expect(await call("builtins", "list", [mapped])).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("may be drawn from on any thread, also while the main one waits", async () => {
    expect(await python("in_thread", counting(50).items)).toHaveLength(50);
    async function* slowly() {
      for (let n = 0; n < 100; n++) yield n % 10 === 0 ? sleep(1, n) : n;
    }
    const all = Array.from({ length: 100 }, (_, index) => index);
    expect(await python("in_threads", slowly(), 4)).toEqual(all);
  });

  it("may call Python for their items", async () => {
    async function* roots() {
      for (const n of [1, 4, 9]) yield await call("math", "sqrt", [n]);
    }
    expect(await call("builtins", "sum", [roots()])).toBe(6);
    function* pending() {
      for (const n of [1, 4, 9]) yield call("math", "sqrt", [n]);
    }
    expect(await call("builtins", "list", [pending()])).toEqual([1, 2, 3]);
    const range = (await call("builtins", "range", [3]).ref()) as PyObject;
    expect(await call("builtins", "list", [range.$iter()])).toEqual([0, 1, 2]);
  });

  it("are the same object in Python, and themselves when they come back", async () => {
    const { items } = counting();
    expect(await python("same", items, items)).toBe(true);
    const [back, { a }] = (await call("builtins", "list", [[items, { a: items }]])) as [
      unknown,
      { a: unknown },
    ];
    expect([back === items, a === items]).toEqual([true, true]);
    expect(await call("operator", "itemgetter", [0]).$call(tuple(items, 1))).toBe(items);
  });

  it("are generators where they are here: values are sent into them, and exceptions thrown", async () => {
    const said: unknown[] = [];
    function* generator(): Generator<unknown, unknown, unknown> {
      try {
        said.push(yield 1);
        said.push(yield 2);
      } catch (error) {
        said.push(error);
        yield "caught";
        throw error;
      }
      return 3;
    }
    expect(await python("trampoline", generator(), ["a", "b"])).toEqual([[1, 2], 3]);
    expect(said).toEqual(["a", "b"]);
    expect(await python("throw_into", generator())).toEqual(["caught", true]);
    expect(await (said.pop() as PyObject).$str()).toBe("thrown in");
    async function* asynchronous(): AsyncGenerator<unknown, unknown, unknown> {
      return [yield 1, yield 2];
    }
    expect(await python("trampoline", asynchronous(), ["a", "b"])).toEqual([
      [1, 2],
      ["a", "b"],
    ]);
    let left = false;
    function* managed() {
      try {
        yield "value";
      } finally {
        left = true;
      }
    }
    const manager = call("contextlib", "contextmanager", [managed]).$call();
    expect(await manager.$with((value) => value)).toBe("value");
    expect(left).toBe(true);
  });

  it("stand wherever Python iterates", async () => {
    expect(await call("builtins", "sorted", [counting(3).items], { reverse: true })).toEqual([2, 1, 0]);
    expect(await call("builtins", "dict", [new Map([["a", 1]]).entries()])).toEqual({ a: 1 });
    expect(await call("builtins", "zip", [["a", "b"], counting().items]).$invoke("__next__")).toEqual([
      "a",
      0,
    ]);
    const float = symbol("builtins", "float");
    expect(await call("numpy", "fromiter", [counting(4).items, float]).$invoke("sum")).toBe(6);
    const rows = call("csv", "reader", [["a,b", "c,d"].values()]);
    expect(await call("builtins", "list", [rows])).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
    const add = (a: number, b: number) => a + b;
    expect(await call("functools", "reduce", [add, counting(3).items])).toBe(3);
    expect(await call("collections", "deque", [counting(9).items, 2]).$value()).toEqual([7, 8]);
  });

  it("are not what merely extends an array or a map", async () => {
    class Rows extends Array<number> {}
    for (const value of [Rows.of(1), new (class extends Map {})(), new (class extends Uint8Array {})(1)])
      await expect(call("builtins", "list", [value])).rejects.toMatchObject({ code: "NotEncodable" });
  });

  it("are closed when their worker dies", async () => {
    const own = createPool({ python: testPython, carrier });
    const state = counting();
    const dying = own.call("builtins", "map", [
      (n: unknown) => (n === 9 ? own.call("os", "_exit", [3]) : n),
      state.items,
    ]);
    await expect(own.call("builtins", "list", [dying])).rejects.toMatchObject({ code: "WorkerDied" });
    expect(state.closed).toBe(true);
    await own.close();
  });

  it("leave nothing behind", async () => {
    for (let round = 0; round < 50; round++) await python("first", counting().items, 2);
    await expectNothingHeld();
  });
});
