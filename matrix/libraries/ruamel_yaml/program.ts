import { kw } from "snakebridge/runtime";
import { Exception, issubclass } from "#py/builtins";
import { StringIO } from "#py/io";
import { YAML } from "#py/ruamel/yaml";
import { CommentedMap, CommentedSeq } from "#py/ruamel/yaml/comments";
import { YAMLError } from "#py/ruamel/yaml/error";
import { raised, show } from "../show.ts";

const text = `\
# settings of the shop
shop: &shop
  name: Pear  # kept
  tags: [a, b]
copy:
  <<: *shop
  size: 0x1F
`;
const yaml = await YAML.new();
await yaml.indent.$call(kw({ mapping: 4, sequence: 4, offset: 2 }));
await yaml.$set("preserve_quotes", true);
const data = (await yaml.load(text)) as CommentedMap;
const shop = data.$item("shop");
const copy = data.$item("copy");
show(
  "value",
  await shop.$item("name"),
  await copy.$item("name"),
  await shop.$item("tags").$value(),
  await copy.$item("size").$add(1),
);
await shop.$item("tags").$invoke("append", "c");
await copy.$invoke("yaml_set_comment_before_after_key", "size", "in bytes");
await data.insert(1, "first", CommentedSeq.new([1, 2]), { comment: "new" });
const out = await StringIO.new();
await yaml.dump(data, out);
show("round trip", await out.getvalue());
const keys: unknown[] = [];
for await (const key of data) keys.push(key);
show("keys", keys, await data.$len(), await data.$contains("shop"), await data.$isinstance(CommentedMap));
const safe = await YAML.new({ typ: "safe", pure: true });
show("safe", await safe.load("{a: 1.5, b: [true, null], c: 2001-02-03}"));
const several: unknown[] = [];
for await (const each of safe.load_all("--- 1\n--- {x: y}\n")) several.push(each);
show("several", several);
show("wrong", (await raised(() => safe.load("a: [1, 2"))).split("\n")[0]);
show("bases", await issubclass(YAMLError, Exception));
