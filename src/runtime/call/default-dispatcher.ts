import { defaultEnvironment } from "../../shared/environment-record.ts";
import type { Connection } from "../connection/connection.ts";
import type { Dispatcher, Intercept } from "../connection/dispatcher.ts";
import type { Memo } from "../memo/memo.ts";
import { findProjectEnvironment, type ProjectEnvironment } from "../project.ts";

/** The pool of an environment's calls that name none. Nothing of it is loaded before the first call is sent. */
class EnvironmentDispatcher implements Dispatcher {
  readonly environment: string;
  pool: Dispatcher | undefined;

  constructor(environment: string) {
    this.environment = environment;
  }

  get timeoutMs(): number | undefined {
    return this.pool === undefined ? this.#settings().timeoutMs : this.pool.timeoutMs;
  }

  get workers(): number | undefined {
    return this.pool === undefined ? this.#settings().workers : this.pool.workers;
  }

  get memo(): Memo | undefined {
    return this.pool?.memo;
  }

  get intercept(): Intercept | undefined {
    return this.pool?.intercept;
  }

  connect(waiting?: Connection): Connection | Promise<Connection> {
    return this.pool === undefined
      ? this.#load().then((loaded) => loaded.connect())
      : this.pool.connect(waiting);
  }

  /** What the first calls go by, before there is a pool to ask. */
  #settings(): ProjectEnvironment["pool"] {
    try {
      return findProjectEnvironment({ environment: this.environment }).pool;
    } catch {
      return {}; // `connect` tells what is wrong
    }
  }

  async #load(): Promise<Dispatcher> {
    const { defaultPool } = await import("../pool/default-pool.ts");
    this.pool = defaultPool(this.environment);
    return this.pool;
  }
}

const unnamed = new EnvironmentDispatcher(defaultEnvironment);
const dispatchers = new Map([[defaultEnvironment, unnamed]]);

/** The pool of calls that name neither a pool nor an environment. */
export const defaultDispatcher: Dispatcher = unnamed;

/** The same for calls of an environment. */
export function dispatcherIn(environment: string): Dispatcher {
  return dispatcherOf(environment);
}

/** From now on that environment's default pool is asked for here. */
export function adoptDefaultPool(environment: string, dispatcher: Dispatcher): void {
  dispatcherOf(environment).pool = dispatcher;
}

function dispatcherOf(environment: string): EnvironmentDispatcher {
  let found = dispatchers.get(environment);
  if (found === undefined) {
    found = new EnvironmentDispatcher(environment);
    dispatchers.set(environment, found);
  }
  return found;
}
