import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Dispatcher, Intercept, PoolConnection } from "../call/dispatcher.ts";
import type { Memo } from "../memo/memo.ts";
import { findProjectEnvironment, type ProjectEnvironment } from "../project.ts";
import type { PoolOptions } from "./options.ts";
import type { Pool } from "./pool.ts";

type CreatePool = (options: PoolOptions) => Pool;

/**
 * The pool of an environment's calls that name none. The code of pools is loaded with the first call that is sent, and the
 * pool is created then, from the project's configuration.
 */
export class DefaultPool implements Dispatcher {
  readonly environment: string;
  /** Absent until the code of pools is loaded. */
  #create: CreatePool | undefined;
  #current: Pool | undefined;
  /** Pools that were the default before, and are still open. */
  readonly #replaced: Pool[] = [];

  constructor(environment: string) {
    this.environment = environment;
  }

  get timeoutMs(): number | undefined {
    return (this.#pool ?? this.#settings).timeoutMs;
  }

  get workers(): number | undefined {
    return (this.#pool ?? this.#settings).workers;
  }

  get memo(): Memo | undefined {
    return this.#pool?.memo;
  }

  get intercept(): Intercept | undefined {
    return this.#current?.intercept;
  }

  connect(waiting?: object): PoolConnection | Promise<PoolConnection> {
    const pool = this.#pool;
    return pool === undefined ? this.#load() : pool.connect(waiting);
  }

  /** Returns the pool itself, and creates it where there is none. */
  open(create: CreatePool): Pool {
    const { environment } = this;
    this.#current ??= create(environment === defaultEnvironment ? {} : { environment });
    this.#create ??= create;
    return this.#current;
  }

  /** Sends later calls to `pool`. The one before stays open until `detach()`. */
  replaceBy(pool: Pool, create: CreatePool): void {
    this.#create ??= create;
    if (this.#current !== undefined && this.#current !== pool) this.#replaced.push(this.#current);
    this.#current = pool;
  }

  /** Returns all open pools, for the caller to close. A later call creates another pool. */
  detach(): Pool[] {
    const pools = this.#replaced.splice(0);
    if (this.#current !== undefined) pools.push(this.#current);
    this.#current = undefined;
    return pools;
  }

  /** The memo of the pool that is open now: no pool is created for it. */
  get currentMemo(): Memo | undefined {
    return this.#current?.memo;
  }

  get #pool(): Pool | undefined {
    return this.#current ?? (this.#create && this.open(this.#create));
  }

  /** The project's settings, for the first calls. `connect` reports what is wrong with them. */
  get #settings(): ProjectEnvironment["pool"] {
    try {
      return findProjectEnvironment({ environment: this.environment }).pool;
    } catch {
      return {};
    }
  }

  async #load(): Promise<PoolConnection> {
    const { createPool } = await import("./create-pool.ts");
    return this.open(createPool).connect();
  }
}

const pools = new Map<string, DefaultPool>();

/** Returns the default pool of one of the project's environments. */
export function defaultPoolIn(environment: string): DefaultPool {
  let pool = pools.get(environment);
  if (pool === undefined) {
    pool = new DefaultPool(environment);
    pools.set(environment, pool);
  }
  return pool;
}

export function allDefaultPools(): Iterable<DefaultPool> {
  return pools.values();
}
