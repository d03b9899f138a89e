import { expect, expectTypeOf, test } from "vitest";
import { batch, call, type PyObject, type Settled, symbol } from "../../../../src/runtime/index.ts";
import { openPool } from "../../support/pools.ts";

test("tells what became of each call, in their order, with their types", async () => {
  const pool = openPool();
  const [sum, failed, text] = await batch(
    [
      call<number>("builtins", "sum", [[1, 2]]),
      call<number>("builtins", "int", ["x"]),
      call<string>("builtins", "str", [1]),
    ],
    { pool },
  );
  expectTypeOf(sum).toEqualTypeOf<PromiseSettledResult<number>>();
  expectTypeOf(text).toEqualTypeOf<PromiseSettledResult<string>>();
  expect(sum).toEqual({ status: "fulfilled", value: 3 });
  expect(failed).toMatchObject({ status: "rejected", reason: { pythonType: "ValueError" } });
  expect(text).toEqual({ status: "fulfilled", value: "1" });
  const none: Settled<[]> = await batch([]);
  expect(none).toEqual([]);
});

test("runs them on one worker, one after another", async () => {
  const pool = openPool({ workers: 3 });
  const pids = await batch(
    Array.from({ length: 9 }, () => call("os", "getpid")),
    { pool },
  );
  expect(new Set(pids.map((each) => each.status === "fulfilled" && each.value)).size).toBe(1);
  const counter = "__import__('builtins').__dict__.setdefault('seen', []).append(0)";
  const length = "len(__import__('builtins').__dict__.setdefault('seen', []))";
  const steps = [counter, length, counter, length].map((code) => call("builtins", "eval", [code]));
  const outcomes = await batch(steps, { pool });
  expect(outcomes.map((each) => each.status === "fulfilled" && each.value)).toEqual([null, 1, null, 2]);
});

test("takes attributes, calls of objects, and calls that need others of it", async () => {
  const pool = openPool();
  const list = (await pool.call("collections", "deque", [[3]])) as PyObject;
  const made = call("builtins", "int", ["5"]);
  const bad = call("builtins", "int", ["x"]);
  const outcomes = await batch([symbol("math", "pi"), list.$len(), made, made.$add(1), bad, bad.$add(1)], {
    pool,
  });
  expect(outcomes).toMatchObject([
    { value: Math.PI },
    { value: 1 },
    { value: 5 },
    { value: 6 },
    { status: "rejected", reason: { pythonType: "ValueError" } },
    { status: "rejected", reason: { pythonType: "ValueError" } },
  ]);
});

test("has one deadline for all, which what is done by then does not meet", async () => {
  const pool = openPool();
  await pool.call("os", "getpid");
  const outcomes = await batch(
    [call("builtins", "abs", [-1]), call("time", "sleep", [30]), call("builtins", "abs", [-2])],
    { pool, timeoutMs: 500 },
  );
  expect(outcomes).toMatchObject([
    { value: 1 },
    { status: "rejected", reason: { code: "DeadlineExceeded" } },
    { status: "rejected", reason: { code: "DeadlineExceeded" } },
  ]);
  expect(await pool.call("builtins", "abs", [-3])).toBe(3);
});

test("has one signal for all, also when it is aborted already", async () => {
  const pool = openPool();
  const reason = new Error("enough");
  const outcomes = await batch([call("os", "getpid"), call("os", "getpid")], {
    pool,
    signal: AbortSignal.abort(reason),
  });
  const aborted = { status: "rejected", reason: { code: "Aborted", cause: reason, executed: "no" } };
  expect(outcomes).toMatchObject([aborted, aborted]);
  expect(await pool.statistics()).toMatchObject([]);
});

test("runs in a session", async () => {
  const pool = openPool({ workers: 2 });
  await using first = await pool.session();
  await using s = await pool.session();
  expect(first.pid).not.toBe(s.pid);
  expect(await batch([call("os", "getpid")], { session: s })).toEqual([
    { status: "fulfilled", value: s.pid },
  ]);
});

test("refuses options that make no sense", () => {
  expect(() => batch([], { timeout: 3 } as never)).toThrow(
    expect.objectContaining({ code: "InvalidOptions" }),
  );
});
