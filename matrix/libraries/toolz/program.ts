import { len, list, str } from "#py/builtins";
import * as toolz from "#py/toolz";
import { show } from "../show.ts";

show("pipe", await toolz.pipe(3, (x: number) => x + 1, str), await toolz.compose(len, str).$call(1234));
show("groups", await toolz.groupby(len, ["a", "bb", "cc"]), await toolz.frequencies("abca"));
show(
  "dicts",
  await toolz.merge({ a: 1 }, { b: 2 }, {}),
  await toolz.get_in(["a", "b"], { a: { b: 5 } }),
  await toolz.assoc({}, "k", 1),
);
show(
  "parts",
  await list.new(toolz.partition(2, [1, 2, 3, 4])),
  await list.new(toolz.take(2, [7, 8, 9])),
  await list.new(toolz.concat([[1], [2]])),
);
