import { AsyncLocalStorage } from "node:async_hooks";
import type { WaitingThread } from "../connection/request.ts";

// Created with the first call from a thread: from then on every promise costs a little more.
let threads: AsyncLocalStorage<WaitingThread | undefined> | undefined;

/**
 * Returns the Python thread that called the running code. Returns `undefined` for the main thread, and for code that Python
 * did not call.
 */
export function waitingThread(): WaitingThread | undefined {
  return threads?.getStore();
}

/** Runs `body`. Python runs its calls on `thread`, or on the main thread if it is absent. */
export function runForThread<T>(thread: WaitingThread | undefined, body: () => T): T {
  if (thread === undefined && threads === undefined) return body();
  threads ??= new AsyncLocalStorage();
  return threads.run(thread, body);
}
