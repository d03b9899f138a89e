import type { PoolConnection } from "../call/dispatcher.ts";

/** An argument lives on another worker than the one that it is written for. */
export class WrongWorkerError extends Error {
  readonly connection: PoolConnection;

  constructor(connection: PoolConnection) {
    super("an argument lives on another worker");
    this.connection = connection;
  }
}
