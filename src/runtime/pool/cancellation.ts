import type { PoolConnection } from "../call/dispatcher.ts";
import type { ControlClient } from "../transport/control.ts";

/** A worker that does not answer is ended after this many grace periods, even if an older call keeps it busy. */
const unresponsiveGraces = 10;

/** The worker, as cancelling needs it. */
export interface CancellableWorker {
  readonly connection: Pick<PoolConnection, "awaits" | "running">;
  control(): Promise<Pick<ControlClient, "interrupt">>;
  /** Ends the process; `reason` follows "was ended because". */
  kill(reason: string): void;
  /** `mayBeStuck` may have become false. */
  recovered(): void;
}

/** Calls that were cancelled in one tick, without those that have ended. */
interface Batch {
  readonly ids: Set<number>;
  /** The worker's last report: the calls that it has been asked to end, and that go on. Absent until it answers. */
  interrupted: readonly number[] | undefined;
}

/**
 * Interrupts cancelled calls, and ends the worker when one of them continues regardless. Either Python code swallows the
 * exception, or C code holds the interpreter lock; then the control plane does not answer either.
 *
 * A cancelled call that is queued behind another one never ends a worker: Python marks it and does not begin it.
 */
export class Cancellation {
  readonly #worker: CancellableWorker;
  readonly #graceMs: number;
  readonly #batches = new Set<Batch>();
  /** The batch of this tick. */
  #latest: Batch | undefined;

  constructor(worker: CancellableWorker, graceMs: number) {
    this.#worker = worker;
    this.#graceMs = graceMs;
  }

  /** Interrupts a call, and ends the worker if it does not obey in time. */
  cancel(id: number): void {
    this.#latest ??= this.#begin();
    this.#latest.ids.add(id);
  }

  /** Interrupts a call once. The worker lives on, also when the call does. */
  interruptOnly(id: number): void {
    this.#worker
      .control()
      .then((control) => control.interrupt([id]))
      .catch(() => {});
  }

  /** The worker runs a cancelled call, or may run one: calls that are sent now may be lost with it. */
  get mayBeStuck(): boolean {
    for (const batch of this.#batches)
      if (batch.interrupted === undefined || this.#isStillRunning(batch)) return true;
    return false;
  }

  /** Removes calls that have ended. To be called after replies, and at the end of the worker. */
  check(): void {
    if (this.#batches.size === 0) return;
    for (const batch of this.#batches) {
      for (const id of batch.ids) if (!this.#worker.connection.awaits(id)) batch.ids.delete(id);
      if (batch.ids.size === 0) this.#batches.delete(batch);
    }
    this.#worker.recovered();
  }

  #begin(): Batch {
    const batch: Batch = { ids: new Set(), interrupted: undefined };
    this.#batches.add(batch);
    queueMicrotask(() => {
      this.#latest = undefined;
      this.#interrupt(batch);
      this.#watch(batch);
    });
    return batch;
  }

  async #interrupt(batch: Batch): Promise<void> {
    try {
      const control = await this.#worker.control();
      batch.interrupted = await control.interrupt([...batch.ids]);
      this.check();
    } catch {
      // The control plane does not answer: the grace periods decide.
    }
  }

  #watch(batch: Batch): void {
    let graces = 0;
    const timer = setInterval(() => {
      this.check();
      graces++;
      const isUnresponsive = batch.interrupted === undefined && graces >= unresponsiveGraces;
      if (batch.ids.size === 0) clearInterval(timer);
      else if (isUnresponsive || this.#isStillRunning(batch))
        this.#worker.kill(`a cancelled call went on for ${graces * this.#graceMs} ms`);
      else void this.#interrupt(batch);
    }, this.#graceMs);
    // The cancelled call itself keeps the event loop alive.
    timer.unref();
  }

  /** The worker reports itself whether it runs one of these calls. One that does not answer runs the oldest. */
  #isStillRunning({ ids, interrupted }: Batch): boolean {
    return interrupted?.some((id) => ids.has(id)) ?? ids.has(this.#worker.connection.running);
  }
}
