import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Dispatcher, PoolConnection } from "../call/dispatcher.ts";
import { SnakebridgeError } from "../errors.ts";
import { interceptBy } from "../interceptors/interceptor.ts";
import { Memo } from "../memo/memo.ts";
import { findProjectEnvironment } from "../project.ts";
import { type CallByName, callByNameWith } from "../session/call-by-name.ts";
import { type OpenSession, sessionsOf } from "../session/session.ts";
import type { WorkerStatistics } from "../transport/control.ts";
import { largestFrameBytes } from "../wire/frame.ts";
import { checkGrace, checkPoolOptions, type PoolOptions } from "./options.ts";
import { createStartPace } from "./start-pace.ts";
import { after } from "./timer.ts";
import { startWorker, type Worker } from "./worker.ts";

/** Python processes that calls are spread over. */
export interface Pool extends Dispatcher, AsyncDisposable {
  /** The universal call, in this pool: `pool.call("numpy.linalg", "norm", [[3, 4]])`. Needs no `this`. */
  readonly call: CallByName;
  /** What is kept of functions that are declared pure: `memo.statistics()`, `memo.clear()`. */
  readonly memo: Memo;
  /** A session on one of its workers, where few others are. Needs no `this`. */
  readonly session: OpenSession;
  /**
   * Ends the workers after the calls under way; calls made later fail with `PoolClosed`, and so does what is not done after
   * `graceMs`. Settles when no process is left.
   */
  close(options?: CloseOptions): Promise<void>;
  /** What each running worker says of itself. */
  statistics(): Promise<PoolStatistics[]>;
}

export interface CloseOptions {
  /** Milliseconds for the calls under way; then they are interrupted. Default 30 000; `Infinity`: as long as they take. */
  readonly graceMs?: number;
}

/** One worker's statistics. */
export interface PoolStatistics extends WorkerStatistics {
  readonly pid: number;
  readonly carrier: "lane" | "grpc";
  /** Calls that wait or are under way. */
  readonly load: number;
}

/** A place for a worker. The first ones are used first, so that a program without concurrency stays on one. */
interface Place {
  worker: Worker | undefined;
  starting: Promise<void> | undefined;
}

/** Who waits until a worker has started or is free. Served in their order. */
interface Waiter {
  resolve(connection: PoolConnection): void;
  reject(error: SnakebridgeError): void;
}

/** Throws a `SnakebridgeError` when the options make no sense or there is no Python. Starts nothing yet. */
export function createPool(options: PoolOptions = {}): Pool {
  checkPoolOptions(options);
  const { python, existing, lock, pool: settings } = findProjectEnvironment(options);
  const workerOptions = {
    python,
    lock,
    existing,
    carrier: options.carrier ?? settings.carrier ?? "auto",
    maxFrameBytes: options.maxFrameBytes ?? largestFrameBytes,
    startTimeoutMs: options.startTimeoutMs ?? 30_000,
    graceMs: options.graceMs ?? 750,
    output: options.output,
  };
  const maxPending = options.maxPending ?? 2 ** 18;
  const places: Place[] = Array.from({ length: options.workers ?? settings.workers ?? 1 }, () => ({
    worker: undefined,
    starting: undefined,
  }));
  /** Those whose process may still be there, whether or not they take calls. */
  const alive = new Set<Worker>();
  const waiters: Waiter[] = [];
  const pace = createStartPace();
  let closing: Promise<void> | undefined;

  const owner = {
    get dispatcher() {
      return pool;
    },
    largestLoad: places.length === 1 ? maxPending : 1,
    full() {
      const pending = places.reduce(
        (sum, { worker }) => sum + (worker?.connection.load ?? 0),
        waiters.length,
      );
      return pending >= maxPending ? queueFull(pending) : undefined;
    },
  };

  function connect(waiting?: PoolConnection): PoolConnection | Promise<PoolConnection> {
    if (closing !== undefined) return Promise.reject(poolClosed());
    let pending = waiters.length;
    let full = true;
    let leastBusy: PoolConnection | undefined;
    for (const place of places) {
      if (!isUp(place)) {
        full = false;
        continue;
      }
      const { connection, suspect } = place.worker;
      if (connection === waiting) return waiting;
      pending += connection.load;
      if (!suspect && (leastBusy === undefined || connection.busyness < leastBusy.busyness))
        leastBusy = connection;
    }
    if (pending >= maxPending) return Promise.reject(queueFull(pending));
    if (leastBusy !== undefined && (full || leastBusy.busyness === 0)) return leastBusy;
    const turn = new Promise<PoolConnection>((resolve, reject) => waiters.push({ resolve, reject }));
    startForWaiters();
    return turn;
  }

  /** Gives waiting calls to free workers; once no more workers are about to come, to the least busy ones. */
  function serveWaiters(): void {
    if (waiters.length === 0) return;
    const moreToCome = places.some(({ starting }) => starting !== undefined);
    const loads = new Map<PoolConnection, number>();
    for (const place of places) {
      if (!isUp(place) || place.worker.suspect) continue;
      loads.set(place.worker.connection, place.worker.connection.busyness);
    }
    while (waiters.length > 0) {
      const [least, load] = leastOf(loads);
      if (least === undefined || (moreToCome && load > 0)) break;
      // The call is submitted soon, but not yet.
      loads.set(least, load + 1);
      waiters.shift()!.resolve(least);
    }
    startForWaiters();
  }

  /** One worker for each call that waits, as far as there are places. */
  function startForWaiters(): void {
    let needed = waiters.length - places.filter(({ starting }) => starting !== undefined).length;
    for (const place of places) {
      if (needed <= 0) return;
      if (isUp(place) || place.starting !== undefined) continue;
      place.starting = start(place);
      needed--;
    }
  }

  async function start(place: Place): Promise<void> {
    let failure: unknown;
    try {
      const worker = await pace.run(() => startWorker(workerOptions, owner, serveWaiters));
      place.worker = worker;
      alive.add(worker);
      worker.ended.then(() => alive.delete(worker));
    } catch (error) {
      failure = error;
    }
    place.starting = undefined;
    // While another worker is up or about to be, no call is lost.
    const hopeless = !places.some((other) => isUp(other) || other.starting !== undefined);
    if (hopeless && failure !== undefined)
      for (const { reject } of waiters.splice(0)) reject(failure as SnakebridgeError);
    else serveWaiters();
  }

  /** Calls that were made before are still served. */
  async function close(graceMs: number): Promise<void> {
    const until = performance.now() + graceMs;
    if (waiters.length > 0) {
      const giveUp = after(graceMs, () =>
        waiters.splice(0).forEach(({ reject }) => void reject(poolClosed())),
      );
      await new Promise<unknown>((resolve) => waiters.push({ resolve, reject: resolve }));
      giveUp.cancel();
    }
    await Promise.all(places.map(({ starting }) => starting));
    await Promise.all([...alive].map((worker) => worker.close(Math.max(0, until - performance.now()))));
  }

  function closeOnce({ graceMs = 30_000 }: CloseOptions = {}): Promise<void> {
    checkGrace(graceMs);
    closing ??= close(graceMs);
    return closing;
  }

  const pool: Pool = {
    environment: options.python === undefined ? (options.environment ?? defaultEnvironment) : undefined,
    call: (...parameters) => callHere(...parameters),
    session: sessionsOf(connect),
    timeoutMs: options.timeoutMs ?? settings.timeoutMs,
    workers: places.length,
    memo: new Memo(options.pure ?? settings.pure ?? [], options.memo ?? settings.memo ?? {}),
    intercept: interceptBy(options.interceptors ?? []),
    connect,
    statistics: () => Promise.all([...alive].filter(({ broken }) => !broken).map(statisticsOf)),
    close: closeOnce,
    [Symbol.asyncDispose]: () => closeOnce(),
  };
  const callHere = callByNameWith({ pool });
  return pool;
}

function isUp(place: Place): place is Place & { worker: Worker } {
  return place.worker !== undefined && !place.worker.broken;
}

function leastOf(
  loads: ReadonlyMap<PoolConnection, number>,
): [connection: PoolConnection | undefined, load: number] {
  let least: PoolConnection | undefined;
  let leastLoad = Number.POSITIVE_INFINITY;
  for (const [connection, load] of loads) {
    if (load >= leastLoad) continue;
    least = connection;
    leastLoad = load;
  }
  return [least, leastLoad];
}

async function statisticsOf({ connection, carrier, control }: Worker): Promise<PoolStatistics> {
  // Nothing else keeps the program alive until a new worker's control plane is there.
  const alive = setInterval(() => {}, 2 ** 30);
  try {
    const statistics = await (await control()).statistics();
    return { pid: connection.pid, carrier, load: connection.load, ...statistics };
  } finally {
    clearInterval(alive);
  }
}

function poolClosed(): SnakebridgeError {
  return new SnakebridgeError("PoolClosed", "The pool was closed.");
}

function queueFull(pending: number): SnakebridgeError {
  return new SnakebridgeError(
    "QueueFull",
    `${pending} calls wait or are under way, which is the pool's limit.`,
  );
}
