from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import YAMLError
from show import raised, show

text = """\
# settings of the shop
shop: &shop
  name: Pear  # kept
  tags: [a, b]
copy:
  <<: *shop
  size: 0x1F
"""
yaml = YAML()
yaml.indent(mapping=4, sequence=4, offset=2)
yaml.preserve_quotes = True
data = yaml.load(text)
show("value", data["shop"]["name"], data["copy"]["name"], list(data["shop"]["tags"]), data["copy"]["size"] + 1)
data["shop"]["tags"].append("c")
data["copy"].yaml_set_comment_before_after_key("size", before="in bytes")
data.insert(1, "first", CommentedSeq([1, 2]), comment="new")
out = StringIO()
yaml.dump(data, out)
show("round trip", out.getvalue())
show("keys", list(data), len(data), "shop" in data, type(data) is CommentedMap)
safe = YAML(typ="safe", pure=True)
show("safe", safe.load("{a: 1.5, b: [true, null], c: 2001-02-03}"))
several = list(safe.load_all("--- 1\n--- {x: y}\n"))
show("several", several)
show("wrong", raised(lambda: safe.load("a: [1, 2")).split("\n")[0])
show("bases", issubclass(YAMLError, Exception))
