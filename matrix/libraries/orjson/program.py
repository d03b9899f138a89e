import datetime
import uuid
from decimal import Decimal

import numpy
import orjson
from show import raised, show

show("bytes", orjson.dumps({"b": 1, "a": [1.5, None, True, "ü"]}))
show("options", orjson.dumps({"b": 1, "a": {"c": []}}, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS).decode())
when = datetime.datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=datetime.timezone.utc)
show("values", orjson.dumps([when, datetime.date(2020, 1, 2), uuid.UUID(int=5)]))
show("plain times", orjson.dumps(when, option=orjson.OPT_OMIT_MICROSECONDS | orjson.OPT_UTC_Z))
show("numpy", orjson.dumps(numpy.array([[1.5, 2.0], [3.0, 4.0]]), option=orjson.OPT_SERIALIZE_NUMPY))


def default(value):
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError


show("default", orjson.dumps({"price": Decimal("1.10")}, default=default))
show("keys", orjson.dumps({1: "a", None: "b"}, option=orjson.OPT_NON_STR_KEYS))
show("loads", orjson.loads(b'{"a": [1, 2.5, 1e3, "\\u00fc"], "b": null}'), orjson.loads("[]"))
show("large", orjson.loads("9007199254740993"), orjson.dumps(2**53 + 1))
show("fragment", orjson.dumps({"a": orjson.Fragment(b'{"raw":1}')}))
show("wrong", raised(lambda: orjson.loads("[1,")), issubclass(orjson.JSONDecodeError, ValueError))
show("not json", raised(lambda: orjson.dumps({1, 2})), orjson.JSONEncodeError is TypeError)
