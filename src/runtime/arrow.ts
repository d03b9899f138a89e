/**
 * `snakebridge/arrow`: Apache Arrow tables in both directions. Requires the package `apache-arrow`. After this import, you
 * can pass a `Table` as an argument; Python receives a `pyarrow.Table`.
 */
import { Table, tableFromIPC, tableToIPC } from "apache-arrow";
import { encodeArrowStream } from "./codec/arrow.ts";
import { addEncoder } from "./codec/encode.ts";
import { callFunction, type PyInput } from "./object/py-call.ts";

addEncoder(Table, (writer, table) => encodeArrowStream(writer, tableToIPC(table, "stream")));

/**
 * Copies a Python table to an Arrow `Table`, column by column. The table is a pandas or polars `DataFrame` or `Series`, a
 * `pyarrow.Table`, or any object with Arrow's `__arrow_c_stream__`. A pandas index becomes a column, unless it only counts
 * the rows.
 *
 * @param table a Python object, or a call that was not awaited
 */
export async function toArrow(table: PyInput): Promise<Table> {
  const stream = await callFunction<Uint8Array>("snakebridge_worker._internal.codec.arrow:ipc_stream", [
    table,
  ]);
  return tableFromIPC(stream);
}
