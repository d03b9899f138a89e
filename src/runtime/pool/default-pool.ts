import type { Dispatcher } from "../connection/dispatcher.ts";
import { Memo } from "../memo/memo.ts";
import { adoptDefaultPool } from "../object/default-dispatcher.ts";
import { type CloseOptions, createPool, type Pool } from "./pool.ts";

let current: Pool | undefined;
/** Pools that were the default before. */
const replaced: Pool[] = [];
let closing: Promise<void> | undefined;

/** The pool of calls that name none. It is made from the project's configuration at its first use. */
export function defaultPool(): Dispatcher {
  current ??= createPool();
  return dispatcher;
}

/** Results that the default pool keeps of functions that are declared pure. */
export const memo: Pick<Memo, "statistics" | "clear"> = {
  statistics: () => (current === undefined ? new Memo([], {}) : current.memo).statistics(),
  clear: () => current?.memo.clear(),
};

/** Calls that name no pool go to this one from now on; one that was there before stays open until `close()`. */
export function setDefaultPool(pool: Pool): void {
  if (current !== undefined && current !== pool) replaced.push(current);
  current = pool;
  adoptDefaultPool(dispatcher);
}

const dispatcher: Dispatcher = {
  get memo() {
    current ??= createPool();
    return current.memo;
  },
  get intercept() {
    return current?.intercept;
  },
  get timeoutMs() {
    current ??= createPool();
    return current.timeoutMs;
  },
  get workers() {
    current ??= createPool();
    return current.workers;
  },
  connect(waiting) {
    current ??= createPool();
    return current.connect(waiting);
  },
};

/**
 * Ends the workers of the default pool after the calls under way. Not needed for a program to end. A call made afterwards
 * starts a new worker, in which nothing of the old one is left.
 */
export function close(options?: CloseOptions): Promise<void> {
  const pools = [...replaced.splice(0), current];
  current = undefined;
  closing = Promise.all([closing, ...pools.map((pool) => pool?.close(options))]).then(() => {});
  return closing;
}
