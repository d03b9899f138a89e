import type { Dispatcher, PoolConnection } from "../call/dispatcher.ts";
import { Connection, type ConnectionOptions } from "../connection/connection.ts";
import { Callbacks } from "../host/callbacks.ts";
import { HostObjects } from "../host/host-objects.ts";
import { ArgumentWriter } from "./argument-writer.ts";
import { failureOf } from "./read-failure.ts";
import { ReferenceTable } from "./reference-table.ts";
import { writeException } from "./write-exception.ts";

/** Creates a connection with the parts that know calls, Python objects and callbacks. */
export function createConnection(options: ConnectionOptions<Dispatcher | undefined>): PoolConnection {
  return new Connection(options, (connection: PoolConnection) => {
    const hostObjects = new HostObjects();
    const references = new ReferenceTable(connection, hostObjects);
    const writer = new ArgumentWriter(connection, hostObjects);
    const source = { pid: connection.pid, hostObjects, references };
    return {
      references,
      arguments: writer,
      errors: { failureOf: (payload, symbol) => failureOf(payload, symbol, source) },
      callbacks: new Callbacks(connection, hostObjects, writer, writeException),
      hostObjects,
    };
  });
}
