import { Markdown, markdown } from "#py/markdown";
import { show } from "../show.ts";

show("text", await markdown("# Title\n\nSome *text* and `code`."));
show("table", await markdown("| a | b |\n|---|---|\n| 1 | 2 |", { extensions: ["tables"] }));
const md = await Markdown.new({ extensions: ["toc"] });
show("toc", await md.convert("# One\n## Two"), await md.$attr("toc_tokens").$item(0).$item("name"));
