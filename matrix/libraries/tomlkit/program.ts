import { dumps, parse } from "#py/tomlkit";
import { raised, show } from "../show.ts";

const document = await parse('# kept\n[tool]\nname = "snake" # why\n').ref();
await document.$item("tool").$setItem("size", 3);
show("text", await dumps(document));
show("plain", await document.$invoke("unwrap"));
show("wrong", (await raised(() => parse("a = "))).split(":")[0]);
