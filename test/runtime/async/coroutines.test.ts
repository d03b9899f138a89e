import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  call,
  coroutine,
  createPool,
  type Pool,
  type PyCall,
  type PyObject,
  type PythonError,
  type SnakebridgeError,
  symbol,
} from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { addFixtureModules } from "../support/fixture-modules.ts";
import { openPool } from "../support/pools.ts";

const codeOf = (error: unknown) => (error as SnakebridgeError).code;

describe.each(["lane", "grpc"] as const)("coroutines over the %s", (carrier) => {
  let pool: Pool;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    await addFixtureModules(pool, "asynchronous");
  });
  afterAll(() => pool.close());
  beforeEach(async () => void (await symbol("asynchronous", "log").$invoke("clear").with({ pool })));

  const python = <T = unknown>(name: string, ...args: unknown[]): PyCall<T> =>
    call<T>("asynchronous", name, args as never[]).with({ pool });
  const asyncio = (name: string, ...args: unknown[]) => call("asyncio", name, args as never[]).with({ pool });
  const log = () => symbol("asynchronous", "log").$copy().$value().with({ pool }) as PromiseLike<string[]>;

  /** Until Python has noted it. */
  async function logged(entry: string): Promise<void> {
    while (!(await log()).includes(entry)) await asyncio("sleep", 0.001);
  }

  it("give what they come to, whatever kind of awaitable Python returns", async () => {
    expect(await python("value", [1])).toEqual([1]);
    expect(await python("later", "result")).toBe("result");
    expect(await python("old", 5)).toBe(5);
    expect(await python("Awaitable")).toEqual(["awaited"]);
    expect(await python("either", true, 1)).toBe(1);
    expect(await python("either", false, 1)).toBe(1);
    expect(await asyncio("ensure_future", python("later", 2))).toBe(2);
    expect(await python("value", python("value", 3))).toMatchObject({}); // once, as `await` does: a reference to the inner one
  });

  it("run beside each other and beside calls", async () => {
    const order: unknown[] = [];
    const note = (name: string) => (value: unknown) => void order.push([name, value]);
    const event = await asyncio("Event").ref();
    await Promise.all([
      event.$invoke("wait").then(note("waited")),
      call("math", "sqrt", [4]).with({ pool }).then(note("computed")),
      python("later", 1).then(note("later")),
      python("later", 2, 0.02)
        .then(() => event.$invoke("set"))
        .then(note("set")),
    ]);
    expect(order.slice(0, 2)).toEqual([
      ["computed", 2],
      ["later", 1],
    ]);
    expect(order).toHaveLength(4);
  });

  it("fill no queue: many more calls follow those that last", async () => {
    const lasting = Array.from({ length: 50 }, () => asyncio("Event").$invoke("wait"));
    const settled = Promise.allSettled(lasting.map((one) => one.with({ timeoutMs: 2000 })));
    for (let i = 0; i < 20; i++) expect(await call("math", "sqrt", [i * i]).with({ pool })).toBe(i);
    expect((await settled).map(({ status }) => status)).toEqual(Array(50).fill("rejected"));
  });

  it("thousands at a time", async () => {
    const sums = await Promise.all(Array.from({ length: 3000 }, (_, i) => python("later", i)));
    expect(sums).toEqual(Array.from({ length: 3000 }, (_, i) => i));
  });

  it("have members of what they come to, as far as the chain goes", async () => {
    expect(
      await python("later", [1, [2, 3]])
        .$item(1)
        .$item(0),
    ).toBe(2);
    expect(await python("later", 20).$add(python("later", 1)).$mul(2)).toBe(42);
    expect(await python("later", "text").$invoke("upper").$len()).toBe(4);
    const list = await python("later", [1, 2]).ref();
    expect(await list.$value()).toEqual([1, 2]);
    const shared = python("later", [1, 2]);
    expect(await Promise.all([shared.$len(), shared.$item(0), shared])).toEqual([2, 1, [1, 2]]);
    expect(
      await python("value", python("Client")).$invoke("fetch", "page").$invoke("split", " ").$item(2),
    ).toBe("True");
  });

  it("that fail, fail what is made of them", async () => {
    const failing = python("fail", "why");
    const reasons = await Promise.allSettled([failing.$attr("x").$attr("y"), failing.$len(), failing]);
    expect(reasons.map((one) => one.status === "rejected" && String(one.reason))).toEqual(
      Array(3).fill("PythonError: ValueError: why"),
    );
    const reason = await python("fail", "why").then(
      undefined,
      (error: unknown) => error as { frames: { function: string }[] },
    );
    expect((reason as { frames: { function: string }[] }).frames.map((frame) => frame.function)).toEqual([
      "fail",
    ]);
  });

  it("are arguments as Python makes them, when nobody awaits them", async () => {
    expect(await asyncio("gather", python("later", 1), python("later", 2))).toEqual([1, 2]);
    expect(await asyncio("wait_for", python("later", 1), 5)).toBe(1);
    expect(await python("run", python("later", 3))).toBe(3);
    expect(await python("run_own", python("later", 4))).toBe(4);
    const task = await asyncio("create_task", python("later", 5, 0.3)).ref();
    expect(await task.$invoke("done")).toBe(false);
    expect(await task.$await()).toBe(5);
    expect(await task.$invoke("result")).toBe(5);
  });

  it("objects of the loop keep working from call to call", async () => {
    const queue = await asyncio("Queue").ref();
    const got = Promise.all([queue.$invoke("get"), queue.$invoke("get")]);
    await queue.$invoke("put_nowait", 1);
    await queue.$invoke("put", 2);
    expect(await got).toEqual([1, 2]);
    const lock = await asyncio("Lock").ref();
    expect(await lock.$invoke("acquire")).toBe(true);
    const second = lock.$invoke("acquire").then(() => "second");
    expect(await lock.$invoke("locked")).toBe(true);
    await lock.$invoke("release");
    expect(await second).toBe("second");
  });

  it("classes and functions for coroutines find the running loop, others do not", async () => {
    expect(await python("loop_is_running")).toBe(false);
    const client = await python<PyObject>("Client");
    expect(await client.$invoke("fetch", "page")).toBe("page of True");
    expect(await client.$invoke("fetch_sync", "page")).toBe("page");
    expect(await python("spawn", python("later", 1))).toBe(1);
    // asyncio.run leaves no loop behind; ours is there again.
    expect(await asyncio("get_event_loop").$is(client.$attr("loop"))).toBe(true);
  });

  it("a call runs inside of the loop, or outside, where it is told to", async () => {
    const list = python("find_loop").$invoke("split").with({ loop: true }); // the last link alone
    expect(await list.then(undefined, String)).toContain("no running event loop");
    expect(await python("find_loop").with({ loop: true })).toContain("running=True");
    expect(
      await python("find_loop").with({ loop: true }).with({ loop: false }).then(undefined, String),
    ).toContain("RuntimeError: no running event loop");
    expect(await python("find_loop").with({ loop: true }).$invoke("upper")).toContain("RUNNING=TRUE");
    expect(await asyncio("get_running_loop").with({ loop: false }).then(undefined, String)).toContain(
      "no running event loop",
    );
    expect(await python("Blocking", "own").with({ loop: false }).$attr("what")).toBe("own");
    expect(await python("later", 1).with({ loop: true })).toBe(1);
    expect(await python("later", 2).with({ loop: false })).toBe(2);
  });

  it("an error for want of the loop, or because of it, says what to do", async () => {
    const noteOf = (promise: PromiseLike<unknown>) =>
      promise.then(undefined, (error: unknown) => (error as PythonError).notes.join());
    expect(await noteOf(python("find_loop"))).toMatch(
      /outside of its event loop.*\.with\(\{ loop: true \}\)/,
    );
    expect(await noteOf(python("Blocking", "own"))).toMatch(
      /inside of its event loop.*\.with\(\{ loop: false \}\)/,
    );
    expect(await noteOf(python("find_loop").with({ loop: false }))).toContain("loop: true");
    const unknown = call("builtins", "exec", ["raise RuntimeError('no such thing')"]).with({ pool });
    expect(await noteOf(unknown)).toBe("");
  });

  it("tasks that nobody awaits go on between calls", async () => {
    const log = await call("builtins", "list").with({ pool }).ref();
    await python("start_ticking", log.$attr("append"));
    while ((await log.$len()) < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await log.$value()).toEqual([0, 1, 2]);
  });

  it("each has a context of its own, made of that of the calls before it", async () => {
    await python("set_lasting", "outside");
    expect(await python("get_lasting")).toBe("outside");
    await python("set_in_task", "inside");
    expect(await python("get_lasting")).toBe("outside");
  });

  it("are cancelled by a signal or a deadline, and clean up", async () => {
    const controller = new AbortController();
    const aborted = python("tidy").with({ signal: controller.signal }).then(undefined, codeOf);
    await logged("begun");
    controller.abort();
    expect(await aborted).toBe("Aborted");
    await logged("tidied");
    expect(await log()).toEqual(["begun", "cancelled", "tidied"]);
    const late = python("tidy", "late").with({ timeoutMs: 30 }).then(undefined, codeOf);
    expect(await late).toBe("DeadlineExceeded");
    await logged("late");
  });

  it("a chain that is given up cancels the coroutine that only it needs", async () => {
    const chain = python("tidy").$attr("x").with({ timeoutMs: 30 });
    expect(await chain.then(undefined, codeOf)).toBe("DeadlineExceeded");
    await logged("tidied");
  });

  it("SystemExit and KeyboardInterrupt are errors; the worker and its other tasks live", async () => {
    const other = python("later", "still here", 0.05);
    for (const name of ["SystemExit", "KeyboardInterrupt"])
      for (const function_ of ["exit_with", "exit_in_child"]) {
        const error = call("builtins", name, ["bye"]).with({ pool });
        const reason = await python(function_, error).then(undefined, (reason: unknown) => String(reason));
        expect(reason).toBe(`PythonError: ${name}: bye`);
      }
    expect(await other).toBe("still here");
  });

  it("a function of ours can be one: the loop goes on while Python awaits it", async () => {
    const shout = coroutine(async (text: string) => String(await python("later", text)).toUpperCase());
    expect(await call("inspect", "iscoroutinefunction", [shout]).with({ pool })).toBe(true);
    expect(await call("asyncio", "iscoroutinefunction", [shout]).with({ pool })).toBe(true);
    expect(await python("call_async", shout, "hey")).toBe("HEY");
    expect(await python("value", shout)).toBe(shout);
    const double = coroutine(async (n: number) => Number(await python("later", n)) * 2);
    expect(await python("gather_calls", double, 50)).toEqual(Array.from({ length: 50 }, (_, i) => 2 * i));
    const mistake = new RangeError("ours");
    const failing = coroutine(() => Promise.reject(mistake));
    expect(await python("call_async", failing).then(undefined, (error: unknown) => error)).toBe(mistake);
  });

  it("may call our functions plainly, which may call Python", async () => {
    const root = async (n: number) => Number(await call("math", "sqrt", [n]).with({ pool })) + 1;
    expect(await python("call_plainly", root, 4)).toBe(3);
    const seen: unknown[] = [];
    await python("start_ticking", (n: number) => void seen.push(n));
    while (seen.length < 3) await asyncio("sleep", 0.001);
    expect(seen).toEqual([0, 1, 2]);
  });

  it("leave nothing behind", async () => {
    const connection = await pool.connect();
    await Promise.all(Array.from({ length: 100 }, (_, i) => python("later", i).$add(1)));
    expect(connection.load).toBe(0);
  });
});

describe("a coroutine that does not obey", () => {
  it.each(["stubborn", "spin"])("%s: its worker is ended, or its step broken off", async (name) => {
    const pool = openPool({ graceMs: 300 });
    await addFixtureModules(pool, "asynchronous");
    const python = (name: string) => call("asynchronous", name).with({ pool });
    const end = new AbortController();
    const other = call("asyncio", "sleep", [60]).with({ pool, signal: end.signal }).then(undefined, codeOf);
    const code = await python(name).with({ timeoutMs: 200 }).then(undefined, codeOf);
    expect(code).toBe("DeadlineExceeded");
    expect(await call("math", "sqrt", [4]).with({ pool })).toBe(2);
    end.abort();
    expect(await other).toBe(name === "stubborn" ? "WorkerDied" : "Aborted");
  });

  it("a sync call that waits its turn behind a busy task is not what keeps it busy", async () => {
    const pool = openPool({ graceMs: 100 });
    await addFixtureModules(pool, "asynchronous");
    const blocking = call("asynchronous", "call_plainly", [symbol("time", "sleep"), 1]).with({ pool });
    const settled = Promise.allSettled([blocking]);
    await call("math", "sqrt", [1]).with({ pool }); // answered before the loop goes on, and blocks
    const waiting = call("math", "sqrt", [4]).with({ pool, timeoutMs: 50 });
    expect(await waiting.then(undefined, codeOf)).toBe("DeadlineExceeded");
    expect((await settled)[0].status).toBe("fulfilled");
  });
});
