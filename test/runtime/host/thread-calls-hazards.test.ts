import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createPool, type Pool, type PyObject } from "../../../src/runtime/index.ts";
import { testPython } from "../../support/test-python.ts";
import { openPool } from "../support/pools.ts";
import { defineThreads } from "../support/threads.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

function later(): { promise: Promise<void>; resolve: () => void } {
  let resolve!: () => void;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe.each(["lane", "grpc"] as const)("calls of functions that threads call, over the %s,", (carrier) => {
  let pool: Pool;
  let names: PyObject;
  beforeAll(async () => {
    pool = createPool({ python: testPython, carrier });
    names = await defineThreads(pool);
    await pool.statistics(); // the control plane, which interrupts calls, may come later than the first of them
  });
  afterAll(() => pool.close());

  const python = (name: string, ...args: unknown[]) => names.$item(name).$call(...(args as never[]));
  const call = (module: string, name: string, args: unknown[] = []) =>
    pool.call(module, name, args as never[]);
  const newEvent = async () => (await call("threading", "Event").ref()) as PyObject;

  /** Runs a function for a thread that nothing waits for in Python. */
  const onThread = <T>(body: () => Promise<T>) =>
    new Promise<T>((resolve, reject) => {
      python("start", () => body().then(resolve, reject)).catch(reject);
    });

  test("are sent, however many others wait", async () => {
    const event = await newEvent();
    const others: Promise<unknown>[] = [];
    const more = async () => {
      for (let n = 0; n < 20; n++) {
        others.push(call("operator", "add", [n, 0]).then());
        await new Promise(setImmediate);
      }
    };
    const held = python("in_thread", async () => {
      await more();
      return event.$invoke("is_set");
    }).then();
    await more();
    expect(await held).toBe(false);
    expect(await Promise.all(others)).toHaveLength(40);
  });

  test("have deadlines; the thread goes on, and what was behind it does not run when it was given up", async () => {
    const event = await newEvent();
    const { promise: given, resolve: release } = later();
    const { promise: gate, resolve: open } = later();
    const outcome = onThread(async () => {
      const failures = await Promise.allSettled([
        python("block", event).with({ timeoutMs: 50 }),
        python("mark", "given up").with({ timeoutMs: 50 }),
      ]);
      release();
      await gate;
      const thread = await python("ident");
      return { codes: failures.map((failure) => (failure as PromiseRejectedResult).reason), thread };
    });
    await given;
    const connection = await pool.connect();
    await expect.poll(() => connection.load).toBe(0);
    await event.$invoke("set");
    open();
    const { codes, thread } = await outcome;
    expect(codes).toMatchObject([
      { code: "DeadlineExceeded", executed: "maybe" },
      { code: "DeadlineExceeded", executed: "maybe" },
    ]);
    expect(thread).not.toBe(await python("main_ident"));
    expect(await names.$item("marks")).toEqual([]);
    expect(await call("operator", "add", [1, 2])).toBe(3);
  });

  test("are waited for by calls of others that need their results, also while the main thread waits", async () => {
    const event = await newEvent();
    let begun!: (result: { result: PyObject }) => void;
    const started = new Promise<{ result: PyObject }>((resolve) => {
      begun = resolve;
    });
    const thread = onThread(async () => {
      const result = python("block", event, 40);
      const settled = result.then();
      begun({ result: result as unknown as PyObject });
      return settled;
    });
    const { result } = await started;
    const inside = python("call", async () => {
      const sum = call("operator", "add", [result, 2]).then();
      await call("operator", "add", [0, 0]);
      await event.$invoke("set");
      return sum;
    });
    expect(await inside).toBe(42);
    expect(await thread).toBe(40);
  });

  test("keep what they were given until they have run", async () => {
    const event = await newEvent();
    const list = (await call("builtins", "list", [[1, 2, 3]]).ref()) as PyObject;
    const { promise: both, resolve: sent } = later();
    const thread = onThread(async () => {
      const first = python("block", event).then();
      const second = call("builtins", "sum", [list]).then();
      setImmediate(sent);
      return [await first, await second];
    });
    await both;
    list.$release();
    await call("operator", "add", [0, 0]);
    await event.$invoke("set");
    expect(await thread).toEqual([null, 6]);
  });

  test("go on when the call that waits for their thread is given up", async () => {
    const { pid } = await pool.connect();
    const ends: unknown[] = [];
    const slow = async (n: number) => {
      await sleep(20);
      ends.push(await call("operator", "add", [n, 1]));
    };
    const given = python("in_pool", slow, 6, 3).with({ timeoutMs: 30 });
    await expect(given).rejects.toMatchObject({ code: "DeadlineExceeded" });
    expect(await call("operator", "add", [1, 2])).toBe(3);
    expect((await pool.connect()).pid).toBe(pid);
    await expect.poll(() => ends.length).toBeGreaterThanOrEqual(3);
  });

  test("mix from eight threads with calls of the main one, and leave nothing behind", async () => {
    const held = async () => {
      const [statistics] = await pool.statistics();
      return statistics!.objects + statistics!.keptResults;
    };
    await call("operator", "add", [0, 0]);
    const before = await held();
    const work = async (n: number) => {
      const lock = (await call("threading", "Lock").ref()) as PyObject;
      const nested = await python("call", async (m: number) => call("operator", "mul", [m, 2]), n);
      const text = await call("builtins", "str", [n]).$invoke("zfill", 4).$invoke("upper");
      const failed = await call("builtins", "int", ["x"]).catch((error: unknown) => (error as Error).name);
      await lock.$invoke("acquire");
      lock.$release();
      return [nested, text, failed];
    };
    const threads = python("in_pool", work, 300, 8).then();
    const others = Array.from({ length: 50 }, (_, n) => call("operator", "add", [n, 1]).then());
    const background = Promise.all(Array.from({ length: 8 }, (_, n) => onThread(() => work(n))));
    const expected = (n: number) => [2 * n, String(n).padStart(4, "0"), "PythonError"];
    expect(await threads).toEqual(Array.from({ length: 300 }, (_, n) => expected(n)));
    expect(await background).toEqual(Array.from({ length: 8 }, (_, n) => expected(n)));
    expect(await Promise.all(others)).toEqual(Array.from({ length: 50 }, (_, n) => n + 1));

    const afterCollection = () => {
      collectGarbage();
      return call("operator", "add", [0, 0]).then(held);
    };
    await expect.poll(afterCollection).toBeLessThan(before + 20);
  });

  test("end with their worker", async () => {
    const mortal = openPool({ carrier });
    const scope = await defineThreads(mortal);
    const { pid } = await mortal.connect();
    let nested: unknown;
    const failed = scope.$item("in_thread").$call(async () => {
      const event = (await mortal.call("threading", "Event").ref()) as PyObject;
      const blocked = scope.$item("block").$call(event).then();
      setImmediate(() => process.kill(pid, "SIGKILL"));
      nested = await blocked.catch((error: unknown) => error);
    });
    await expect(failed).rejects.toMatchObject({ code: "WorkerDied" });
    await expect.poll(() => nested).toMatchObject({ code: "WorkerDied" });
    expect(await mortal.call("operator", "add", [1, 2])).toBe(3);
  });
});
