import type { Dispatcher, PoolConnection } from "../../call/dispatcher.ts";

/** All calls go where the first one goes, as long as that lives. */
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
        const asked = dispatcher.connect();
        route = asked;
        if (asked instanceof Promise)
          asked.then(
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
