import type { Connection } from "../connection/connection.ts";
import type { Dispatcher } from "../connection/dispatcher.ts";
import { findProjectEnvironment } from "../project.ts";

let pool: Dispatcher | undefined;

/** The pool of calls that name none. Nothing of it is loaded before the first call is sent. */
export const defaultDispatcher: Dispatcher = {
  get timeoutMs(): number | undefined {
    return pool === undefined ? projectTimeoutMs() : pool.timeoutMs;
  },
  connect(): Connection | Promise<Connection> {
    return pool === undefined ? load().then((loaded) => loaded.connect()) : pool.connect();
  },
};

/** The deadline of the first calls, before there is a pool to ask. */
function projectTimeoutMs(): number | undefined {
  try {
    return findProjectEnvironment().pool.timeoutMs;
  } catch {
    return undefined; // `connect` tells what is wrong
  }
}

async function load(): Promise<Dispatcher> {
  const { defaultPool } = await import("../pool/default-pool.ts");
  const loaded = defaultPool();
  pool = loaded;
  return loaded;
}
