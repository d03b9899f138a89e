import type { Connection } from "../connection/connection.ts";
import type { ControlClient } from "../transport/control.ts";

/** A worker that answers nobody is ended after this many graces, though an older call may be what keeps it busy. */
const mutePatience = 10;

/** What cancelling needs of a worker. */
export interface CancellableWorker {
  readonly connection: Connection;
  control(): Promise<ControlClient>;
  /** Ends the process; `reason` goes on "was ended because…". */
  kill(reason: string): void;
}

/**
 * Interrupts calls that nobody waits for any more, and ends the worker when one of them goes on regardless: code that
 * swallows the exception, or C code that holds the interpreter lock, in which case the control plane is mute too.
 *
 * A call that still waits behind another one is never a reason to end a worker: it is marked, and will not begin.
 */
export function createCancellation(worker: CancellableWorker, graceMs: number): (id: number) => void {
  let batch: number[] = [];

  return (id) => {
    // Calls of one tick have one deadline: one request for them all.
    if (batch.push(id) > 1) return;
    queueMicrotask(() => {
      const ids = batch;
      batch = [];
      void cancel(ids);
    });
  };

  async function cancel(ids: number[]): Promise<void> {
    let interrupted = 0;
    let answered = false;
    interrupt(ids).then(
      (id) => {
        interrupted = id;
        answered = true;
      },
      () => {}, // Mute or gone; the calls' fate shows which.
    );
    for (let graces = 1; ; graces++) {
      await sleep(graceMs);
      const open = ids.filter((id) => worker.connection.awaits(id));
      if (open.length === 0) return;
      const guilty = open.find((id) => id === interrupted || id === worker.connection.running);
      if (guilty !== undefined || (!answered && graces >= mutePatience)) {
        worker.kill(`a cancelled call did not end within ${graces * graceMs} ms of being interrupted`);
        return;
      }
    }
  }

  async function interrupt(ids: readonly number[]): Promise<number> {
    const control = await worker.control();
    return control.interrupt(ids);
  }
}

/** The worker is busy as long as this matters, and keeps the event loop alive itself. */
function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms).unref());
}
