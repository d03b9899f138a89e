import { array, field, type Table } from "#py/pyarrow";
import { write_table } from "#py/pyarrow/parquet";

declare const table: Table;
// @ts-expect-error a misspelt keyword
array([1], { typ: "int8" });
// @ts-expect-error a missing argument
write_table(table);
// @ts-expect-error a missing argument
table.slice(0, 1).column();
// @ts-expect-error a misspelt keyword
field("a", "int8", { nulable: true });
