import { expect, test, vi } from "vitest";
import {
  float,
  kw,
  NDArray,
  type PyCall,
  PyObject,
  slice,
  symbol,
  tuple,
} from "../../../src/runtime/index.ts";
import type { PoolOptions } from "../../../src/runtime/pool/options.ts";
import type { Pool } from "../../../src/runtime/pool/pool.ts";
import { Counter, deepcopy } from "../object/generated.ts";
import { openPool } from "../support/pools.ts";

/** Every function of the tests is declared pure, so what was kept can be told by the number of calls. */
function openPurePool(options: PoolOptions = {}): Pool {
  return openPool({
    pure: [
      "builtins.repr",
      "builtins.list",
      "builtins.int",
      "builtins.dict",
      "builtins.eval",
      "time.time_ns",
      "numpy.sort",
      "copy.deepcopy",
      "os.path.basename",
    ],
    ...options,
  });
}

function outcome(promise: PromiseLike<unknown>): PromiseLike<unknown> {
  return promise.then(undefined, (error: unknown) => error);
}

test("a pure function is called once for the same arguments, however they are written", async () => {
  const pool = openPurePool();
  const now = await pool.call("time", "time_ns");
  expect(await pool.call("time", "time_ns")).toBe(now);
  expect(await pool.call("builtins", "dict", [[]], { a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  expect(await pool.call("builtins", "dict", [[], kw({ a: 1, b: 2 })])).toEqual({ a: 1, b: 2 });
  expect(await pool.call("os", "path.basename", ["a/b"])).toBe("b");
  expect(await pool.call("os.path", "basename", ["a/b"])).toBe("b");
  expect(pool.memo.statistics()).toEqual({ hits: 2, misses: 4, shared: 0, size: 4 });
});

test("arguments that Python tells apart are told apart", async () => {
  const pool = openPurePool();
  const values = [
    0,
    -0,
    float(0),
    false,
    null,
    "",
    "0",
    1,
    float(1),
    true,
    1n,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    [1],
    tuple(1),
    [1, [2]],
    [[1], 2],
    new Set([1]),
    { 1: 1 },
    new Map([[1, 1]]),
    Uint8Array.of(1),
    Int8Array.of(1),
    Float64Array.of(1),
    2 ** 60,
    2n ** 70n,
    "é",
    new Date(0),
    slice(1),
  ];
  const shown = await Promise.all(values.map((value) => pool.call("builtins", "repr", [value as never])));
  const again = await Promise.all(values.map((value) => pool.call("builtins", "repr", [value as never])));
  expect(again).toEqual(shown);
  const plain = openPool();
  expect(await Promise.all(values.map((value) => plain.call("builtins", "repr", [value as never])))).toEqual(
    shown,
  );
});

test("typed arrays are told apart by their content, long ones too", async () => {
  const pool = openPurePool();
  const zeros = new Float64Array(100_000);
  const other = new Float64Array(100_000);
  other[99_999] = -1;
  const first = (await pool.call("numpy", "sort", [zeros])) as NDArray;
  const second = (await pool.call("numpy", "sort", [other])) as NDArray;
  expect([first.data[0], second.data[0]]).toEqual([0, -1]);
  zeros[3] = -2;
  expect(((await pool.call("numpy", "sort", [zeros])) as NDArray).data[0]).toBe(-2);
  expect(pool.memo.statistics()).toMatchObject({ hits: 0, misses: 3 });
});

test("a result that one caller changes is as it was for the next", async () => {
  const pool = openPurePool();
  const ask = (): PyCall<unknown[]> => pool.call<unknown[]>("builtins", "list", [[1, [2]]]);
  const list = await ask();
  list.push(3);
  (list[1] as unknown[]).push(4);
  expect(await ask()).toEqual([1, [2]]);
  const array = (await pool.call("numpy", "sort", [Float64Array.of(2, 1)])) as NDArray;
  (array.data as Float64Array)[0] = 9;
  const next = (await pool.call("numpy", "sort", [Float64Array.of(2, 1)])) as NDArray;
  expect(next).toBeInstanceOf(NDArray);
  expect([...next.data]).toEqual([1, 2]);
  expect(pool.memo.statistics()).toMatchObject({ hits: 2 });
});

test("identical calls under way share one, which others than the first may give up", async () => {
  const pool = openPurePool();
  const slow = (): PyCall<unknown> => pool.call("builtins", "eval", ["__import__('time').sleep(0.3) or [1]"]);
  const [first, second, third, hasty] = await Promise.all([
    slow().then(),
    slow().then(),
    slow().then(),
    outcome(slow().with({ timeoutMs: 50 })),
  ]);
  expect([first, second, third]).toEqual([[1], [1], [1]]);
  expect(second).not.toBe(third);
  expect(hasty).toMatchObject({ code: "DeadlineExceeded" });
  expect(pool.memo.statistics()).toMatchObject({ misses: 1, shared: 3 });
  expect(await pool.statistics()).toMatchObject([{ calls: 1 }]);
});

test("who waits for one that is given up goes itself", async () => {
  const pool = openPurePool();
  const abort = new AbortController();
  const code = "__import__('time').sleep(0.2) or 5";
  const first = outcome(pool.call("builtins", "eval", [code]).with({ signal: abort.signal }));
  const others = [pool.call("builtins", "eval", [code]).then(), pool.call("builtins", "eval", [code]).then()];
  abort.abort();
  expect(await first).toMatchObject({ code: "Aborted" });
  expect(await Promise.all(others)).toEqual([5, 5]);
  expect(pool.memo.statistics()).toMatchObject({ misses: 2, size: 1 });
});

test("failures are not kept, and shared only by those that wait for the same one", async () => {
  const pool = openPurePool();
  const failures = await Promise.all([1, 2].map(() => outcome(pool.call("builtins", "int", ["x"]))));
  expect(failures).toMatchObject([{ pythonType: "ValueError" }, { pythonType: "ValueError" }]);
  await outcome(pool.call("builtins", "int", ["x"]));
  expect(pool.memo.statistics()).toEqual({ hits: 0, misses: 2, shared: 1, size: 0 });
});

test("what lives in Python is neither an argument nor a result that is kept", async () => {
  const pool = openPurePool();
  const object = await pool.call("collections", "deque", [[1]]);
  await pool.call("builtins", "list", [object as PyObject]);
  await pool.call("builtins", "list", [pool.call("builtins", "range", [2])]);
  await pool.call("builtins", "repr", [symbol("math", "pi")]);
  await pool.call("builtins", "repr", [() => 1]);
  expect(pool.memo.statistics()).toMatchObject({ misses: 0, size: 0 });
  const one = await pool.call("builtins", "eval", ["object()"]);
  const other = await pool.call("builtins", "eval", ["object()"]);
  expect(one).toBeInstanceOf(PyObject);
  expect(other).not.toBe(one);
  const pair = await Promise.all([1, 2].map(() => pool.call("builtins", "eval", ["[object()]"])));
  expect(pair[0]).not.toEqual(pair[1]);
  await pool.call("builtins", "repr", [Counter]);
  await pool.call("builtins", "repr", [Counter]);
  expect(pool.memo.statistics()).toMatchObject({ hits: 1, size: 1 });
});

test("generated functions are memoised, references of their results are not", async () => {
  const pool = openPurePool();
  const copy = (): PyCall<unknown> => deepcopy([1]).with({ pool });
  expect([await copy(), await copy(), await copy().$len()]).toEqual([[1], [1], 1]);
  expect(await copy().ref()).not.toBe(await copy().ref());
  expect(pool.memo.statistics()).toMatchObject({ hits: 1, misses: 1 });
});

test("a session does not meet what was kept", async () => {
  const pool = openPurePool();
  const now = await pool.call("time", "time_ns");
  await using s = await pool.session();
  expect(await s.call("time", "time_ns")).not.toBe(now);
});

test("results go after their time, and the oldest when there are too many", async () => {
  const pool = openPurePool({ memo: { ttlMs: 1000, size: 2 } });
  const clock = vi.spyOn(performance, "now");
  const start = performance.now();
  clock.mockReturnValue(start);
  for (const n of [1, 2, 1, 3, 1, 2]) await pool.call("builtins", "repr", [n]);
  expect(pool.memo.statistics()).toEqual({ hits: 2, misses: 4, shared: 0, size: 2 });
  clock.mockReturnValue(start + 1000);
  await pool.call("builtins", "repr", [1]);
  clock.mockRestore();
  expect(pool.memo.statistics()).toMatchObject({ hits: 2, misses: 5 });
  pool.memo.clear();
  expect(pool.memo.statistics()).toMatchObject({ size: 0 });
});

test("options that make no sense are refused by name", () => {
  expect(() => openPool({ pure: ["mean"] })).toThrow(/pure is not an array of dotted names/);
  expect(() => openPool({ memo: { ttlMs: 0 } })).toThrow(/memo\.ttlMs is 0/);
  expect(() => openPool({ memo: { max: 1 } as never })).toThrow(/no option memo\.max/);
});
