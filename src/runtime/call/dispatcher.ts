import type { Connection } from "../connection/connection.ts";
import type { Call } from "./call.ts";
import type { Scope } from "./scope.ts";

/** A connection that sends calls to a worker of a pool. */
export type PoolConnection = Connection<Call, Dispatcher | undefined>;

/** The destination of a call: a connection, or a promise of it while a pool is choosing. */
export type Route = PoolConnection | Promise<PoolConnection>;

/** Resolves to the outcome of a call. `send` sends the call, once. */
export type Intercept = (call: Call, send: () => Promise<unknown>) => Promise<unknown>;

/** Answers calls of functions that the program declared pure. Implemented by `Memo`. */
export interface CallMemo {
  /** @internal Whether the program declared no function pure. */
  readonly isUnused: boolean;
  covers(call: Call): boolean;
  /** Answers the call now, or with the result of an identical one, or sends it. */
  serve(call: Call, ways: CallWays): void;
}

/** How a call gets its answer: it is sent, or it waits for another call, with its own deadline and signal. */
export interface CallWays {
  send(): void;
  wait(): void;
}

/**
 * A pool as calls see it.
 *
 * A call that takes references, or results kept on a worker, goes directly to the connection that has them. When a worker
 * ends, calls that were not sent fail with `executed: "no"`. Calls without references instead call `connect()` again, so
 * that the pool can start another worker for them.
 */
export interface Dispatcher {
  /** Name of the project's environment in which its workers run. Absent for a pool created with an interpreter. */
  readonly environment?: string | undefined;
  /** Deadline in milliseconds for calls that set none. Absent or 0: no deadline. */
  readonly timeoutMs?: number | undefined;
  /** Maximum number of workers at one time. Default: one. */
  readonly workers?: number | undefined;
  /** Answers calls of functions that the program declared pure, if there are any. */
  readonly memo?: CallMemo | undefined;
  /** Wraps every awaited call, if the pool has interceptors. */
  readonly intercept?: Intercept | undefined;
  /**
   * Returns the connection for a call without references: the least busy one (`connection.load`), among equals the first.
   * Starts a worker when there is none. Rejects with a `SnakebridgeError` when no worker is available: the pool is closed
   * or full, or its workers cannot start.
   *
   * @param waiting a connection with a thread that waits for the function that makes the call. That thread runs the call,
   * if the connection belongs to this pool.
   */
  connect(waiting?: object): PoolConnection | Promise<PoolConnection>;
}

/** A session as calls see it: a dispatcher with a scope. */
export interface CallSession extends Dispatcher {
  /** @internal */
  readonly scope: Scope;
}
