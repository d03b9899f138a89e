import type { Dispatcher, PoolConnection } from "../../call/dispatcher.ts";

/** Returns a dispatcher that sends all calls to the first call's connection, until that one ends. */
export function oneConnection(dispatcher: Dispatcher): Dispatcher {
  let route: PoolConnection | Promise<PoolConnection> | undefined;
  return {
    get environment() {
      return dispatcher.environment;
    },
    get timeoutMs() {
      return dispatcher.timeoutMs;
    },
    get memo() {
      return dispatcher.memo;
    },
    get intercept() {
      return dispatcher.intercept;
    },
    connect() {
      if (route === undefined || (!(route instanceof Promise) && route.ended)) {
        const requested = dispatcher.connect();
        route = requested;
        if (requested instanceof Promise)
          requested.then(
            (connection) => {
              route = connection;
            },
            () => {
              route = undefined;
            },
          );
      }
      return route;
    },
  };
}
