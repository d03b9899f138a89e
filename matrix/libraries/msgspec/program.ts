import { tuple } from "snakebridge/runtime";
import { int } from "#py/builtins";
import { convert, defstruct, json, msgpack, structs, to_builtins } from "#py/msgspec";
import { raised, show } from "../show.ts";

const text = new TextEncoder().encode('{"x": [true]}');
show("json", await json.encode({ a: [1, null, 2.5] }), await json.decode(text));
show("msgpack", await msgpack.decode(msgpack.encode([1, "a"])), await to_builtins(tuple(1, 2)));
const Point = await defstruct("Point", [tuple("x", int), tuple("y", int, 0)]).ref();
show("struct", await structs.asdict(convert({ x: 1 }, Point).ref()));
show("wrong", await raised(() => convert({ x: "a" }, Point)));
