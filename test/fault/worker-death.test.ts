import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createPool } from "../../src/runtime/pool/create-pool.ts";
import type { Pool } from "../../src/runtime/pool/pool.ts";
import { call } from "../../src/runtime/program/call.ts";
import { isRunning } from "../support/marked-processes.ts";
import { testPython } from "../support/test-python.ts";

/** A pool of one worker, unless the test says otherwise. */
function openPool(options: Parameters<typeof createPool>[0] = {}): Pool {
  const pool = createPool({ python: testPython, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

const pid = (pool: Pool): Promise<number> => call<number>("os", "getpid").with({ pool }).then(Number);
const run = (pool: Pool, code: string) => call("builtins", "exec", [code, {}]).with({ pool });

describe.each(["lane", "grpc"] as const)("a worker that dies on the %s", (carrier) => {
  test.each([
    ["ends with os._exit(0)", "import os; os._exit(0)", /ended with exit code 0/],
    ["ends with os._exit(3)", "import os; os._exit(3)", /ended with exit code 3/],
    [
      "crashes",
      "import ctypes; ctypes.string_at(0)",
      /was killed by SIGSEGV; its last output was:\n {4}Fatal Python error: Seg[\s\S]*in string_at/,
    ],
    ["is killed", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)", /was killed by SIGKILL/],
    ["aborts", "import os; os.abort()", /was killed by SIGABRT/],
  ])("when a call %s: a named error, and the next call works", async (_, code, message) => {
    const pool = openPool({ carrier });
    const first = await pid(pool);
    await expect(run(pool, code)).rejects.toMatchObject({
      code: "WorkerDied",
      pid: first,
      executed: "maybe",
      message: expect.stringMatching(message),
    });
    expect(await pid(pool)).not.toBe(first);
  });

  test("while idle: the next call never notices", async () => {
    const pool = openPool({ carrier });
    const first = await pid(pool);
    process.kill(first, "SIGKILL");
    // Reaped: no process has this id any more.
    await vi.waitFor(() => expect(() => process.kill(first, 0)).toThrow());
    expect(await pid(pool)).not.toBe(first);
  });

  test("with many calls under way: each fails or gives its own answer, once", async () => {
    const pool = openPool({ carrier });
    await pid(pool);
    const calls = Array.from({ length: 200 }, (_, index) =>
      index === 100 ? run(pool, "import os; os._exit(1)") : call("operator", "neg", [index]).with({ pool }),
    );
    const results = await Promise.allSettled(calls);
    for (const [index, result] of results.entries()) {
      if (result.status === "fulfilled") expect(result.value).toBe(-index);
      else expect(result.reason).toMatchObject({ code: "WorkerDied", executed: "maybe" });
    }
    expect(results[100]!.status).toBe("rejected");
    expect(await call("operator", "neg", [5]).with({ pool })).toBe(-5);
  });
});

test("references of a dead worker are stale, and never another object", async () => {
  const pool = openPool();
  const list = await call("collections", "deque", [[1, 2]]).with({ pool });
  await expect(run(pool, "import os; os._exit(0)")).rejects.toMatchObject({ code: "WorkerDied" });
  await call("collections", "deque", [[3]]).with({ pool });
  await expect(call("builtins", "len", [list as never])).rejects.toMatchObject({
    code: "StaleReference",
    executed: "no",
  });
});

test("children of a dead worker die with it", async () => {
  const pool = openPool();
  const child = await call<number>("builtins", "eval", [
    "__import__('subprocess').Popen(['sleep', '600']).pid",
  ]).with({ pool });
  await expect(run(pool, "import os; os._exit(0)")).rejects.toMatchObject({ code: "WorkerDied" });
  await vi.waitFor(() => expect(isRunning(Number(child))).toBe(false));
});
