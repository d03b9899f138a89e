import { AsyncLocalStorage } from "node:async_hooks";
import type { WaitingThread } from "../connection/request.ts";

// Created when a thread calls first: from then on every promise costs a little more.
let threads: AsyncLocalStorage<WaitingThread | undefined> | undefined;

/** Returns the Python thread that called the running code; absent for the main thread, and for code that Python did not call. */
export function waitingThread(): WaitingThread | undefined {
  return threads?.getStore();
}

/** Runs `body`, whose calls this thread runs; absent: the main thread. */
export function runForThread<T>(thread: WaitingThread | undefined, body: () => T): T {
  if (thread === undefined && threads === undefined) return body();
  threads ??= new AsyncLocalStorage();
  return threads.run(thread, body);
}
