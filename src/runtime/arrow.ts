/**
 * `snakebridge/arrow`: tables of Apache Arrow, both ways. Needs `apache-arrow`. Once it is imported, a `Table` is an argument
 * like any other, and a `pyarrow.Table` in Python.
 */
import { Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { encodeArrowStream } from "./codec/arrow.ts";
import { addEncoder } from "./codec/encode.ts";
import { callFunction, type PyInput } from "./object/py-call.ts";

addEncoder(Table, (writer, table) => encodeArrowStream(writer, tableToIPC(table, "stream")));

/**
 * Brings a table across as columns: a pandas or polars `DataFrame` or `Series`, a `pyarrow.Table`, or whatever has Arrow's
 * `__arrow_c_stream__`. An index of pandas that does more than count the rows becomes a column. Takes objects as well as calls
 * that were not awaited.
 */
export async function toArrow(table: PyInput): Promise<Table> {
  const stream = await callFunction<Uint8Array>("snakebridge_worker._internal.codec.arrow:ipc_stream", [
    table,
  ]);
  return tableFromIPC(stream);
}
