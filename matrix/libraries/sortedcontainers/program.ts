import { list } from "#py/builtins";
import { SortedDict, SortedList } from "#py/sortedcontainers";
import { raised, show } from "../show.ts";

const numbers = await SortedList.new([5, 1, 3]);
await numbers.add(2);
show(
  "list",
  await list.new(numbers),
  await numbers.bisect_left(3),
  await numbers.$len(),
  await numbers.$item(0),
);
const words = await SortedDict.new({ b: 1, a: 2 }, {});
show("dict", await list.new(words.$invoke("keys")), await words.peekitem(0), await words.$item("b"));
show("not there", await raised(() => numbers.remove(9)));
