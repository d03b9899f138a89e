import type { Dispatcher } from "../call/dispatcher.ts";
import type { Memo } from "../memo/memo.ts";
import type { CallByName } from "../session/call-by-name.ts";
import type { OpenSession } from "../session/session.ts";
import type { Carrier } from "../transport/carrier.ts";
import type { WorkerStatistics } from "../transport/control.ts";

/** Python processes that calls are spread over. */
export interface Pool extends Dispatcher, AsyncDisposable {
  /** The universal call, in this pool: `pool.call("numpy.linalg", "norm", [[3, 4]])`. Needs no `this`. */
  readonly call: CallByName;
  /** Kept results of functions that are declared pure: `memo.statistics()`, `memo.clear()`. */
  readonly memo: Memo;
  /** Opens a session on one of its workers, one with few other calls and sessions. Needs no `this`. */
  readonly session: OpenSession;
  /**
   * Ends the workers after the calls in flight. Later calls fail with `PoolClosed`, and so do calls that are not done after
   * `graceMs`. Settles when no process is left.
   */
  close(options?: CloseOptions): Promise<void>;
  /** Asks each running worker for its statistics. Rejects with `ControlUnavailable` when one does not answer. */
  statistics(): Promise<PoolStatistics[]>;
}

export interface CloseOptions {
  /** Milliseconds for the calls in flight; then they are interrupted. Default 30 000; `Infinity`: as long as they take. */
  readonly graceMs?: number;
}

/** One worker's statistics. */
export interface PoolStatistics extends WorkerStatistics {
  readonly pid: number;
  readonly carrier: Carrier["kind"];
  /** Calls that are queued or in flight. */
  readonly load: number;
}
