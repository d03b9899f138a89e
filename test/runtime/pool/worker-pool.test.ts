import { expect, test, vi } from "vitest";
import type { PoolConnection } from "../../../src/runtime/call/dispatcher.ts";
import { SnakebridgeError } from "../../../src/runtime/errors.ts";
import { leastBusy } from "../../../src/runtime/pool/least-busy.ts";
import type { Worker } from "../../../src/runtime/pool/worker.ts";
import { WorkerPool } from "../../../src/runtime/pool/worker-pool.ts";
import type { WorkerOwner, WorkerSource } from "../../../src/runtime/pool/worker-source.ts";

/** A worker without a process: the test sets its state and its load. */
class FakeWorker implements Worker {
  readonly load = { load: 0, busyness: 0 };
  readonly connection: PoolConnection = this.load as unknown as PoolConnection;
  readonly carrier = "lane";
  readonly closedWith: number[] = [];
  isUp = true;
  mayBeStuck = false;
  end!: () => void;
  readonly ended = new Promise<void>((resolve) => {
    this.end = resolve;
  });

  set calls(count: number) {
    this.load.load = count;
    this.load.busyness = count;
  }

  control(): never {
    throw new Error("no control plane");
  }

  async close(graceMs: number): Promise<void> {
    this.closedWith.push(graceMs);
  }
}

/** A source whose starts succeed or fail when the test says so. */
function scriptedSource() {
  const starts: { succeed(worker?: FakeWorker): FakeWorker; fail(): void }[] = [];
  let owner: WorkerOwner | undefined;
  const source: WorkerSource = {
    start(pool) {
      owner = pool;
      return new Promise((resolve, reject) => {
        starts.push({
          succeed(worker = new FakeWorker()) {
            resolve(worker);
            return worker;
          },
          fail: () => reject(new SnakebridgeError("WorkerStartFailed", "it cannot start")),
        });
      });
    },
  };
  return { source, starts, changed: () => owner!.workerChanged() };
}

function poolOf(size: number, maxPending = 100) {
  const scripted = scriptedSource();
  const dispatcher = { connect: () => pool.connect() };
  const pool: WorkerPool = new WorkerPool(() => dispatcher, {
    source: scripted.source,
    policy: leastBusy,
    size,
    maxPending,
  });
  return { pool, ...scripted };
}

const turn = (): Promise<void> => new Promise(setImmediate);

test("starts a worker for each call that waits, while there are empty slots", async () => {
  const { pool, starts } = poolOf(2);
  const places = [pool.connect(), pool.connect(), pool.connect()];
  await turn();
  expect(starts).toHaveLength(2);
  const first = starts[0]!.succeed();
  expect(await places[0]).toBe(first.connection);
  first.calls = 1;
  const second = starts[1]!.succeed();
  expect(await places[1]).toBe(second.connection);
  expect([first.connection, second.connection]).toContain(await places[2]);
});

test("gives a call at once to an idle worker, and to no worker that may be stuck", async () => {
  const { pool, starts, changed } = poolOf(1);
  const place = pool.connect();
  await turn();
  const worker = starts[0]!.succeed();
  await place;
  expect(pool.connect()).toBe(worker.connection);
  worker.mayBeStuck = true;
  const waiting = pool.connect();
  expect(waiting).toBeInstanceOf(Promise);
  worker.mayBeStuck = false;
  changed();
  expect(await waiting).toBe(worker.connection);
});

test("replaces a worker that is lost", async () => {
  const { pool, starts } = poolOf(1);
  const place = pool.connect();
  await turn();
  const lost = starts[0]!.succeed();
  await place;
  lost.isUp = false;
  const next = pool.connect();
  await turn();
  expect(starts).toHaveLength(2);
  expect(await Promise.all([next, starts[1]!.succeed().connection])).toHaveProperty("length", 2);
  expect(pool.workers).toHaveLength(1);
});

test("fails waiting calls when no worker starts, and none while another one is up", async () => {
  const alone = poolOf(1);
  const failed = Promise.resolve(alone.pool.connect()).catch((error: unknown) => error);
  await turn();
  alone.starts[0]!.fail();
  expect(await failed).toMatchObject({ code: "WorkerStartFailed" });

  const { pool, starts } = poolOf(2);
  const place = pool.connect();
  await turn();
  const up = starts[0]!.succeed();
  await place;
  up.calls = 1;
  const other = pool.connect();
  await turn();
  starts[1]!.fail();
  expect(await other).toBe(up.connection);
});

test("refuses calls beyond its limit", async () => {
  const { pool } = poolOf(1, 1);
  const first = pool.connect();
  await expect(pool.connect()).rejects.toMatchObject({ code: "QueueFull" });
  expect(first).toBeInstanceOf(Promise);
  expect(pool.full()).toMatchObject({ code: "QueueFull" });
});

test("prefers the worker whose thread waits for the call", async () => {
  const { pool, starts } = poolOf(2);
  const places = [pool.connect(), pool.connect()];
  await turn();
  const [first, second] = [starts[0]!.succeed(), starts[1]!.succeed()];
  await Promise.all(places);
  second.calls = 5;
  expect(pool.connect(second.connection)).toBe(second.connection);
  expect(pool.connect(new FakeWorker().connection)).toBe(first.connection);
});

test("when it is closed, serves calls that wait, takes no others, and ends its workers", async () => {
  const { pool, starts } = poolOf(1);
  const place = pool.connect();
  await turn();
  const closed = pool.close(1000);
  await expect(pool.connect()).rejects.toMatchObject({ code: "PoolClosed" });
  const worker = starts[0]!.succeed();
  expect(await place).toBe(worker.connection);
  await closed;
  expect(worker.closedWith).toEqual([expect.any(Number)]);
  expect(worker.closedWith[0]).toBeLessThanOrEqual(1000);
});

test("when it is closed, cancels calls that wait for longer than the grace period", async () => {
  vi.useFakeTimers({ toFake: ["setTimeout"] });
  const { pool, starts } = poolOf(1);
  const place = Promise.resolve(pool.connect()).catch((error: unknown) => error);
  await turn();
  const closed = pool.close(1000);
  vi.advanceTimersByTime(1000);
  vi.useRealTimers();
  expect(await place).toMatchObject({ code: "PoolClosed" });
  const worker = starts[0]!.succeed();
  await closed;
  expect(worker.closedWith).toHaveLength(1);
});
