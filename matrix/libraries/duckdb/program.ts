import type { PyObject } from "snakebridge/runtime";
import { issubclass } from "#py/builtins";
import { CatalogException, connect, Error as DuckError } from "#py/duckdb";
import { DataFrame } from "#py/pandas";
import { raised, show } from "../show.ts";

const connection = await connect(":memory:");
await connection.execute("create table cities (name varchar, people integer, founded date)");
await connection.executemany("insert into cities values (?, ?, ?)", [
  ["Bern", 134, "1191-01-01"],
  ["Chur", 38, null],
  ["Genf", 203, "1536-05-21"],
]);
show(
  "rows",
  await connection.execute("select * from cities where people > ? order by name", [100]).fetchall(),
);
show("one", await connection.execute("select count(*), avg(people) from cities").fetchall().$item(0));
const relation = await connection
  .table("cities")
  .filter("people < 200")
  .order("people desc")
  .project("name, people * 2 as twice");
show("relation", await relation.columns, await relation.fetchall(), await relation.shape);
const types: string[] = [];
for await (const kind of relation.types) types.push(await (kind as PyObject).$str());
show("types", types, await relation.limit(1).fetchall().$item(0));
const frame = await connection.sql("select name, people from cities order by people").df().ref();
const columns: unknown[] = [];
for await (const column of frame.$attr("columns")) columns.push(column);
show("frame", await frame.$item("people").$invoke("tolist"), columns);
await connection.register("people", DataFrame.new({ name: ["Bern", "Chur"], boss: ["Ada", "Bo"] }, {}));
const joined = connection.sql("select boss, founded from cities join people using (name) order by boss");
show("joined", await joined.fetchall());
const numbers = connection.execute("select people from cities order by 1").fetchnumpy();
show("numpy", await numbers.$item("people").$invoke("tolist"));
const nested = connection.execute("select [1, 2], {'a': 1, 'b': 'x'}, 1.5::decimal(4, 2), 'a'::blob");
show("nested", await nested.fetchall().$item(0));
await connection.create_function("twice", (x: number) => x * 2, ["BIGINT"], "BIGINT");
show("function", await connection.execute("select twice(21)").fetchall().$item(0).$item(0));
const names: unknown[] = [];
for await (const column of connection.sql("select 1 as a, 2 as b").description)
  names.push((column as unknown[])[0]);
show("description", names);
show("wrong", (await raised(() => connection.execute("select * from nothing"))).split("\n")[0]);
show("bases", await issubclass(CatalogException, DuckError));
await connection.close();
show("closed", (await raised(() => connection.execute("select 1"))).split(":")[0]);
