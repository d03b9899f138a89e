import { defaultEnvironment } from "../../shared/environment-record.ts";
import { Memo } from "../memo/memo.ts";
import { createPool } from "./create-pool.ts";
import { allDefaultPools, defaultPoolIn } from "./default-pool.ts";
import type { CloseOptions, Pool } from "./pool.ts";

let closing: Promise<void> | undefined;

/**
 * Returns the default pool of one of the project's environments: `environment("legacy").call("numpy", "mean", [[1, 2]])`.
 * The pool is created from the project's configuration at its first use. Throws a `SnakebridgeError` when the project has no
 * such environment.
 */
export function environment(name: string): Pool {
  return defaultPoolIn(name).open(createPool);
}

/** Results that the default pool keeps of functions that are declared pure. */
export const memo: Pick<Memo, "statistics" | "clear"> = {
  statistics: () => (defaultPoolIn(defaultEnvironment).currentMemo ?? new Memo([], {})).statistics(),
  clear: () => defaultPoolIn(defaultEnvironment).currentMemo?.clear(),
};

/**
 * Sends later calls that name no pool to this one: calls of its environment, if it was created for one. The default pool
 * before it stays open until `close()`.
 */
export function setDefaultPool(pool: Pool): void {
  defaultPoolIn(pool.environment ?? defaultEnvironment).replaceBy(pool, createPool);
}

/**
 * Ends the workers of the default pools after the calls in flight. A program may end without it. A later call starts a new
 * worker, which keeps nothing of the old one.
 */
export function close(options?: CloseOptions): Promise<void> {
  const open = [...allDefaultPools()].flatMap((pool) => pool.detach());
  closing = Promise.all([closing, ...open.map((pool) => pool.close(options))]).then(() => {});
  return closing;
}
