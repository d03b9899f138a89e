import { describe, expect, expectTypeOf, test } from "vitest";
import {
  call,
  map,
  type PyCall,
  type PyObject,
  type PythonError,
  symbol,
} from "../../../../src/runtime/index.ts";
import { Counter, deepcopy } from "../../object/generated.ts";
import { openPool } from "../../support/pools.ts";

const range = (length: number): number[] => Array.from({ length }, (_, n) => n);
const sqrt = symbol("math", "sqrt");

function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

describe("what is applied", () => {
  test("anything that Python can call", async () => {
    const pool = openPool();
    const getter = (await pool.call("operator", "itemgetter", [0])) as PyObject;
    expect(await map(sqrt, [4, 9], { pool })).toEqual([2, 3]);
    expect(await map(getter, [[1, 2], "ab"])).toEqual([1, "a"]);
    expect(await map(call("operator", "itemgetter", [-1]), [[1, 2], "ab"], { pool })).toEqual([2, "b"]);
    expect(await map(deepcopy, [{ a: 1 }, null], { pool })).toEqual([{ a: 1 }, null]);
    const counters = (await map(Counter, ["aab"], { pool })) as Counter[];
    expect(counters[0]).toBeInstanceOf(Counter);
  });

  test("a function that makes calls, with more arguments and options of their own", async () => {
    const pool = openPool();
    const power = (n: number): PyCall<number> => call<number>("builtins", "pow", [n, 2]);
    const powers = map(power, [1, 2, 3], { pool });
    expectTypeOf(powers).resolves.toEqualTypeOf<number[]>();
    expect(await powers).toEqual([1, 4, 9]);
    const other = openPool();
    const pids = await map(() => call("os", "getpid").with({ pool: other }), [1, 2], { pool });
    expect(pids).not.toContain(await pool.call("os", "getpid"));
  });

  test("to items of any iterable, objects and functions among them", async () => {
    const pool = openPool();
    async function* slowly(): AsyncGenerator<number> {
      for (const n of range(5)) yield n * n;
    }
    expect(await map(sqrt, new Set([1, 4]), { pool })).toEqual([1, 2]);
    expect(await map(sqrt, Float64Array.of(1, 4), { pool })).toEqual([1, 2]);
    expect(await map(sqrt, slowly(), { pool })).toEqual(range(5));
    expect(await map(sqrt, [], { pool })).toEqual([]);
    const made = call("collections", "deque", [[1, 2]]);
    expect(await map(symbol("builtins", "len"), [made, [1]], { pool })).toEqual([2, 1]);
    expect(await map(symbol("builtins", "callable"), [() => 1, 1], { pool })).toEqual([true, false]);
  });
});

describe("results", () => {
  test("are those of plain Python, in order, however they are cut", async () => {
    const pool = openPool({ workers: 2 });
    const items = range(3000);
    const expected = items.map(Math.sqrt);
    expect(await map(sqrt, items, { pool })).toEqual(expected);
    expect(await map(sqrt, items, { pool, chunk: 7, concurrency: 20 })).toEqual(expected);
    expect(await map((n) => call("math", "sqrt", [n]), items, { pool })).toEqual(expected);
  });

  test("come from all workers", async () => {
    const pool = openPool({ workers: 2 });
    const pids = await map(
      symbol("builtins", "eval"),
      range(40).map(() => "(__import__('time').sleep(0.02), __import__('os').getpid())[1]"),
      { pool },
    );
    expect(new Set(pids).size).toBe(2);
  });

  test("stay on the worker of a session", async () => {
    const pool = openPool({ workers: 2 });
    await using s = await pool.session();
    const pids = await map(() => call("os", "getpid"), range(20), { session: s });
    expect(new Set(pids)).toEqual(new Set([s.pid]));
  });

  test("flow to who iterates, who holds the items back", async () => {
    const pool = openPool();
    let asked = 0;
    function* counting(): Generator<number> {
      for (;;) yield asked++;
    }
    const roots: unknown[] = [];
    for await (const root of map(sqrt, counting(), { pool, concurrency: 10, chunk: 5 })) {
      roots.push(root);
      expect(asked).toBeLessThanOrEqual(roots.length + 10);
      if (roots.length === 100) break;
    }
    expect(roots).toEqual(range(100).map(Math.sqrt));
    const before = asked;
    await pool.call("os", "getpid");
    expect(asked).toBe(before);
  });

  test("do not wait for items that the source has not got yet", async () => {
    const pool = openPool();
    let give: (() => void) | undefined;
    let returned = false;
    async function* waiting(): AsyncGenerator<number> {
      try {
        yield 4;
        yield 9;
        await new Promise<void>((resolve) => {
          give = resolve;
        });
        yield 16;
      } finally {
        returned = true;
      }
    }
    const roots: unknown[] = [];
    for await (const root of map(sqrt, waiting(), { pool, chunk: 100 })) {
      roots.push(root);
      if (roots.length === 2) give!();
    }
    expect([roots, returned]).toEqual([[2, 3, 4], true]);
  });

  test("can be taken once", async () => {
    const pool = openPool();
    const roots = map(sqrt, [4], { pool });
    expect([await roots, await roots]).toEqual([[2], [2]]);
    await expect(roots[Symbol.asyncIterator]().next()).rejects.toMatchObject({ code: "AlreadySent" });
  });
});

describe("a failure", () => {
  test("stops, after the results before it", async () => {
    const pool = openPool();
    const roots: unknown[] = [];
    const run = (async () => {
      for await (const root of map(sqrt, [4, 9, -1, 16], { pool, chunk: 4 })) roots.push(root);
    })();
    const error = (await outcome(run)) as PythonError;
    expect(error).toMatchObject({ pythonType: "ValueError", symbol: "math:sqrt" });
    expect(error.stack).toMatch(/map\.test\.ts/);
    expect(roots).toEqual([2, 3]);
    const again = map((n: number) => call("math", "sqrt", [n]), [4, -1], { pool });
    expect(await outcome(again)).toMatchObject({ pythonType: "ValueError" });
  });

  test("keeps Python from going on", async () => {
    const pool = openPool();
    const seen = await pool.call("collections", "deque").ref();
    const appendOrFail = pool
      .call("builtins", "eval", ["lambda d: lambda n: d.append(n) if n < 3 else 1 / 0"])
      .$call(seen);
    expect(await outcome(map(appendOrFail, range(100), { chunk: 50, concurrency: 50 }))).toMatchObject({
      pythonType: "ZeroDivisionError",
    });
    expect(await seen.$len()).toBe(3);
  });

  test("is collected with settle, where every item has its own", async () => {
    const pool = openPool();
    const outcomes = await map(sqrt, [4, -1, { toString: 1 }, 9], { pool, settle: true, chunk: 4 });
    expectTypeOf(outcomes).toEqualTypeOf<PromiseSettledResult<unknown>[]>();
    expect(outcomes).toMatchObject([
      { status: "fulfilled", value: 2 },
      { status: "rejected", reason: { pythonType: "ValueError" } },
      { status: "rejected", reason: { pythonType: "TypeError" } },
      { status: "fulfilled", value: 3 },
    ]);
  });

  test("to cross is the item's own too", async () => {
    const pool = openPool();
    const outcomes = await map(sqrt, [4, Symbol("no"), 9], { pool, settle: true, chunk: 3 });
    expect(outcomes).toMatchObject([
      { value: 2 },
      { status: "rejected", reason: { code: "NotEncodable", executed: "no" } },
      { value: 3 },
    ]);
  });

  test("of a TypeScript function comes out as it was thrown", async () => {
    const pool = openPool();
    const thrown = new Error("mine");
    const apply = pool.call("builtins", "eval", ["lambda f: f()"]);
    const throwing = (): never => {
      throw thrown;
    };
    const outcomes = await map(apply, [() => 1, throwing], { settle: true, chunk: 2 });
    expect(outcomes).toEqual([
      { status: "fulfilled", value: 1 },
      { status: "rejected", reason: thrown },
    ]);
  });

  test("of the source ends it", async () => {
    const pool = openPool();
    async function* broken(): AsyncGenerator<number> {
      yield 4;
      throw new Error("no more");
    }
    await expect(Promise.resolve(map(sqrt, broken(), { pool }))).rejects.toThrow("no more");
  });

  test("of a worker is told, and lost calls are not run again", async () => {
    const pool = openPool();
    const outcomes = await map(symbol("os", "_exit"), [1, 2], { pool, settle: true, chunk: 2 });
    const died = { status: "rejected", reason: { code: "WorkerDied", executed: "maybe" } };
    expect(outcomes).toMatchObject([died, died]);
    expect(await map(sqrt, [4], { pool })).toEqual([2]);
  });
});

describe("limits", () => {
  test("are for the whole: a deadline, a signal, also while the source waits", async () => {
    const pool = openPool();
    await pool.call("os", "getpid");
    const sleep = symbol("time", "sleep");
    expect(await outcome(map(sleep, [0, 30, 30], { pool, timeoutMs: 300 }))).toMatchObject({
      code: "DeadlineExceeded",
    });
    async function* never(): AsyncGenerator<number> {
      await new Promise(() => {});
      yield 1;
    }
    const reason = new Error("enough");
    const abort = new AbortController();
    const waiting = outcome(map(sleep, never(), { pool, signal: abort.signal }));
    abort.abort(reason);
    expect(await waiting).toMatchObject({ code: "Aborted", cause: reason });
    expect(await outcome(map(sleep, [1], { pool, signal: abort.signal }))).toMatchObject({ code: "Aborted" });
    expect(await map(sqrt, [4], { pool })).toEqual([2]);
  });

  test("of the wrong kind are refused by name", () => {
    expect(() => map(sqrt, [], { chunk: 0 })).toThrow(/chunk is 0/);
    expect(() => map(sqrt, [], { concurrency: 1.5 })).toThrow(/concurrency is 1\.5/);
    expect(() => map(sqrt, [], { parallel: 3 } as never)).toThrow(/no option parallel/);
  });
});
