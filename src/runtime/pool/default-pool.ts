import { defaultEnvironment } from "../../shared/environment-record.ts";
import { adoptDefaultPool } from "../call/default-dispatcher.ts";
import type { Connection } from "../connection/connection.ts";
import type { Dispatcher, Intercept } from "../connection/dispatcher.ts";
import { Memo } from "../memo/memo.ts";
import { type CloseOptions, createPool, type Pool } from "./pool.ts";

/** The default pool of one environment, whichever that is at the moment. */
class DefaultPool implements Dispatcher {
  readonly environment: string;
  current: Pool | undefined;
  /** Pools that were the default before. */
  readonly replaced: Pool[] = [];

  constructor(environment: string) {
    this.environment = environment;
  }

  /** Made from the project's configuration at its first use. */
  get pool(): Pool {
    const { environment } = this;
    this.current ??= createPool(environment === defaultEnvironment ? {} : { environment });
    return this.current;
  }

  get memo(): Memo {
    return this.pool.memo;
  }

  get intercept(): Intercept | undefined {
    return this.current?.intercept;
  }

  get timeoutMs(): number | undefined {
    return this.pool.timeoutMs;
  }

  get workers(): number | undefined {
    return this.pool.workers;
  }

  connect(waiting?: Connection): Connection | Promise<Connection> {
    return this.pool.connect(waiting);
  }
}

const pools = new Map<string, DefaultPool>();
let closing: Promise<void> | undefined;

/** The pool of an environment's calls that name none. */
export function defaultPool(environment: string): Dispatcher {
  poolIn(environment).pool;
  return poolIn(environment);
}

/**
 * The default pool of one of the project's environments: `environment("legacy").call("numpy", "mean", [[1, 2]])`. It is made
 * from the project's configuration at its first use.
 */
export function environment(name: string): Pool {
  const { pool } = poolIn(name);
  adoptDefaultPool(name, poolIn(name));
  return pool;
}

/** Results that the default pool keeps of functions that are declared pure. */
export const memo: Pick<Memo, "statistics" | "clear"> = {
  statistics: () => (poolIn(defaultEnvironment).current?.memo ?? new Memo([], {})).statistics(),
  clear: () => poolIn(defaultEnvironment).current?.memo.clear(),
};

/**
 * Calls that name no pool go to this one from now on: those of its environment, if it was made for one. One that was there
 * before stays open until `close()`.
 */
export function setDefaultPool(pool: Pool): void {
  const name = pool.environment ?? defaultEnvironment;
  const place = poolIn(name);
  if (place.current !== undefined && place.current !== pool) place.replaced.push(place.current);
  place.current = pool;
  adoptDefaultPool(name, place);
}

/**
 * Ends the workers of the default pools after the calls under way. Not needed for a program to end. A call made afterwards
 * starts a new worker, in which nothing of the old one is left.
 */
export function close(options?: CloseOptions): Promise<void> {
  const open = [...pools.values()].flatMap((each) => {
    const ended = [...each.replaced.splice(0), ...(each.current === undefined ? [] : [each.current])];
    each.current = undefined;
    return ended;
  });
  closing = Promise.all([closing, ...open.map((pool) => pool.close(options))]).then(() => {});
  return closing;
}

function poolIn(environment: string): DefaultPool {
  let found = pools.get(environment);
  if (found === undefined) {
    found = new DefaultPool(environment);
    pools.set(environment, found);
  }
  return found;
}
