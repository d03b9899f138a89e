import type { Connection } from "./connection.ts";

/** An argument lives on another worker. */
export class Elsewhere extends Error {
  readonly connection: Connection;

  constructor(connection: Connection) {
    super("an argument lives on another worker");
    this.connection = connection;
  }
}
