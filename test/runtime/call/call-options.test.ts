import { getEventListeners } from "node:events";
import { describe, expect, test } from "vitest";
import { call } from "../../../src/runtime/index.ts";
import { openPool } from "../support/pools.ts";

function sleep(seconds: number): ReturnType<typeof call> {
  return call("time", "sleep", [seconds]);
}

function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

describe("options that make no sense", () => {
  test.each([
    [{ timeout: 5 }, "there is no option timeout"],
    [{ timeoutMs: -1 }, "timeoutMs is -1"],
    [{ timeoutMs: Number.NaN }, "timeoutMs is NaN"],
    [{ timeoutMs: "5" }, "timeoutMs is 5"],
    [{ timeoutMs: 2 ** 31 }, "timeoutMs is 2147483648"],
    [{ signal: new AbortController() }, "signal is not an AbortSignal"],
    [{ session: {} }, "session is not a result of session()"],
    [{ session: null }, "session is not a result of session()"],
    [{ pool: "default" }, "pool is not a result of createPool()"],
    [{ loop: "yes" }, "loop is not true or false"],
    [5, "they are 5"],
  ])("%j are refused by name", (options, problem) => {
    expect(() => sleep(1).with(options as never)).toThrow(
      expect.objectContaining({ code: "InvalidOptions", message: expect.stringContaining(problem) }),
    );
  });

  test("a session and a pool", async () => {
    const pool = openPool();
    const session = await pool.session();
    expect(() => sleep(1).with({ session, pool })).toThrow(/a session already belongs to a pool/);
    expect(() => sleep(1).with({ pool: session as never })).toThrow(/not a result of createPool/);
  });
});

describe("options", () => {
  test("never mix with Python's keywords", async () => {
    const pool = openPool();
    const made = call("builtins", "dict", [], { timeoutMs: 1, signal: 2, session: 3, pool: 4 });
    expect(await made.with({ pool })).toEqual({ timeoutMs: 1, signal: 2, session: 3, pool: 4 });
  });

  test("add up, and the last word about where it runs holds", async () => {
    const pool = openPool();
    const other = openPool();
    const session = await pool.session();
    const slow = sleep(5).with({ pool: other }).with({ session }).with({ timeoutMs: 50 });
    expect(await outcome(slow)).toMatchObject({ code: "DeadlineExceeded", pid: session.pid });
  });

  test("of undefined leave what was said", async () => {
    const pool = openPool();
    const slow = sleep(5).with({ pool, timeoutMs: 50 }).with({ signal: undefined });
    expect(await outcome(slow)).toMatchObject({ code: "DeadlineExceeded" });
  });
});

describe("a deadline", () => {
  test("is for the whole chain", async () => {
    const pool = openPool();
    const chain = call("time", "sleep", [0.2])
      .with({ pool, timeoutMs: 400 })
      .$is(null)
      .$is(true)
      .$is(call("time", "sleep", [0.3]));
    expect(await outcome(chain)).toMatchObject({ code: "DeadlineExceeded" });
  });

  test("of an argument is the argument's own, and its failure the call's", async () => {
    const pool = openPool();
    const argument = sleep(5).with({ timeoutMs: 100 });
    expect(await outcome(call("builtins", "str", [argument]).with({ pool }))).toMatchObject({
      code: "DeadlineExceeded",
      symbol: "time:sleep",
    });
    const quick = sleep(0).with({ timeoutMs: 300 });
    expect(await call("builtins", "str", [[quick, sleep(0.5)]]).with({ pool })).toBe("[None, None]");
  });

  test("of the pool holds for calls on its objects", async () => {
    const pool = openPool({ timeoutMs: 300 });
    const time = await call("importlib", "import_module", ["time"]).ref().with({ pool, timeoutMs: 0 });
    expect(await outcome(time.$invoke("sleep", 5))).toMatchObject({ code: "DeadlineExceeded" });
    expect(await time.$invoke("sleep", 0.4).with({ timeoutMs: 0 })).toBe(null);
  });
});

describe("a signal", () => {
  test("that is aborted keeps its reason, before, while the call waits, and while it runs", async () => {
    const pool = openPool();
    const reason = new Error("enough");
    const before = sleep(5).with({ pool, signal: AbortSignal.abort(reason) });
    expect(await outcome(before)).toMatchObject({ code: "Aborted", executed: "no", cause: reason });
    const abort = new AbortController();
    const waiting = outcome(sleep(5).with({ pool, signal: abort.signal }));
    abort.abort(reason);
    expect(await waiting).toMatchObject({ code: "Aborted", executed: "no", cause: reason });
    const late = new AbortController();
    const started = call("builtins", "eval", [
      "(go(), __import__('time').sleep(30))",
      { go: () => late.abort(reason) },
    ]);
    expect(await outcome(started.with({ pool, signal: late.signal }))).toMatchObject({
      code: "Aborted",
      executed: "maybe",
      cause: reason,
    });
    expect(await call("operator", "add", [1, 1]).with({ pool })).toBe(2);
  });

  test("of 10,000 calls has one listener, and no call is held by it", async () => {
    const pool = openPool();
    const { signal } = new AbortController();
    const warnings: string[] = [];
    const note = ({ name }: Error): void => void warnings.push(name);
    process.on("warning", note);
    const calls = Array.from({ length: 10_000 }, (_, n) => call("math", "sqrt", [n]).with({ pool, signal }));
    expect(await Promise.all(calls)).toHaveLength(10_000);
    expect(getEventListeners(signal, "abort")).toHaveLength(1);
    process.off("warning", note);
    expect(warnings).not.toContain("MaxListenersExceededWarning");
  });
});
