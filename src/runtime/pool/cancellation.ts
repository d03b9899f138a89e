import type { PoolConnection } from "../call/dispatcher.ts";
import type { ControlClient } from "../transport/control.ts";

/** A worker that answers nobody is ended after this many graces, though an older call may be what keeps it busy. */
const mutePatience = 10;

/** What cancelling needs of a worker. */
export interface CancellableWorker {
  readonly connection: PoolConnection;
  control(): Promise<ControlClient>;
  /** Ends the process; `reason` follows "was ended because". */
  kill(reason: string): void;
  /** `suspicious` has become false. */
  onAcquitted(): void;
}

export interface Cancellation {
  /** The call is not wanted any more. */
  cancel(id: number): void;
  /** The call is interrupted, but the worker lives on whatever it does. */
  hurry(id: number): void;
  /** The worker is at a cancelled call, or may be: what is sent to it may be lost with it. */
  readonly suspicious: boolean;
  /** Some calls have been answered. */
  look(): void;
}

/** Calls that were cancelled in one tick, as far as they have not ended. */
interface Batch {
  readonly ids: Set<number>;
  /** What the worker said last: those that know of it, and go on. */
  interrupted: readonly number[] | undefined;
}

/**
 * Interrupts calls that nobody waits for any more, and ends the worker when one of them goes on regardless: code that
 * swallows the exception, or C code that holds the interpreter lock, in which case the control plane is mute too.
 *
 * A call that still waits behind another one is no reason to end a worker: it is marked, and will not begin.
 */
export function createCancellation(worker: CancellableWorker, graceMs: number): Cancellation {
  const { connection } = worker;
  const batches = new Set<Batch>();
  /** The one that still grows. */
  let latest: Batch | undefined;

  return {
    cancel(id) {
      latest ??= begin();
      latest.ids.add(id);
    },
    hurry(id) {
      worker
        .control()
        .then((control) => control.interrupt([id]))
        .catch(() => {});
    },
    get suspicious() {
      for (const batch of batches) if (batch.interrupted === undefined || isGuilty(batch)) return true;
      return false;
    },
    look,
  };

  function begin(): Batch {
    const batch: Batch = { ids: new Set(), interrupted: undefined };
    batches.add(batch);
    queueMicrotask(() => {
      latest = undefined;
      interrupt(batch);
      watch(batch);
    });
    return batch;
  }

  async function interrupt(batch: Batch): Promise<void> {
    try {
      const control = await worker.control();
      batch.interrupted = await control.interrupt([...batch.ids]);
      look();
    } catch {
      // A control plane that does not answer leaves the verdict to time.
    }
  }

  function watch(batch: Batch): void {
    let graces = 0;
    const timer = setInterval(() => {
      look();
      graces++;
      if (batch.ids.size === 0) clearInterval(timer);
      else if (isGuilty(batch) || (batch.interrupted === undefined && graces >= mutePatience))
        worker.kill(`a cancelled call went on for ${graces * graceMs} ms`);
      else void interrupt(batch);
    }, graceMs);
    // The cancelled call itself keeps the event loop alive.
    timer.unref();
  }

  /** The worker is at one of these calls, or has told it to end: it says so itself, if it can. */
  function isGuilty({ ids, interrupted }: Batch): boolean {
    return interrupted?.some((id) => ids.has(id)) ?? ids.has(connection.running);
  }

  function look(): void {
    if (batches.size === 0) return;
    for (const batch of batches) {
      for (const id of batch.ids) if (!connection.awaits(id)) batch.ids.delete(id);
      if (batch.ids.size === 0) batches.delete(batch);
    }
    worker.onAcquitted();
  }
}
