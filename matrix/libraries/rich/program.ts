import { kw, type PyInput, type PyObject, tuple } from "snakebridge/runtime";
import { StringIO } from "#py/io";
import { Console } from "#py/rich/console";
import { escape as escaped, render } from "#py/rich/markup";
import { Panel } from "#py/rich/panel";
import { ProgressBar } from "#py/rich/progress_bar";
import { Rule } from "#py/rich/rule";
import { Syntax } from "#py/rich/syntax";
import { Table } from "#py/rich/table";
import { Text } from "#py/rich/text";
import { Tree } from "#py/rich/tree";
import { raised, show } from "../show.ts";

const console = await Console.new({
  file: StringIO.new(),
  width: 40,
  color_system: null,
  force_terminal: false,
  legacy_windows: false,
});
async function printed(things: PyInput[], options: { sep?: string; justify?: "left" } = {}): Promise<string> {
  const capture = await console.capture();
  await capture.$with(() => console.print(...things, kw(options)));
  return capture.get();
}

const table = await Table.new({ title: "Cities", show_lines: true });
await table.add_column("Name", { style: "bold", no_wrap: true });
await table.add_column("People", { justify: "right" });
await table.add_row("Bern", "134");
await table.add_row("Genf", "203", { end_section: true });
const headers: unknown[] = [];
for await (const column of table.columns) headers.push(await (column as PyObject).$attr("header"));
show("table", await printed([table]), await table.row_count, headers);
const tree = await Tree.new("root");
const branch = await tree.add("a");
await branch.add("b");
await tree.add(Panel.fit("boxed", { title: "t" }));
show("tree", await printed([tree]));
const text = await Text.new("one two three");
await text.stylize("bold red", 4, 7);
await text.append("!", { style: "green" });
const spans: unknown[] = [];
for (const span of await text.spans)
  spans.push(tuple(await span.start, await span.end, await span.$attr("style").$str()));
show("text", await text.plain, spans, await text.$len());
show("markup", await render("[bold]x[/bold] y").plain, await escaped("[bold]"), await text.markup);
const words: string[] = [];
for await (const part of text.split(" ")) words.push(await (part as Text).$str());
show("highlighted", await text.highlight_words(["three"], "blue"), words);
show("rule", await printed([Rule.new("here"), ProgressBar.new({ total: 10, completed: 5, width: 10 })]));
show("syntax", await printed([Syntax.new("x = 1", "python", { line_numbers: true })]));
show("print", await printed(["[b]bold[/b]", 1, { a: [1, 2] }], { sep: " | ", justify: "left" }));
show(
  "measure",
  await console.measure("hello world").$attr("maximum"),
  await console.width,
  await console.is_terminal,
);
show(
  "wrong",
  await raised(() => console.print("[/b]")),
  (await raised(() => console.get_style("zork"))).split(":")[0],
);
