import { defaultEnvironment } from "../../shared/environment-record.ts";
import { interceptBy } from "../interceptors/interceptor.ts";
import { Memo } from "../memo/memo.ts";
import { findProjectEnvironment } from "../project.ts";
import { callByNameWith } from "../session/call-by-name.ts";
import { sessionsOf } from "../session/session.ts";
import { largestFrameBytes } from "../wire/frame.ts";
import { leastBusy } from "./least-busy.ts";
import { localWorkers } from "./local-workers.ts";
import { checkGrace, checkPoolOptions, type PoolOptions } from "./options.ts";
import type { CloseOptions, Pool, PoolStatistics } from "./pool.ts";
import type { Worker } from "./worker.ts";
import { WorkerPool } from "./worker-pool.ts";

/**
 * Creates a pool. No worker is started before the first call.
 * Throws a `SnakebridgeError` when options are wrong, or there is no Python.
 */
export function createPool(options: PoolOptions = {}): Pool {
  checkPoolOptions(options);
  const { python, existing, lock, pool: settings } = findProjectEnvironment(options);
  const size = options.workers ?? settings.workers ?? 1;
  const workers: WorkerPool = new WorkerPool(() => pool, {
    source: localWorkers({
      python,
      lock,
      existing,
      carrier: options.carrier ?? settings.carrier ?? "auto",
      maxFrameBytes: options.maxFrameBytes ?? largestFrameBytes,
      startTimeoutMs: options.startTimeoutMs ?? 30_000,
      graceMs: options.graceMs ?? 750,
      output: options.output,
    }),
    policy: leastBusy,
    size,
    maxPending: options.maxPending ?? 2 ** 18,
  });
  const pool: Pool = {
    environment: options.python === undefined ? (options.environment ?? defaultEnvironment) : undefined,
    call: (...parameters) => callHere(...parameters),
    session: sessionsOf(() => workers.connect()),
    timeoutMs: options.timeoutMs ?? settings.timeoutMs,
    workers: size,
    memo: new Memo(options.pure ?? settings.pure ?? [], options.memo ?? settings.memo ?? {}),
    intercept: interceptBy(options.interceptors ?? []),
    connect: workers.connect,
    statistics: () => Promise.all(workers.workers.map(statisticsOf)),
    close,
    [Symbol.asyncDispose]: () => close(),
  };
  const callHere = callByNameWith({ pool });

  function close({ graceMs = 30_000 }: CloseOptions = {}): Promise<void> {
    checkGrace(graceMs);
    return workers.close(graceMs);
  }

  return pool;
}

async function statisticsOf(worker: Worker): Promise<PoolStatistics> {
  // Nothing else keeps the program alive until a new worker's control plane is there.
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    const statistics = await (await worker.control()).statistics();
    const { carrier, connection } = worker;
    return { pid: connection.pid, carrier, load: connection.load, ...statistics };
  } finally {
    clearInterval(alive);
  }
}
