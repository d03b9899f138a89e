import type { Connection } from "../connection/connection.ts";
import type { Dispatcher, Intercept } from "../connection/dispatcher.ts";
import type { Memo } from "../memo/memo.ts";
import { findProjectEnvironment, type ProjectEnvironment } from "../project.ts";

let pool: Dispatcher | undefined;

/** The pool of calls that name none. Nothing of it is loaded before the first call is sent. */
export const defaultDispatcher: Dispatcher = {
  get timeoutMs(): number | undefined {
    return pool === undefined ? projectPool().timeoutMs : pool.timeoutMs;
  },
  get workers(): number | undefined {
    return pool === undefined ? projectPool().workers : pool.workers;
  },
  get memo(): Memo | undefined {
    return pool?.memo;
  },
  get intercept(): Intercept | undefined {
    return pool?.intercept;
  },
  connect(waiting?: Connection): Connection | Promise<Connection> {
    return pool === undefined ? load().then((loaded) => loaded.connect()) : pool.connect(waiting);
  },
};

/** What the first calls go by, before there is a pool to ask. */
function projectPool(): ProjectEnvironment["pool"] {
  try {
    return findProjectEnvironment().pool;
  } catch {
    return {}; // `connect` tells what is wrong
  }
}

/** From now on the default pool is asked for here. */
export function adoptDefaultPool(dispatcher: Dispatcher): void {
  pool = dispatcher;
}

async function load(): Promise<Dispatcher> {
  const { defaultPool } = await import("../pool/default-pool.ts");
  const loaded = defaultPool();
  pool = loaded;
  return loaded;
}
