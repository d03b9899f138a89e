import type { SnakebridgeError } from "../errors.ts";

/** What a connection asks of the owner of its worker. Implemented by the pool. */
export interface ConnectionOwner<Dispatcher = unknown> {
  /** Who sends calls to this worker; the connection only passes it on to the layers above. */
  readonly dispatcher: Dispatcher;
  /** A connection with this load asks `full()` before it takes another call. */
  readonly largestLoad: number;
  /** Why the pool takes no more calls; absent while it does. */
  full(): SnakebridgeError | undefined;
  /** Nothing is queued or in flight there. Perhaps repeatedly. */
  idle(): void;
  /**
   * A sent call was cancelled (deadline, signal); its promise is settled already. Interrupt the worker, and end it if
   * `connection.awaits(id)` stays true. With `interruptOnly`, interrupt it once and do no more.
   */
  interrupt(id: number, interruptOnly: boolean): void;
}
