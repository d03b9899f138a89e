import { expect, onTestFinished, test } from "vitest";
import { call, type PyObject, scope, session, symbol } from "../../../src/runtime/index.ts";
import { close } from "../../../src/runtime/pool/default-pools.ts";
import { testPython } from "../../support/test-python.ts";
import { openPool } from "../support/pools.ts";

const stale = { code: "StaleReference" };

/** The outcome as a value, so that no rejection goes unhandled while a test looks elsewhere. */
function outcome(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).catch((error: unknown) => error);
}

test("calls of a session meet the same worker, and find what others left", async () => {
  const pool = openPool({ workers: 2 });
  await using s = await pool.session();
  const pids = await Promise.all(Array.from({ length: 20 }, () => s.call("os", "getpid")));
  expect(new Set(pids)).toEqual(new Set([s.pid]));
  await s.call("random", "seed", [7]);
  const first = await s.call("random", "random");
  await s.call("random", "seed", [7]);
  expect(await s.call("random", "random")).toBe(first);
  expect(await call("os", "getpid").with({ session: s })).toBe(s.pid);
});

test("sessions, and calls of none, are on different workers while there are any", async () => {
  const pool = openPool({ workers: 3 });
  const [one, two] = await Promise.all([pool.session(), pool.session()]);
  const other = await pool.call("os", "getpid");
  expect(new Set([one.pid, two.pid, other]).size).toBe(3);
  one.end();
  expect((await pool.session()).pid).toBe(one.pid);
});

test("a session does not keep others from its worker", async () => {
  const pool = openPool();
  await using s = await pool.session();
  expect(await pool.call("os", "getpid")).toBe(s.pid);
  expect((await pool.session()).pid).toBe(s.pid);
});

test("what came in a session is let go at its end, also for calls on its objects", async () => {
  const pool = openPool();
  const s = await pool.session();
  const made = (await s.call("collections", "deque", [[1]])) as PyObject;
  const derived = (await made.$copy()) as PyObject;
  const itself = (await made.$iadd([2])) as PyObject;
  const before = (await pool.call("threading", "Event")) as PyObject;
  await call("operator", "is_", [before, made]).with({ session: s });
  s.end();
  expect(itself).toBe(made);
  await expect(Promise.resolve(made.$len())).rejects.toMatchObject(stale);
  await expect(Promise.resolve(derived.$len())).rejects.toMatchObject(stale);
  expect(await before.$bool()).toBe(true);
});

test("a session that has ended refuses calls by name", async () => {
  const pool = openPool();
  const s = await pool.session();
  s.end();
  s.end();
  const failure = { code: "SessionEnded", executed: "no" };
  await expect(Promise.resolve(s.call("os", "getpid"))).rejects.toMatchObject(failure);
  await expect(Promise.resolve(call("os", "getpid").with({ session: s }))).rejects.toMatchObject(failure);
});

test("a session is lost with its worker, and says so; the pool goes on", async () => {
  const pool = openPool({ workers: 2 });
  await using s = await pool.session();
  const dying = outcome(s.call("os", "_exit", [3]));
  const behind = outcome(s.call("os", "getpid"));
  expect(await dying).toMatchObject({ code: "WorkerDied", executed: "maybe" });
  expect(await behind).toMatchObject({ code: "WorkerDied" });
  expect(await outcome(s.call("os", "getpid"))).toMatchObject({
    code: "SessionLost",
    executed: "no",
    pid: s.pid,
    message: expect.stringContaining("exit code 3"),
  });
  expect(await pool.call("os", "getpid")).not.toBe(s.pid);
});

test("inside of session(body) calls that say nothing go there", async () => {
  const pool = openPool({ workers: 2 });
  const other = openPool();
  let inside: PyObject | undefined;
  const [returned, kept] = await pool.session(async (s) => {
    expect(await call("os", "getpid")).toBe(s.pid);
    expect(await scope(() => call("os", "getpid"))).toBe(s.pid);
    expect(await call("os", "getpid").with({ pool: other })).not.toBe(s.pid);
    inside = (await call("threading", "Event")) as PyObject;
    const kept = s.scope.keep((await call("threading", "Event")) as PyObject);
    return [await call("builtins", "sum", [[1, 2]]), kept];
  });
  expect(returned).toBe(3);
  expect(await kept!.$bool()).toBe(true);
  await expect(Promise.resolve(inside!.$bool())).rejects.toMatchObject(stale);
  const event = await pool.session(async () => (await call("threading", "Event")) as PyObject);
  expect(await event.$bool()).toBe(true);
});

test("a session ends when its body throws", async () => {
  const pool = openPool();
  let made: PyObject | undefined;
  const failing = pool.session(async () => {
    made = (await call("threading", "Event")) as PyObject;
    throw new Error("out");
  });
  await expect(failing).rejects.toThrow("out");
  await expect(Promise.resolve(made!.$bool())).rejects.toMatchObject(stale);
});

test("an object of another worker is refused in a session, also deep among the arguments", async () => {
  const pool = openPool({ workers: 2 });
  await using one = await pool.session();
  await using two = await pool.session();
  const object = (await one.call("collections", "deque", [[1]])) as PyObject;
  const failure = { code: "ObjectsOfTwoWorkers", executed: "no" };
  await expect(Promise.resolve(two.call("builtins", "list", [object]))).rejects.toMatchObject(failure);
  await expect(Promise.resolve(two.call("builtins", "list", [[object]]))).rejects.toMatchObject(failure);
  await expect(Promise.resolve(object.$len().with({ session: two }))).rejects.toMatchObject(failure);
  expect(await object.$len().with({ session: one })).toBe(1);
});

test("the default pool has sessions too", async () => {
  process.env.SNAKEBRIDGE_PYTHON = testPython;
  onTestFinished(async () => {
    delete process.env.SNAKEBRIDGE_PYTHON;
    await close();
  });
  await using s = await session();
  expect(await call("os", "getpid")).toBe(s.pid);
  expect(await session(() => symbol("os").$invoke("getpid"))).toBe(s.pid);
});
