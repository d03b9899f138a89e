import type { Invocation } from "../call/invocation.ts";
import type { Scope } from "../call/scope.ts";
import type { Writer } from "../codec/writer.ts";
import type { SnakebridgeError } from "../errors.ts";
import type { WaitingThread } from "../host/waiting-thread.ts";
import type { Memo } from "../memo/memo.ts";
import type { Connection } from "./connection.ts";
import type { CallFailure } from "./thrown.ts";

/** Gives the outcome of a call, which `send` sends, once. */
export type Intercept = (call: Invocation, send: () => Promise<unknown>) => Promise<unknown>;

/**
 * What a call needs of a pool, and all it knows of one.
 *
 * A call that takes references (or results kept on a worker) goes to the connection where they were made without asking
 * the pool. When a worker ends, its calls that were not sent yet fail with `executed: "no"`; those without references
 * ask `connect()` again, so that a new worker can be started for them.
 */
export interface Dispatcher {
  /** Name of the project's environment that its workers run in; absent: one that it was given as an interpreter. */
  readonly environment?: string | undefined;
  /** Deadline of calls that name none; absent or 0: none. */
  readonly timeoutMs?: number | undefined;
  /** Most workers at one time; absent: one. */
  readonly workers?: number | undefined;
  /** Answers calls of functions that are declared pure; absent: there are none. */
  readonly memo?: Memo | undefined;
  /** Stands around every call that is awaited; absent: nothing does. */
  readonly intercept?: Intercept | undefined;
  /**
   * The connection for a call without references: the least busy (`connection.load`), first worker first; starts a
   * worker when there is none. Rejects with a `SnakebridgeError` when no worker can be had (closed, crash loop, full).
   * A thread of `waiting`, if that is the pool's, waits for the function that calls, and runs the call.
   */
  connect(waiting?: Connection): Connection | Promise<Connection>;
}

/** What a connection asks of the worker's owner. Implemented by the pool. */
export interface ConnectionOwner {
  /** The pool itself: calls on its objects have its deadline. */
  readonly dispatcher: Dispatcher | undefined;
  /** A connection with this load has to ask before it takes another call. */
  readonly largestLoad: number;
  /** Why the pool takes no other call, when it does not. */
  full(): SnakebridgeError | undefined;
  /**
   * A call that was sent is no longer wanted (deadline, abort); its promise is settled already. Interrupt the worker, and
   * end it if `connection.awaits(id)` stays true. Without `insist`, interrupt it once and leave it at that.
   */
  interrupt(connection: Connection, id: number, insist?: boolean): void;
}

/** One call on its way through a connection. Implemented by the call; the pool never sees inside. */
export interface Request {
  /** The call as errors name it. */
  readonly symbol: string;
  readonly op: number;
  readonly flags: number;
  /** 0 until the request is written into a frame. */
  readonly id: number;
  /** Goes to Python beside the arguments. */
  readonly metadata: Readonly<Record<string, string>> | undefined;
  /** What runs it in Python, where that is not the main thread. */
  thread: WaitingThread | undefined;
  /** Settled before its answer came (deadline, abort). */
  readonly settled: boolean;
  /** Where it was made: what comes for it is let go at the end of that. */
  readonly scope: Scope | undefined;
  /** The connection on which its arguments live, when they do: only there can it run. */
  readonly home: Connection | undefined;
  /** It takes the result of `call`, which is not there yet. */
  need(call: Request): void;
  /**
   * Whether it takes what a call among its arguments comes to, should Python make a coroutine of it. Otherwise it takes the
   * coroutine, unless the program awaits that call.
   */
  takesResultOf(call: object): boolean;
  /** Writes the payload; throws for a value that cannot cross. */
  write(writer: Writer): void;
  /** It is in a frame of this connection now, under this id. */
  written(connection: Connection, id: number): void;
  /** An argument was found to live on another connection: go there. */
  move(connection: Connection): void;
  /** It was not sent, because the connection has ended: find another one, or fail with `error`. */
  reroute(error: SnakebridgeError): void;
  fulfil(value: unknown): void;
  fail(error: CallFailure): void;
}
