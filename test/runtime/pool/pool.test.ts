import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import type { PyObject } from "../../../src/runtime/object/py-object.ts";
import { createPool } from "../../../src/runtime/pool/create-pool.ts";
import type { Pool } from "../../../src/runtime/pool/pool.ts";
import { call } from "../../../src/runtime/program/call.ts";
import { testPython } from "../../support/test-python.ts";

function openPool(options: Parameters<typeof createPool>[0] = {}): Pool {
  const pool = createPool({ python: testPython, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

const pid = (pool: Pool): Promise<number> => call<number>("os", "getpid").with({ pool }).then(Number);
const sleep = (pool: Pool, seconds: number): Promise<unknown> =>
  call("builtins", "eval", [`(__import__('time').sleep(${seconds}), __import__('os').getpid())[1]`])
    .with({ pool })
    .then((value) => value);

async function script(content: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "pool-test-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, "python");
  await writeFile(file, `#!/bin/sh\n${content}\n`);
  await chmod(file, 0o755);
  return file;
}

describe("workers", () => {
  test("start when they are needed", async () => {
    const pool = openPool({ workers: 2 });
    expect(await pool.statistics()).toEqual([]);
    await pid(pool);
    expect(await pool.statistics()).toEqual([
      expect.objectContaining({ load: 0, carrier: "lane", calls: 1 }),
    ]);
  });

  test("one after another, calls stay on the first", async () => {
    const pool = openPool({ workers: 3 });
    const first = await pid(pool);
    for (let round = 0; round < 20; round++) expect(await pid(pool)).toBe(first);
  });

  test("share calls that are made at one time", async () => {
    const pool = openPool({ workers: 2 });
    const pids = await Promise.all([sleep(pool, 0.5), sleep(pool, 0.5)]);
    expect(new Set(pids).size).toBe(2);
    const many = await Promise.all(Array.from({ length: 8 }, () => sleep(pool, 0.05)));
    expect(many.filter((one) => one === many[0])).toHaveLength(4);
    expect(await pool.statistics()).toHaveLength(2);
  });

  test("that are busy do not keep a call from one that is free", async () => {
    const pool = openPool({ workers: 2 });
    const slow = sleep(pool, 2);
    const quick = await pid(pool);
    expect(await slow).not.toBe(quick);
  });

  test("keep what was made there", async () => {
    const pool = openPool({ workers: 2 });
    const [first, second] = await Promise.all(
      [1, 2].map((item) => call("collections", "deque", [[item]]).with({ pool })),
    );
    const slow = sleep(pool, 0.3);
    expect(await call("builtins", "list", [first as never])).toEqual([1]);
    expect(await call("builtins", "list", [second as never])).toEqual([2]);
    await slow;
  });
});

describe("a pool", () => {
  test("calls what is named, on its own workers", async () => {
    const pool = openPool();
    expect(await pool.call("builtins", "sorted", [[1, 3, 2]], { reverse: true })).toEqual([3, 2, 1]);
    expect(await pool.call("math", "sqrt", [pool.call("operator", "add", [12, 4])]).$str()).toBe("4.0");
    const { call: callHere } = pool;
    const looping = callHere("builtins", "exec", ["while True: pass", {}]).with({ timeoutMs: 100 });
    await expect(Promise.resolve(looping)).rejects.toMatchObject({ code: "DeadlineExceeded" });
    expect(await pool.statistics()).toEqual([expect.objectContaining({ calls: 5 })]);
  });

  test("holds no more calls than it may", async () => {
    const pool = openPool({ maxPending: 2 });
    const calls = [sleep(pool, 0.3), sleep(pool, 0), pid(pool), pid(pool)];
    expect(await Promise.allSettled(calls)).toEqual([
      expect.objectContaining({ status: "fulfilled" }),
      expect.objectContaining({ status: "fulfilled" }),
      { status: "rejected", reason: expect.objectContaining({ code: "QueueFull", executed: "no" }) },
      { status: "rejected", reason: expect.objectContaining({ code: "QueueFull", executed: "no" }) },
    ]);
    await pid(pool);
  });

  test("holds no more calls of its objects than it may, on one worker or more", async () => {
    for (const workers of [1, 2]) {
      const pool = openPool({ maxPending: 3, workers });
      const list = (await pool.call("collections", "deque", [[1]])) as PyObject;
      const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => list.$len()));
      const full = { status: "rejected", reason: { code: "QueueFull", executed: "no" } };
      expect(outcomes).toMatchObject([{ value: 1 }, { value: 1 }, { value: 1 }, full, full]);
      expect(await list.$len()).toBe(1);
    }
  });

  test("that is closed while its worker starts serves the calls that wait, and leaves none", async () => {
    const pool = openPool();
    const early = pid(pool);
    await pool.close();
    const one = await early;
    expect(() => process.kill(one, 0)).toThrow();
    expect(await pool.statistics()).toEqual([]);
  });

  test("that is closed before its first call does nothing", async () => {
    const pool = openPool();
    await pool.close();
    await expect(pid(pool)).rejects.toMatchObject({ code: "PoolClosed", executed: "no" });
  });

  test("that is closed lets calls under way finish, and refuses new ones", async () => {
    const pool = openPool();
    const first = (await sleep(pool, 0)) as number;
    const slow = sleep(pool, 0.3);
    const closed = pool.close();
    await expect(pid(pool)).rejects.toMatchObject({ code: "PoolClosed" });
    await closed;
    expect(await slow).toBe(first);
    expect(() => process.kill(first, 0)).toThrow();
  });

  test("that is closed gives up what is not done in its time, and leaves no process", async () => {
    const pool = openPool({ workers: 2 });
    const pids = (await Promise.all([sleep(pool, 0.2), sleep(pool, 0.2)])) as number[];
    const slow = sleep(pool, 60).catch((error: unknown) => error);
    const stubborn = call("builtins", "exec", [
      "import time\nwhile True:\n  try: time.sleep(60)\n  except BaseException: pass",
      {},
    ]).with({ pool });
    const failures = Promise.all([slow, stubborn.catch((error: unknown) => error)]);
    const waiting = Promise.all([1, 2, 3].map(() => pid(pool).catch((error: unknown) => error)));
    await pool.close({ graceMs: 100 });
    const closed = { code: "PoolClosed" };
    expect(await failures).toMatchObject([closed, closed]);
    expect(await waiting).toMatchObject([closed, closed, closed]);
    for (const one of pids) expect(() => process.kill(one, 0)).toThrow();
  });

  test("that is closed before its worker is there serves nobody after its time", async () => {
    const pool = openPool({ python: await script("sleep 600"), startTimeoutMs: 1000 });
    const early = pid(pool).catch((error: unknown) => error);
    await pool.close({ graceMs: 10 });
    expect(await early).toMatchObject({ code: "PoolClosed", executed: "no" });
  });

  test("takes no time that cannot be kept", () => {
    const pool = openPool();
    expect(() => pool.close({ graceMs: -1 })).toThrow(/graceMs is -1/);
  });

  test("is closed at the end of its scope", async () => {
    const one = await (async () => {
      await using pool = createPool({ python: testPython });
      return await pid(pool);
    })();
    expect(() => process.kill(one, 0)).toThrow();
  });

  test("names every option that makes no sense", () => {
    const options = { workers: 0, carrier: "pigeon", python: 3, graceMs: 1.5, speed: 9 };
    expect(() => createPool(options as never)).toThrow(
      expect.objectContaining({
        code: "InvalidOptions",
        message: expect.stringMatching(
          /workers is 0.*carrier is "pigeon".*python is 3.*graceMs is 1\.5.*no option speed/,
        ),
      }),
    );
  });

  test("takes its deadline from its options", async () => {
    const pool = openPool({ timeoutMs: 300 });
    await expect(sleep(pool, 600)).rejects.toMatchObject({ code: "DeadlineExceeded" });
  });
});

describe("workers that cannot start", () => {
  test("fail the calls that wait, by name, and the next call tries again", async () => {
    const marker = await script("");
    const python = await script(
      `if [ -s ${marker}.ok ]; then exec "${testPython}" "$@"; fi; echo broken environment >&2; exit 9`,
    );
    const pool = openPool({ python });
    const failures = await Promise.allSettled([pid(pool), pid(pool)]);
    for (const failure of failures)
      expect(failure).toMatchObject({
        reason: {
          code: "WorkerStartFailed",
          executed: "no",
          message: expect.stringMatching(/exit code 9[\s\S]*broken environment/),
        },
      });
    await writeFile(`${marker}.ok`, "mended");
    expect(await pid(pool)).toBeGreaterThan(0);
  });

  test("are not started again and again without a pause", async () => {
    const log = `${await script("")}.log`;
    const pool = openPool({ python: await script(`echo start >> ${log}; exit 1`) });
    const until = performance.now() + 1000;
    while (performance.now() < until)
      await expect(pid(pool)).rejects.toMatchObject({ code: "WorkerStartFailed" });
    const starts = (await readFile(log, "utf8")).split("\n").length - 1;
    // Pauses double from 50 ms on; without them there would be hundreds.
    expect(starts).toBeGreaterThan(1);
    expect(starts).toBeLessThan(10);
  });

  test("do not keep calls from those that run", async () => {
    const count = `${await script("")}.count`;
    const python = await script(`if mkdir ${count} 2>/dev/null; then exec "${testPython}" "$@"; fi; exit 1`);
    const pool = openPool({ python, workers: 2 });
    const first = await pid(pool);
    const slow = sleep(pool, 0.3);
    expect(await pid(pool)).toBe(first);
    await slow;
  });

  test("can be waited for with a deadline", async () => {
    const pool = openPool({ python: await script("sleep 600"), startTimeoutMs: 500 });
    await expect(pid(pool)).rejects.toMatchObject({ code: "WorkerStartFailed" });
    await expect(call("os", "getpid").with({ pool, timeoutMs: 50 })).rejects.toMatchObject({
      code: "DeadlineExceeded",
      executed: "no",
    });
    await vi.waitFor(() => pool.close());
  });
});
