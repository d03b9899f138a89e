import type { PoolConnection } from "../call/dispatcher.ts";

/** An argument is on another worker than the call's. */
export class WrongWorkerError extends Error {
  readonly connection: PoolConnection;

  constructor(connection: PoolConnection) {
    super("an argument is on another worker");
    this.connection = connection;
  }
}
