import { expect, onTestFinished, test, vi } from "vitest";
import { localWorkers } from "../../../src/runtime/pool/local-workers.ts";
import type { Worker } from "../../../src/runtime/pool/worker.ts";
import { call } from "../../../src/runtime/program/call.ts";
import { openControl } from "../../../src/runtime/transport/control.ts";
import { startWorkerProcess } from "../../../src/runtime/transport/start-worker-process.ts";
import { testPython } from "../../support/test-python.ts";

const options = {
  python: testPython,
  carrier: "auto",
  carriers: ["lane"],
  maxFrameBytes: 2 ** 32 - 1,
  startTimeoutMs: 30_000,
  graceMs: 1000,
} as const;

async function worker(): Promise<{ worker: Worker; pool: { connect(): Worker["connection"] } }> {
  const pool = { connect: () => started.connection };
  const started = await localWorkers(options).start({
    dispatcher: pool,
    largestLoad: Number.POSITIVE_INFINITY,
    full: () => undefined,
    workerChanged: () => {},
  });
  onTestFinished(() => started.close(0));
  return { worker: started, pool };
}

test("a worker tells about itself while it computes", async () => {
  const { worker: started, pool } = await worker();
  const control = await started.control();
  const kept = await call("collections", "deque", [[1]]).with({ pool });
  const sleeping = call("time", "sleep", [0.5]).with({ pool }).then();
  await vi.waitFor(async () => expect(await control.statistics()).toMatchObject({ objects: 1, calls: 2 }));
  expect((await control.statistics()).rssBytes).toBeGreaterThan(5_000_000);
  expect(await control.healthy(5000)).toBe(true);
  await sleeping;
  expect(kept).toBeDefined();
});

test("a worker whose interpreter lock is held is not healthy", async () => {
  const { worker: started, pool } = await worker();
  const control = await started.control();
  const holding = call("builtins", "exec", ["import ctypes; ctypes.PyDLL(None).sleep(2)", {}])
    .with({ pool })
    .then();
  await vi.waitFor(async () => expect(await control.healthy(300)).toBe(false), 20_000);
  await holding;
  expect(await control.healthy(5000)).toBe(true);
});

test("an interrupt names the call that it hit, and hits no other", async () => {
  const { worker: started, pool } = await worker();
  const control = await started.control();
  expect(await control.interrupt([77])).toEqual([]);
  const sleeping = call("time", "sleep", [600])
    .with({ pool })
    .then(String, (error) => error);
  await vi.waitFor(async () => expect(await control.interrupt([started.connection.running])).not.toEqual([]));
  expect(await sleeping).toMatchObject({ code: "Cancelled" });
  expect(await call("math", "sqrt", [4]).with({ pool })).toBe(2);
});

test("the control plane is closed to strangers", async () => {
  const child = await startWorkerProcess(options);
  onTestFinished(async () => {
    child.ref();
    child.kill();
    await child.ended;
  });
  await expect(openControl(await child.control, Buffer.alloc(32), "test/0")).rejects.toMatchObject({
    code: "ControlUnavailable",
    message: expect.stringMatching(/UNAUTHENTICATED/),
  });
});
