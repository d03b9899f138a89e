import type { Connection } from "../connection/connection.ts";
import type { Call } from "./call.ts";
import type { Scope } from "./scope.ts";

/** A connection that sends calls to a worker of a pool. */
export type PoolConnection = Connection<Call, Dispatcher | undefined>;

/** Where a call goes: a connection, or the one that a pool is choosing. */
export type Route = PoolConnection | Promise<PoolConnection>;

/** Resolves to the outcome of a call, which `send` sends, once. */
export type Intercept = (call: Call, send: () => Promise<unknown>) => Promise<unknown>;

/** Answers calls of functions that are declared pure. Implemented by `Memo`. */
export interface CallMemo {
  /** Whether no function is declared pure. */
  readonly isUnused: boolean;
  covers(call: Call): boolean;
  /** Answers the call, now or with the result of an identical one, or has it sent. */
  serve(call: Call, ways: CallWays): void;
}

/** What a call can do: be sent, or wait for another one with its own deadline and signal. */
export interface CallWays {
  send(): void;
  wait(): void;
}

/**
 * Everything that a call knows of a pool.
 *
 * A call that takes references (or results kept on a worker) goes to the connection that has them, without asking the pool.
 * When a worker ends, its calls that were not sent yet fail with `executed: "no"`; those without references ask `connect()`
 * again, so that the pool can start another worker for them.
 */
export interface Dispatcher {
  /** Name of the project's environment that its workers run in; absent: the pool was given an interpreter. */
  readonly environment?: string | undefined;
  /** Deadline of calls that name none, in milliseconds; absent or 0: none. */
  readonly timeoutMs?: number | undefined;
  /** Most workers at one time; absent: one. */
  readonly workers?: number | undefined;
  /** Answers calls of functions that are declared pure; absent: there are none. */
  readonly memo?: CallMemo | undefined;
  /** Wraps every awaited call; absent: nothing does. */
  readonly intercept?: Intercept | undefined;
  /**
   * Returns the connection for a call without references: the least busy one (`connection.load`), first worker first; starts
   * a worker when there is none. Rejects with a `SnakebridgeError` when no worker can be had (closed, crash loop, full).
   * A thread of the connection `waiting` waits for the function that makes the call, and runs the call, if the connection
   * is one of this pool.
   */
  connect(waiting?: object): PoolConnection | Promise<PoolConnection>;
}

/** A session as calls know it: a dispatcher with a scope. */
export interface CallSession extends Dispatcher {
  /** @internal */
  readonly scope: Scope;
}
