import { kw, type PyObject, tuple } from "snakebridge/runtime";
import { b64encode } from "#py/base64";
import { list } from "#py/builtins";
import { Counter, namedtuple } from "#py/collections";
import { reader } from "#py/csv";
import * as datetime from "#py/datetime";
import { Decimal } from "#py/decimal";
import { get_close_matches } from "#py/difflib";
import { Fraction } from "#py/fractions";
import { sha256 } from "#py/hashlib";
import { nlargest } from "#py/heapq";
import { StringIO } from "#py/io";
import { accumulate, combinations, groupby } from "#py/itertools";
import * as json from "#py/json";
import * as logging from "#py/logging";
import { attrgetter, itemgetter } from "#py/operator";
import { PurePosixPath } from "#py/pathlib";
import * as re from "#py/re";
import { connect } from "#py/sqlite3";
import * as statistics from "#py/statistics";
import { Template } from "#py/string";
import { shorten, wrap } from "#py/textwrap";
import * as url from "#py/urllib/parse";
import { crc32 } from "#py/zlib";
import { raised, show } from "../show.ts";

show(
  "json",
  await json.dumps({ b: [1, 2.5, null], a: "ü" }, { sort_keys: true, indent: 2 }),
  await json.loads('{"x": [true, 1e3]}'),
);
show("not json", await raised(() => json.loads("{")));
const match = (await re.search("(?P<year>\\d{4})-(\\d\\d)", "on 2024-02-29")) as PyObject;
show(
  "match",
  await match.$invoke("group", "year"),
  await match.$invoke("groups"),
  await match.$invoke("span"),
);
const upper = async (each: PyObject) => String(await each.$invoke("group")).toUpperCase();
show("replaced", await re.sub("[aeiou]", upper, "vowels"), await re.split("\\W+", "a, b; c"));
const counts = await Counter.new("mississippi");
show("counts", await counts.most_common(2), await counts.total(), await counts.$item("z"));
const Point = (await namedtuple("Point", ["x", "y"])) as PyObject;
const point = Point.$call(1, kw({ y: 2 }));
show("point", await point.ref().$invoke("_asdict"), await Point.$call(3, 4).ref().$attr("x"));
show(
  "dates",
  await datetime.date
    .new(2024, 2, 29)
    .ref()
    .$add(datetime.timedelta.new({ days: 366 })),
  await datetime.datetime.fromisoformat("2024-02-29T12:30:00"),
);
const leap = await datetime.date.new(2024, 2, 29).ref();
show(
  "weekday",
  await leap.$invoke("strftime", "%A"),
  await leap.$invoke("isocalendar").$invoke("__getnewargs__").$item(0),
);
show(
  "decimal",
  await Decimal.new("0.1").ref().$add(Decimal.new("0.2")),
  await Fraction.new(1, 3).ref().$add(Fraction.new(1, 6)),
);
show(
  "statistics",
  await statistics.mean([1, 2, 3, 4]),
  await statistics.quantiles([1, 2, 3, 4, 5], { n: 4 }),
  await statistics.stdev([1, 5]),
);
const snake = new TextEncoder().encode("snake");
show("hash", await sha256(snake).$invoke("hexdigest"), await crc32(snake), await b64encode(snake));
show(
  "heap",
  await nlargest(2, [5, 1, 9, 3]),
  await list.new(combinations.new("abc", 2)),
  await list.new(accumulate.new([1, 2, 3])),
);
const grouped: unknown[] = [];
for await (const group of groupby.new("aabbb")) {
  const [key, items] = group as Iterable<unknown>;
  grouped.push(tuple(key as string, (await list.new(items as PyObject)) as unknown as string[]));
}
show("grouped", grouped);
show("get", await itemgetter.new(1).$call(["a", "b"]), await attrgetter.new("real").$call(5));
show(
  "text",
  await wrap("the quick brown fox", 10),
  await shorten("the quick brown fox", 12),
  await Template.new("hi $who").substitute(kw({ who: "you" })),
);
show("near", await get_close_matches("appel", ["ape", "apple", "peach"]));
const parts = await url.urlparse("https://example.org:8080/a/b?x=1#top").ref();
show(
  "address",
  await parts.$attr("netloc"),
  await parts.$attr("port"),
  await url.parse_qs("a=1&a=2&b="),
  await url.quote("a b/ü"),
);
const path = await PurePosixPath.new("/a/b/c.txt").ref();
show(
  "path",
  await PurePosixPath.new("/a/b").ref().$truediv("c.txt").$str(),
  await path.$attr("suffix"),
  await path.$attr("parent").$attr("parts"),
);
show("csv", await list.new(reader(StringIO.new('a,"b,c"\n1,2\n'))));
const database = await connect(":memory:").ref();
await database.$invoke("execute", "create table t (n integer, s text)");
const rows = [tuple(1, "one"), tuple(2, "two")];
await database.$invoke("executemany", "insert into t values (?, ?)", rows);
show(
  "rows",
  await database.$invoke("execute", "select * from t where n > ?", [1]).$invoke("fetchall"),
  await raised(() => database.$invoke("execute", "select x from t")),
);
show(
  "levels",
  await logging.getLevelName(logging.WARNING),
  await logging.getLogger("a.b").$attr("parent").$attr("name"),
);
