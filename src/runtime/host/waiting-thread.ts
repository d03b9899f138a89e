import { AsyncLocalStorage } from "node:async_hooks";
import type { Connection } from "../connection/connection.ts";

/** A thread of Python's, not the main one, that waits for what a function returns: it runs the calls that this one makes. */
export interface WaitingThread {
  readonly connection: Connection;
  readonly invocation: number;
  /** It has its answer, and runs no more of them. */
  answered: boolean;
}

// Made when a thread calls first: from then on every promise costs a little more.
let threads: AsyncLocalStorage<WaitingThread | undefined> | undefined;

/** The thread that the running code is called by; absent: the main one, or nobody of Python's. */
export function waitingThread(): WaitingThread | undefined {
  return threads?.getStore();
}

/** Calls that `body` makes are for this thread, or for the main one. */
export function runForThread<T>(thread: WaitingThread | undefined, body: () => T): T {
  if (thread === undefined && threads === undefined) return body();
  threads ??= new AsyncLocalStorage();
  return threads.run(thread, body);
}
