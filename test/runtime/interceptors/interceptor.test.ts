import { expect, onTestFinished, test } from "vitest";
import {
  batch,
  call,
  close,
  createPool,
  type InterceptedCall,
  type Interceptor,
  map,
  type PyObject,
  setDefaultPool,
  symbol,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { openPool } from "../support/pools.ts";

function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

function recording(
  log: unknown[],
  describe: (call: InterceptedCall) => unknown = ({ symbol }) => symbol,
): Interceptor {
  return (next) => (call) => {
    log.push(describe(call));
    return next(call);
  };
}

test("stand around each call, the first one outermost, and see its outcome", async () => {
  const log: unknown[] = [];
  const around =
    (name: string): Interceptor =>
    (next) =>
    async (call) => {
      log.push(`${name} begins`);
      try {
        const value = await next(call);
        log.push([name, value]);
        return value;
      } catch (error) {
        log.push([name, String(error)]);
        throw error;
      }
    };
  const pool = openPool({ interceptors: [around("outer"), around("inner")] });
  const sum = pool.call("builtins", "sum", [[1, 2]]);
  expect([await sum, await sum]).toEqual([3, 3]);
  expect(log.splice(0)).toEqual(["outer begins", "inner begins", ["inner", 3], ["outer", 3]]);
  expect(await outcome(pool.call("builtins", "int", ["x"]))).toMatchObject({ pythonType: "ValueError" });
  expect(log).toHaveLength(4);
  expect(log[3]).toEqual(["outer", expect.stringContaining("invalid literal")]);
});

test("know the call: its symbol, chain, arguments and worker", async () => {
  const log: InterceptedCall[] = [];
  const pids: unknown[] = [];
  const pool = openPool({
    interceptors: [
      (next) => async (call) => {
        log.push(call);
        const { chain } = call;
        const value = await next(call);
        pids.push(call.pid, chain);
        return value;
      },
    ],
  });
  const pid = await pool.call("os", "getpid");
  await pool.call("builtins", "sorted", [[2, 1]], { reverse: true }).$len();
  await pool.call("builtins", "dict", [[]], { a: 1 });
  expect(pids).toEqual([
    pid,
    ["os:getpid"],
    pid,
    ["builtins:sorted", "builtins:len"],
    pid,
    ["builtins:dict"],
  ]);
  expect(log[2]).toMatchObject({ symbol: "builtins:dict", args: [[]], kwargs: { a: 1 } });
});

test("of a pool see the calls of its objects and sessions, of a batch and a map", async () => {
  const log: unknown[] = [];
  const pool = openPool({ interceptors: [recording(log)] });
  const list = (await pool.call("collections", "deque", [[1]])) as PyObject;
  await list.$len();
  await using s = await pool.session();
  await s.call("os", "getpid");
  await pool.session(() => call("os", "getppid"));
  await batch([call("builtins", "abs", [-1])], { pool });
  await map(symbol("math", "sqrt"), [4], { pool });
  expect(log).toEqual([
    "collections:deque",
    "builtins:len",
    "os:getpid",
    "os:getppid",
    "builtins:abs",
    "math:sqrt",
  ]);
});

test("cannot make a call run twice", async () => {
  const pool = openPool({
    interceptors: [
      (next) => async (call) => {
        await next(call).catch(() => {});
        return next(call);
      },
    ],
  });
  const seen = (await pool.call("collections", "deque")) as PyObject;
  await seen.$invoke("append", 1);
  expect(await seen.$len()).toBe(1);
});

test("can refuse a call, which is never sent then, and give another outcome", async () => {
  const unhandled: unknown[] = [];
  const note = (reason: unknown): void => void unhandled.push(reason);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  const refusing: Interceptor = (next) => async (call) => {
    if (call.symbol === "os:_exit") throw new Error("not allowed");
    return call.symbol === "math:sqrt" ? 7 : next(call);
  };
  const pool = openPool({ interceptors: [refusing] });
  const refused = pool.call("os", "_exit", [1]);
  expect(await outcome(refused)).toMatchObject({ message: "not allowed" });
  expect(await pool.call("math", "sqrt", [4])).toBe(7);
  expect(await pool.call("builtins", "abs", [-1])).toBe(1);
  expect(await outcome(pool.call("builtins", "str", [refused]))).toMatchObject({ code: "NotSent" });
  expect(await pool.statistics()).toMatchObject([{ calls: 1 }]);
  expect(unhandled).toEqual([]);
});

test("that throw at once fail the call, not the program", async () => {
  const pool = openPool({
    interceptors: [
      () => () => {
        throw new Error("broken");
      },
    ],
  });
  expect(await outcome(pool.call("os", "getpid"))).toMatchObject({ message: "broken" });
});

test("leave deadlines and signals as they are", async () => {
  const pool = openPool({ interceptors: [recording([])] });
  expect(await outcome(pool.call("time", "sleep", [30]).with({ timeoutMs: 100 }))).toMatchObject({
    code: "DeadlineExceeded",
  });
  const aborted = pool.call("os", "getpid").with({ signal: AbortSignal.abort() });
  expect(await outcome(aborted)).toMatchObject({ code: "Aborted" });
});

test("send texts to Python beside the arguments, for the whole chain", async () => {
  const pool = openPool({
    interceptors: [
      (next) => (call) => {
        call.metadata.traceparent = "00-1-2-01";
        return next(call);
      },
    ],
  });
  const context = call("snakebridge_worker", "trace_context");
  expect(await pool.call("builtins", "dict", [context])).toEqual({ traceparent: "00-1-2-01" });
  const plain = openPool();
  expect(await plain.call("builtins", "dict", [call("snakebridge_worker", "trace_context")])).toEqual({});
});

test("are there for the default pool, when it is set", async () => {
  const log: unknown[] = [];
  setDefaultPool(createPool({ python: testPython, interceptors: [recording(log)] }));
  onTestFinished(() => close());
  await call("builtins", "abs", [-1]);
  const other: unknown[] = [];
  setDefaultPool(createPool({ python: testPython, interceptors: [recording(other)] }));
  await call("builtins", "abs", [-1]);
  expect([log, other]).toEqual([["builtins:abs"], ["builtins:abs"]]);
});

test("that are no functions are refused by name", () => {
  expect(() => createPool({ interceptors: [3] } as never)).toThrow(
    /interceptors is not an array of functions/,
  );
});
