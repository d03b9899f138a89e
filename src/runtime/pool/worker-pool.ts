import type { Dispatcher, PoolConnection } from "../call/dispatcher.ts";
import { SnakebridgeError } from "../errors.ts";
import type { DispatchPolicy } from "./dispatch-policy.ts";
import { Lifecycle } from "./lifecycle.ts";
import { createStartPace } from "./start-pace.ts";
import { after } from "./timer.ts";
import { WaitingQueue } from "./waiting-queue.ts";
import type { Worker } from "./worker.ts";
import { WorkerSlot } from "./worker-slot.ts";
import type { WorkerOwner, WorkerSource } from "./worker-source.ts";

export interface WorkerPoolOptions {
  readonly source: WorkerSource;
  readonly policy: DispatchPolicy;
  /** Most workers at one time. */
  readonly size: number;
  /** Calls that may be queued or in flight, all workers together. */
  readonly maxPending: number;
}

/** Gives calls to workers, and starts a worker when calls wait for one. */
export class WorkerPool implements WorkerOwner {
  readonly #dispatcher: () => Dispatcher;
  /** A connection with fewer calls need not ask whether the pool is full. */
  readonly largestLoad: number;
  readonly #source: WorkerSource;
  readonly #policy: DispatchPolicy;
  readonly #maxPending: number;
  readonly #slots: readonly WorkerSlot[];
  /** Workers whose process may still exist, whether or not they take calls. */
  readonly #alive = new Set<Worker>();
  readonly #queue = new WaitingQueue<PoolConnection>();
  readonly #lifecycle = new Lifecycle();
  readonly #pace = createStartPace();

  /** @param dispatcher returns the pool as calls know it, which may be created later than this */
  constructor(dispatcher: () => Dispatcher, { source, policy, size, maxPending }: WorkerPoolOptions) {
    this.#dispatcher = dispatcher;
    this.#source = source;
    this.#policy = policy;
    this.#maxPending = maxPending;
    this.#slots = Array.from({ length: size }, () => new WorkerSlot());
    this.largestLoad = size === 1 ? maxPending : 1;
  }

  get dispatcher(): Dispatcher {
    return this.#dispatcher();
  }

  /** Workers that are up. */
  get workers(): Worker[] {
    return [...this.#alive].filter(({ isUp }) => isUp);
  }

  /** Returns the connection for one call; needs no `this`. Rejects when the pool is full, closed, or cannot start a worker. */
  readonly connect = (waiting?: object): PoolConnection | Promise<PoolConnection> => {
    if (this.#lifecycle.state !== "open") return Promise.reject(poolClosed());
    const own = waiting === undefined ? undefined : this.#slotOf(waiting);
    if (own !== undefined) return own.worker!.connection;
    const full = this.full();
    if (full !== undefined) return Promise.reject(full);
    const canGrow = this.#slots.some(({ worker }) => worker === undefined);
    const slot = this.#policy.choose(this.#slots, canGrow);
    if (slot !== undefined) return slot.worker!.connection;
    const place = this.#queue.join();
    this.#startForQueue();
    return place;
  };

  full(): SnakebridgeError | undefined {
    let pending = this.#queue.size;
    for (const { worker } of this.#slots) pending += worker?.connection.load ?? 0;
    return pending >= this.#maxPending ? queueFull(pending) : undefined;
  }

  workerChanged(): void {
    if (this.#queue.size > 0) this.#serveQueue();
  }

  /** Serves the calls that it has taken, then ends its workers. Calls that are not done after `graceMs` are cancelled. */
  close(graceMs: number): Promise<void> {
    return this.#lifecycle.close(async () => {
      const until = performance.now() + graceMs;
      const limit = after(graceMs, () => this.#queue.rejectAll(poolClosed()));
      await this.#queue.empty();
      limit.cancel();
      await Promise.all(this.#slots.map((slot) => slot.settled()));
      await Promise.all(
        [...this.#alive].map((worker) => worker.close(Math.max(0, until - performance.now()))),
      );
    });
  }

  #slotOf(connection: object): WorkerSlot | undefined {
    return this.#slots.find(({ worker }) => worker?.connection === connection);
  }

  /** Gives waiting calls to idle workers; when no other worker is starting, to the least busy ones. */
  #serveQueue(): void {
    const moreToCome = this.#slots.some(({ state }) => state === "starting");
    // Loads are counted here: a call that leaves the queue is submitted a little later.
    const candidates = this.#slots
      .filter(({ takesCalls }) => takesCalls)
      .map((slot) => ({ takesCalls: true, load: slot.load, connection: slot.worker!.connection }));
    while (this.#queue.size > 0) {
      const candidate = this.#policy.choose(candidates, moreToCome);
      if (candidate === undefined) break;
      candidate.load++;
      this.#queue.serve(candidate.connection);
    }
    this.#startForQueue();
  }

  /** Starts one worker for each call that waits, while there are empty slots. */
  #startForQueue(): void {
    let needed = this.#queue.size - this.#slots.filter(({ state }) => state === "starting").length;
    for (const slot of this.#slots) {
      if (needed <= 0) return;
      if (slot.state !== "empty") continue;
      this.#start(slot);
      needed--;
    }
  }

  #start(slot: WorkerSlot): void {
    slot
      .start(() => this.#pace.run(() => this.#source.start(this)))
      .then(
        (worker) => this.#joined(worker),
        (error: SnakebridgeError) => this.#startFailed(error),
      );
  }

  #joined(worker: Worker): void {
    this.#alive.add(worker);
    worker.ended.then(() => this.#alive.delete(worker));
    this.workerChanged();
  }

  /** Calls fail only when no other worker is up or starting. */
  #startFailed(error: SnakebridgeError): void {
    if (this.#slots.every(({ state }) => state === "empty")) this.#queue.rejectAll(error);
    else this.workerChanged();
  }
}

function poolClosed(): SnakebridgeError {
  return new SnakebridgeError("PoolClosed", "The pool was closed.");
}

function queueFull(pending: number): SnakebridgeError {
  return new SnakebridgeError(
    "QueueFull",
    `${pending} calls are queued or in flight, which is the pool's limit.`,
  );
}
