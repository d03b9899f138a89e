import type { Dispatcher } from "../connection/dispatcher.ts";
import { createPool, type Pool } from "./pool.ts";

let current: Pool | undefined;
let closing: Promise<void> | undefined;

/** The pool of calls that name none. It is made from the project's configuration at its first use. */
export function defaultPool(): Dispatcher {
  current ??= createPool();
  return dispatcher;
}

const dispatcher: Dispatcher = {
  get timeoutMs() {
    current ??= createPool();
    return current.timeoutMs;
  },
  get workers() {
    current ??= createPool();
    return current.workers;
  },
  connect() {
    current ??= createPool();
    return current.connect();
  },
};

/**
 * Ends the workers of the default pool after the calls under way. Not needed for a program to end. A call made afterwards
 * starts a new worker, in which nothing of the old one is left.
 */
export function close(): Promise<void> {
  const pool = current;
  current = undefined;
  closing = Promise.all([closing, pool?.close()]).then(() => {});
  return closing;
}
