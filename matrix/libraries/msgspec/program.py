import msgspec
from show import raised, show

show("json", msgspec.json.encode({"a": [1, None, 2.5]}), msgspec.json.decode(b'{"x": [true]}'))
show("msgpack", msgspec.msgpack.decode(msgspec.msgpack.encode([1, "a"])), msgspec.to_builtins((1, 2)))
Point = msgspec.defstruct("Point", [("x", int), ("y", int, 0)])
show("struct", msgspec.structs.asdict(msgspec.convert({"x": 1}, Point)))
show("wrong", raised(lambda: msgspec.convert({"x": "a"}, Point)))
