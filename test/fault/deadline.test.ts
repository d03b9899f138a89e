import { existsSync } from "node:fs";
import { describe, expect, onTestFinished, test, vi } from "vitest";
import { createPool } from "../../src/runtime/pool/create-pool.ts";
import type { Pool } from "../../src/runtime/pool/pool.ts";
import { call } from "../../src/runtime/program/call.ts";
import { isRunning } from "../support/marked-processes.ts";
import { tempProject } from "../support/temp-project.ts";
import { testPython } from "../support/test-python.ts";

/** A pool of one worker with little patience. */
function openPool(options: Parameters<typeof createPool>[0] = {}): Pool {
  const pool = createPool({ python: testPython, graceMs: 300, ...options });
  onTestFinished(() => pool.close());
  return pool;
}

const pid = (pool: Pool): Promise<number> => call<number>("os", "getpid").with({ pool }).then(Number);
const run = (code: string) => call("builtins", "exec", [code, {}]);
const deadline = { timeoutMs: 200 };

const loop = "while True: pass";
const swallow = "import time\nwhile True:\n  try: time.sleep(600)\n  except BaseException: pass";
const holdLock = "import ctypes; ctypes.PyDLL(None).sleep(600)";
const regex = "import re; re.match(r'(a+)+$', 'a' * 64 + 'b')";
const stop = "import os, signal; os.kill(os.getpid(), signal.SIGSTOP)";
const deaf = "import signal, time\nfor s in (1, 2, 15): signal.signal(s, signal.SIG_IGN)\ntime.sleep(600)";

describe.each(["lane", "grpc"] as const)("a deadline on the %s", (carrier) => {
  test.each([
    ["an infinite loop", loop],
    ["a sleep", "import time; time.sleep(600)"],
  ])("interrupts %s, and the same worker goes on", async (_, code) => {
    const pool = openPool({ carrier, graceMs: 20_000 });
    const first = await pid(pool);
    await expect(run(code).with({ pool, ...deadline })).rejects.toMatchObject({
      code: "DeadlineExceeded",
      executed: "maybe",
      pid: first,
    });
    expect(await pid(pool)).toBe(first);
  });

  test("at the end of a chain interrupts what keeps it waiting", async () => {
    const pool = openPool({ carrier, graceMs: 20_000 });
    const first = await pid(pool);
    await expect(run(loop).with({ pool }).$str().with(deadline).then()).rejects.toMatchObject({
      code: "DeadlineExceeded",
    });
    expect(await pid(pool)).toBe(first);
  });

  test.each([
    ["swallows the interrupt", swallow],
    ["holds the interpreter lock", holdLock],
    ["matches for ever", regex],
    ["is stopped", stop],
    ["ignores signals", deaf],
  ])("ends the worker of a call that %s, and the next call works", async (_, code) => {
    const pool = openPool({ carrier });
    const first = await pid(pool);
    await expect(run(code).with({ pool, ...deadline })).rejects.toMatchObject({
      code: "DeadlineExceeded",
    });
    expect(await pid(pool)).not.toBe(first);
    await vi.waitFor(() => expect(isRunning(first)).toBe(false));
  });
});

test("a call that waits behind another one is given up without harm to either", async () => {
  const pool = openPool();
  const first = await pid(pool);
  const slow = call("builtins", "eval", ["__import__('time').sleep(1.5) or 'done'"])
    .with({ pool })
    .then(String);
  const waiting = call("builtins", "eval", ["never()"]).with({ pool, ...deadline });
  await expect(waiting).rejects.toMatchObject({ code: "DeadlineExceeded" });
  expect(await slow).toBe("done");
  expect(await pid(pool)).toBe(first);
});

test("a signal ends a call as a deadline does, and its reason is the cause", async () => {
  const pool = openPool({ graceMs: 20_000 });
  const first = await pid(pool);
  const controller = new AbortController();
  const { path } = await tempProject();
  const started = `open(${JSON.stringify(path("started"))}, "w").close()`;
  const looping = run(`${started}\n${loop}`).with({ pool, signal: controller.signal });
  const outcome = expect(looping).rejects.toMatchObject({
    cause: new Error("changed my mind"),
    executed: "maybe",
  });
  await vi.waitFor(() => expect(existsSync(path("started"))).toBe(true), 20_000);
  controller.abort(new Error("changed my mind"));
  await outcome;
  expect(await pid(pool)).toBe(first);
});

test("calls of others on an ended worker say why", async () => {
  const pool = openPool();
  await pid(pool);
  const held = run(holdLock).with({ pool, ...deadline });
  const behind = call("math", "sqrt", [2])
    .with({ pool })
    .then(String, (error) => error);
  await expect(held).rejects.toMatchObject({ code: "DeadlineExceeded" });
  expect(await behind).toMatchObject({
    code: "WorkerDied",
    message: expect.stringMatching(/was ended because/),
  });
});
