import { Readable } from "node:stream";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  createPool,
  isPythonError,
  type NDArray,
  type Pool,
  type PoolStatistics,
  type PyCall,
  PyObject,
  symbol,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { collectGarbage } from "../support/garbage.ts";

/** A function of the fixture, as it is called. */
type Fixture = (name: string, args?: unknown[]) => PyCall<unknown>;

describe.each(["lane", "grpc"] as const)("iteration over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    await addFixtureModules(pool, "streams");
  });
  afterAll(() => pool.close());
  beforeEach(() => python("read_log"));

  const call = (module: string, name: string, args: unknown[]) => pool.call(module, name, args as never[]);
  const python: Fixture = (name, args = []) => call("streaming", name, args);
  const held = async (name: string, ...args: unknown[]) => (await python(name, args)) as PyObject;

  async function logged(...lines: string[]): Promise<void> {
    const seen: unknown[] = [];
    while (seen.length < lines.length) {
      collectGarbage();
      seen.push(...((await python("read_log")) as unknown[]));
    }
    expect(seen).toEqual(lines);
  }

  async function collect(items: AsyncIterable<unknown>): Promise<unknown[]> {
    const seen: unknown[] = [];
    for await (const item of items) seen.push(item);
    return seen;
  }

  it("gives the items of whatever Python iterates over", async () => {
    const upTo = (count: number) => Array.from({ length: count }, (_, index) => index);
    expect(await collect(call("builtins", "range", [5000]))).toEqual(upTo(5000));
    expect(await collect(call("builtins", "range", [5000]).ref())).toEqual(upTo(5000));
    expect(
      await collect(
        call("builtins", "dict", [{ a: 1, b: 2 }])
          .ref()
          .$invoke("items"),
      ),
    ).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(await collect(python("Countdown", [3]))).toEqual([3, 2, 1]);
    expect(await collect(python("Sequence"))).toEqual([0, 10, 20]);
    expect(await collect(call("io", "StringIO", ["a\nb\n"]))).toEqual(["a\n", "b\n"]);
    expect(await collect(call("io", "BytesIO", [Buffer.from("a\nb")]))).toEqual([
      new Uint8Array([97, 10]),
      new Uint8Array([98]),
    ]);
    const matrix = call("numpy", "arange", [6]).$invoke("reshape", 3, 2);
    const rows = (await collect(matrix)) as { shape: number[] }[];
    expect(rows.map(({ shape }) => shape)).toEqual([[2], [2], [2]]);
    expect(await collect(call("builtins", "list", []))).toEqual([]);
  });

  it("gives what has no form by value as references", async () => {
    for await (const counter of call("builtins", "map", [symbol("collections", "Counter"), ["aab"]])) {
      expect(counter).toBeInstanceOf(PyObject);
      expect(await (counter as PyObject).$invoke("most_common", 1)).toEqual([["a", 2]]);
    }
  });

  it("gives items as they were when they came, though Python changes them later", async () => {
    expect(await collect(python("growing", [4]))).toEqual([[0], [0, 1], [0, 1, 2], [0, 1, 2, 3]]);
  });

  it("gives large items beside each other", async () => {
    const rows = await collect(call("numpy", "zeros", [[40, 30_000]]));
    expect(rows).toHaveLength(40);
    const sizes = rows.map((row) => (row as NDArray).data.length);
    expect(new Set(sizes)).toEqual(new Set([30_000]));
  });

  it("raises what Python raises, once, behind the items that came before", async () => {
    const iterator = python("failing_after", [3]).$iter({ readAhead: 100 });
    const seen: unknown[] = [];
    const loop = async () => {
      for await (const item of iterator) seen.push(item);
    };
    await expect(loop()).rejects.toSatisfy((error) => isPythonError(error, "ValueError"));
    expect(seen).toEqual([0, 1, 2]);
    expect(await iterator.next()).toEqual({ done: true, value: undefined });
    await expect(collect(python("how_far"))).rejects.toSatisfy((error) => isPythonError(error, "NameError"));
    await expect(collect(call("builtins", "abs", [-1]))).rejects.toThrow("'int' object is not iterable");
  });

  it("is not further ahead than the loop has come", async () => {
    const generator = python("noting", [5000]);
    let count = 0;
    for await (const _ of generator) {
      count++;
      const made = Number(await python("how_far"));
      expect(made).toBeGreaterThanOrEqual(count);
      expect(made).toBeLessThanOrEqual(Math.min(2 * count, count + 1024));
      if (count === 3000) break;
    }
    await logged("closed", "finally");
  });

  it("makes each item when it is asked for, by $iter()", async () => {
    let count = 0;
    for await (const _ of python("noting", [100]).$iter()) {
      expect(await python("how_far")).toBe(++count);
      if (count === 50) break;
    }
    await logged("closed", "finally");
  });

  it("closes a generator that the program holds, as JavaScript does", async () => {
    const generator = await held("noting", 10);
    for await (const _ of generator) break;
    await logged("closed", "finally");
    expect(await collect(generator)).toEqual([]);
    const other = await held("noting", 10);
    const loop = async () => {
      for await (const _ of other) throw new RangeError("mine");
    };
    await expect(loop()).rejects.toThrow(RangeError);
    await logged("closed", "finally");
  });

  it("reads nothing ahead of an iterator that others may use, and leaves it open", async () => {
    const file = (await call("io", "StringIO", ["title\n\none\ntwo\n"]).ref()) as PyObject;
    for await (const line of file) if (line === "\n") break;
    expect(await file.$invoke("read")).toBe("one\ntwo\n");
    const counting = await call("itertools", "count", []).ref();
    for await (const n of counting) if (n === 2) break;
    expect(await call("builtins", "next", [counting])).toBe(3);
    for await (const n of counting.$iter({ readAhead: 10 })) if (n === 20) break;
    expect(await call("builtins", "next", [counting])).toBeGreaterThan(21);
  });

  it("reads nothing ahead of an item that stays in Python, for it may change with the next one", async () => {
    const parity = (n: number) => n % 2;
    const groups: unknown[] = [];
    for await (const [key, group] of call("itertools", "groupby", [[1, 3, 2, 4, 6], parity]) as AsyncIterable<
      [number, PyObject]
    >)
      groups.push([key, await call("builtins", "list", [group])]);
    expect(groups).toEqual([
      [1, [1, 3]],
      [0, [2, 4, 6]],
    ]);
    const pieces: unknown[] = [];
    for await (const piece of python("chunked", [[1, 2, 3, 4, 5], 2]))
      pieces.push(await call("builtins", "list", [piece]));
    expect(pieces).toEqual([[1, 2], [3, 4], [5]]);
  });

  it("closes a generator that is at an item which nobody wants any more", async () => {
    for await (const item of python("first_then_hangs", [])) if (item === 2) break;
    await logged("finally");
  });

  it("lets go of an iterator that was dropped, and so of its generator", async () => {
    await python("noting", [10]).$iter().next();
    await logged("closed", "finally");
  });

  it("leaves a generator to who holds it when an iterator is dropped", async () => {
    const generator = await held("noting", 10);
    await generator.$iter().next();
    for (let turn = 0; turn < 3; turn++) {
      collectGarbage();
      await python("how_far");
    }
    expect(await call("builtins", "next", [generator])).toBe(1);
    expect(await python("read_log")).toEqual([]);
    await generator.$iter().return(undefined);
  });

  it("sends values into a generator, and gives what it returns", async () => {
    const average = python("averager").$iter();
    expect(await average.next()).toEqual({ done: false, value: null });
    expect(await average.next(4)).toEqual({ done: false, value: 4 });
    expect(await average.next(8)).toEqual({ done: false, value: 6 });
    expect(await average.next()).toEqual({ done: true, value: 12 });
    expect(await average.next()).toEqual({ done: true, value: undefined });
    await expect(
      call("builtins", "iter", [[1]])
        .$iter()
        .next(1),
    ).rejects.toThrow("no attribute 'send'");
  });

  it("throws into a generator", async () => {
    const average = python("averager").$iter();
    await average.next();
    const error = await call("builtins", "ValueError", ["me"]).ref();
    expect(await average.throw(error)).toEqual({ done: false, value: "reset by me" });
    const mine = new TypeError("mine");
    await expect(average.throw(mine)).rejects.toBe(mine);
    expect(await average.next()).toEqual({ done: true, value: undefined });
    const list = call("builtins", "iter", [[1, 2]]).$iter();
    await list.next();
    await expect(list.throw(mine)).rejects.toBe(mine);
  });

  it("gives steps their turns, however they are asked for", async () => {
    const iterator = python("noting", [3]).$iter();
    const steps = [1, 2, 3, 4].map(() => iterator.next());
    expect((await Promise.all(steps)).map(({ value }) => value)).toEqual([0, 1, 2, "the end"]);
    const closing = python("noting", [3]).$iter();
    expect(await Promise.all([closing.next(), closing.return("mine"), closing.next()])).toEqual([
      { done: false, value: 0 },
      { done: true, value: "mine" },
      { done: true, value: undefined },
    ]);
  });

  it("says when a value comes too late to be sent", async () => {
    const ahead = python("noting", [100])[Symbol.asyncIterator]();
    await ahead.next();
    await ahead.next();
    await expect(ahead.next("late")).rejects.toMatchObject({ code: "ReadAhead" });
    expect((await ahead.next()).value).toBe(2);
    await ahead.return(undefined);
  });

  it("delivers the first item of a slow generator at once", async () => {
    let first: number | undefined;
    const started = performance.now();
    for await (const _ of python("slow", [0.02, 20]).$iter({ readAhead: 1000 })) first ??= performance.now();
    expect(first! - started).toBeLessThan((performance.now() - started) / 3);
    await logged("finally");
  });

  it("fails when a generator fails while it is closed", async () => {
    const loop = async () => {
      for await (const _ of python("fails_at_close").$iter()) break;
    };
    await expect(loop()).rejects.toThrow("closing failed");
  });

  it("has the deadline of its call for each wait, and ends with its signal", async () => {
    expect(await collect(python("slow", [0.02, 10]).with({ timeoutMs: 150 }))).toHaveLength(10);
    const late = collect(python("slow", [60, 1]).with({ timeoutMs: 50 }));
    await expect(late).rejects.toMatchObject({ code: "DeadlineExceeded" });
    await logged("finally", "finally");
    const controller = new AbortController();
    const seen: unknown[] = [];
    const loop = async () => {
      for await (const item of python("noting", [10_000]).with({ signal: controller.signal }))
        if (seen.push(item) === 3) controller.abort();
    };
    await expect(loop()).rejects.toMatchObject({ code: "Aborted" });
    await logged("closed", "finally");
  });

  it("is what Node's streams are made from", async () => {
    const lines = Readable.from(call("io", "StringIO", ["a\nb\n"]));
    expect(await lines.toArray()).toEqual(["a\n", "b\n"]);
  });

  it("goes to Python again as an item's method, inside of the loop", async () => {
    const totals: unknown[] = [];
    const chunks = call("numpy", "array_split", [[1, 2, 3, 4, 5], 3]).ref();
    for await (const chunk of chunks) totals.push(await call("numpy", "sum", [chunk]));
    expect(totals).toEqual([3, 7, 5]);
  });

  it("says in its errors where the loop is", async () => {
    for (let round = 0; round < 10; round++) {
      const error = await collect(python("failing_after", [0])).catch((reason: Error) => reason);
      expect((error as Error).stack).toMatch("iterate.test.ts");
    }
  });

  it("ends with its worker, by a named error", async () => {
    const own = createPool({ python: testPython, carrier });
    await addFixtureModules(own, "streams");
    const loop = async () => {
      for await (const _ of own.call("streaming", "first_then_exits"));
    };
    await expect(loop()).rejects.toMatchObject({ code: "WorkerDied" });
    await own.close();
  });

  it("leaves nothing behind", async () => {
    for (let round = 0; round < 200; round++) for await (const _ of python("growing", [3])) break;
    // The streams at once, the un-awaited calls that they came from when they are collected.
    for (let held = 1000; held > 50; ) {
      collectGarbage();
      const [{ objects, keptResults }] = (await pool.statistics()) as [PoolStatistics];
      held = objects + keptResults;
    }
  });
});
