import type { PoolConnection } from "../call/dispatcher.ts";
import type { Carrier } from "../transport/carrier.ts";
import type { ControlClient } from "../transport/control.ts";

/**
 * - `connecting`: it runs, and no carrier is open yet.
 * - `ready`: it takes calls.
 * - `closing`: it finishes its calls, or was asked to end.
 * - `broken`: its connection is lost. Its calls are notified once it is known how the process ended.
 * - `ended`: it is gone, and its calls were notified.
 */
export type WorkerState = "connecting" | "ready" | "closing" | "broken" | "ended";

/** One incarnation of a worker: a Python process and its connection, which end together. */
export interface Worker {
  readonly connection: PoolConnection;
  readonly carrier: Carrier["kind"];
  /** Whether it serves calls: it is neither broken nor gone. */
  readonly isUp: boolean;
  /** A call was cancelled, and it is not known yet whether Python obeys or the worker has to be ended. */
  readonly mayBeStuck: boolean;
  /** Settles when it has ended. */
  readonly ended: Promise<void>;
  control(): Promise<ControlClient>;
  /** Waits for the calls in flight, cancels the rest after `graceMs`, then ends the worker. Settles when it is gone. */
  close(graceMs: number): Promise<void>;
}
