import { list } from "#py/builtins";
import * as more from "#py/more_itertools";
import { raised, show } from "../show.ts";

show("chunked", await list.new(more.chunked([1, 2, 3, 4, 5], 2)), await list.new(more.windowed("abcd", 3)));
show("first", await more.first([], { default: "none" }), await more.last([1, 2, 3]), await more.one(["x"]));
show("flat", await list.new(more.flatten([[1], [2, 3]])), await list.new(more.collapse([1, [2, [3]]])));
const lower = (each: string) => each.toLowerCase();
show("unique", await list.new(more.unique_everseen("AbBa", { key: lower })), await more.all_equal([1, 1]));
show("too many", await raised(() => more.one([1, 2])));
