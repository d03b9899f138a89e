import { Console } from "#py/rich/console";
import { Panel } from "#py/rich/panel";
import type { Table } from "#py/rich/table";

declare const table: Table;
// @ts-expect-error a misspelt keyword
Console.new({ widht: 40 });
// @ts-expect-error a wrong type
table.add_column("People", { justify: "rigth" });
// @ts-expect-error a missing argument
Panel.fit();
