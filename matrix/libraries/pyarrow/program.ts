import { tuple } from "snakebridge/runtime";
import { issubclass, ValueError } from "#py/builtins";
import {
  ArrowInvalid,
  array,
  BufferOutputStream,
  BufferReader,
  field,
  float64,
  int8,
  int16,
  int64,
  table as makeTable,
  scalar,
  schema,
  string,
  type Table,
} from "#py/pyarrow";
import * as pc from "#py/pyarrow/compute";
import { ParseOptions, read_csv } from "#py/pyarrow/csv";
import { read_table, write_table } from "#py/pyarrow/parquet";
import { raised, show } from "../show.ts";

const table = await makeTable({ city: ["Bern", "Chur", "Genf", null], people: [134, 38, 203, 7] }, {});
show(
  "shape",
  await table.num_rows,
  await table.column_names,
  await table.schema.$invoke("field", "people").$attr("type").$str(),
  Number(await table.nbytes) > 0,
);
show("rows", await table.slice(1, 2).to_pylist(), await table.column("city").null_count);
const people = table.$item("people");
show(
  "computed",
  await pc.sum(people).$invoke("as_py"),
  await pc.mean(people).$invoke("as_py"),
  await pc.utf8_upper(table.$item("city")).$invoke("to_pylist"),
);
const big = (await table.filter(pc.greater(people, 100))) as Table;
show(
  "filtered",
  await big.to_pydict(),
  await big
    .sort_by([tuple("people", "descending")])
    .column(0)
    .to_pylist(),
);
const marked = (await table.append_column("big", pc.greater(people, 100))) as Table;
const grouped = marked.group_by("big").aggregate([tuple("people", "sum")]);
show("grouped", await grouped.sort_by("big").to_pydict());
const numbers = await array([1, null, 3], { type: int16() }).ref();
show(
  "array",
  await numbers.$len(),
  await numbers.$attr("null_count"),
  await numbers.$item(2).$invoke("as_py"),
  await numbers.$attr("type").$str(),
  await numbers.$invoke("fill_null", 0).$invoke("to_pylist"),
);
show(
  "cast",
  await pc.cast(numbers, float64()).$invoke("to_pylist"),
  await scalar(5, int8()).$invoke("as_py"),
);
const nested = await array([
  { x: 1, y: [1, 2] },
  { x: 2, y: [] },
]).ref();
show("nested", await nested.$attr("type").$str(), await nested.$invoke("field", "x").$invoke("to_pylist"));
const sink = await BufferOutputStream.new();
await write_table(table, sink, { compression: "zstd" });
const back = await read_table(BufferReader.new(sink.getvalue()));
show("parquet", await back.equals(table), await back.schema.$attr("names"));
const text = new TextEncoder().encode("a;b\n1;x\n2;y\n");
const read = read_csv(BufferReader.new(text), { parse_options: ParseOptions.new({ delimiter: ";" }) });
show("csv", await read.to_pydict());
const shape = await schema([tuple("id", int64()), field("name", string(), { nullable: false })]);
show("schema", await shape.names, await shape.field(1).$str(), await shape.get_field_index("name"));
show("wrong", await raised(() => array(["x"], { type: int64() })), await raised(() => table.column("none")));
show("bases", await issubclass(ArrowInvalid, ValueError));
