"""Whole results by value, or an error with the path of the object that has no form by value."""

from __future__ import annotations

import array
import collections
import ctypes
import dataclasses
import datetime as dt
import decimal
import enum
import fractions
import pathlib
import threading
import types
import typing
import uuid
import zoneinfo

import numpy as np
import pytest

from codec_wire import Wire, same
from snakebridge_worker._internal.errors import NotEncodable
from snakebridge_worker._internal.wire.flags import BY_VALUE


@pytest.fixture
def wire() -> Wire:
    return Wire()


def subclass(base: type) -> type:
    """A subclass that reports false facts wherever Python lets it."""
    lies = {
        name: lambda *_: "a lie" for name in ("__str__", "__repr__", "__getitem__", "copy", "items", "keys", "values")
    }
    return type(f"My{base.__name__}", (base,), lies)


VALUES = [
    "text\ud800",
    2**70,
    -0.0,
    complex(-0.0, 1),
    b"bytes",
    bytearray(b"x"),
    [1, (2,)],
    (1, [2]),
    {"b": 1, "a": {2}},
    {1, 2},
    frozenset({3}),
]


@pytest.mark.parametrize("value", VALUES, ids=lambda value: type(value).__name__)
def test_a_subclass_of_a_value_is_its_value(wire: Wire, value) -> None:
    derived = subclass(type(value))(value) if type(value) is not complex else subclass(complex)(value.real, value.imag)
    assert same(wire.over(derived, BY_VALUE), value)
    assert same(wire.over([{"k": derived}], BY_VALUE), [{"k": value}])
    assert wire.over(derived) is derived


NOON = (2020, 1, 2, 12, 4, 5, 6, dt.timezone.utc)


class MyDatetime(dt.datetime): ...


class MyDate(dt.date): ...


class MyTime(dt.time): ...


class MyDelta(dt.timedelta): ...


class MyDecimal(decimal.Decimal): ...


class MyFraction(fractions.Fraction): ...


class MyUuid(uuid.UUID): ...


class MyPath(type(pathlib.Path())): ...


@pytest.mark.parametrize(
    ("derived", "value"),
    [
        (MyDatetime(*NOON, fold=1), dt.datetime(*NOON, fold=1)),
        (MyDate(2020, 1, 2), dt.date(2020, 1, 2)),
        (MyTime(1, 2, 3, 4, fold=1), dt.time(1, 2, 3, 4, fold=1)),
        (MyDelta(1, 2, 3), dt.timedelta(1, 2, 3)),
        (MyDecimal("1.50"), decimal.Decimal("1.50")),
        (MyFraction(1, 3), fractions.Fraction(1, 3)),
        (MyUuid(int=7), uuid.UUID(int=7)),
        (MyPath("/a/b"), pathlib.Path("/a/b")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_subclass_of_a_library_value_is_its_value(wire: Wire, derived, value) -> None:
    got = wire.over([derived], BY_VALUE)[0]
    assert type(got) is type(value)
    assert got == value
    assert getattr(got, "fold", 0) == getattr(value, "fold", 0)


class Zurich(zoneinfo.ZoneInfo):
    """A zone of another library that knows its key."""


class Summer(dt.tzinfo):
    """A zone that does not know its key."""

    def utcoffset(self, _: object) -> dt.timedelta:
        return dt.timedelta(hours=2)


def test_a_moment_in_a_zone_of_another_class_keeps_its_key_or_its_offset(wire: Wire) -> None:
    keyed = dt.datetime(2024, 10, 27, 2, 30, tzinfo=Zurich("Europe/Zurich"), fold=1)
    got = wire.over(keyed, BY_VALUE)
    assert (got.tzinfo, got.fold, got.utcoffset()) == (zoneinfo.ZoneInfo("Europe/Zurich"), 1, keyed.utcoffset())
    summer = dt.datetime(2024, 7, 1, 12, tzinfo=Summer())
    for value in (summer, summer.timetz()):
        got = wire.over([value], BY_VALUE)[0]
        assert got == value
        assert got.tzinfo == dt.timezone(dt.timedelta(hours=2))
        assert wire.over(value) is value


def test_arrays(wire: Wire) -> None:
    got = wire.over(np.matrix([[1, 2], [3, 4]]), BY_VALUE)
    assert type(got) is np.ndarray
    assert got.tolist() == [[1, 2], [3, 4]]
    masked = np.ma.array([1, 2], mask=[True, False])
    with pytest.raises(NotEncodable, match="MaskedArray has no form by value"):
        wire.over(masked, BY_VALUE)


class Nanoseconds(dt.timedelta):
    """Finer than its base, as those of pandas are."""

    __hash__ = dt.timedelta.__hash__

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __ne__(self, other: object) -> bool:
        return not self == other


def test_nothing_is_cut_off(wire: Wire) -> None:
    with pytest.raises(NotEncodable, match="Nanoseconds is more than a datetime:timedelta"):
        wire.over(Nanoseconds(1), BY_VALUE)


class Point(typing.NamedTuple):
    x: int
    y: object


@dataclasses.dataclass
class Line:
    start: Point
    end: object
    tags: list = dataclasses.field(default_factory=list)


class Color(enum.Enum):
    RED = (1, 2)


class Level(enum.IntEnum):
    HIGH = 3


def test_classes_of_python_itself(wire: Wire) -> None:
    assert wire.over(Point(1, Point(2, [])), BY_VALUE) == (1, (2, []))
    assert wire.over(Line(Point(1, 2), None), BY_VALUE) == {"start": (1, 2), "end": None, "tags": []}
    assert wire.over([Color.RED, Level.HIGH], BY_VALUE) == [(1, 2), 3]
    assert wire.over(collections.Counter("aab"), BY_VALUE) == {"a": 2, "b": 1}
    assert wire.over(collections.defaultdict(list, a=[1]), BY_VALUE) == {"a": [1]}


class WithAttrs:
    __attrs_attrs__ = (types.SimpleNamespace(name="x"),)

    def __init__(self) -> None:
        self.x, self.cached = 1, 2


def test_objects_of_fields(wire: Wire) -> None:
    assert wire.over(WithAttrs(), BY_VALUE) == {"x": 1}
    assert wire.over(types.SimpleNamespace(a=[Level.HIGH]), BY_VALUE) == {"a": [3]}


def test_views_and_queues(wire: Wire) -> None:
    table = {"a": 1, 2: "b"}
    assert wire.over([table.keys(), table.values()], BY_VALUE) == [["a", 2], [1, "b"]]
    assert wire.over(collections.OrderedDict(table).items(), BY_VALUE) == [("a", 1), (2, "b")]
    assert wire.over(types.MappingProxyType(table), BY_VALUE) == table
    assert wire.over(collections.deque([1, 2], maxlen=2), BY_VALUE) == [1, 2]


@pytest.mark.parametrize(
    ("buffer", "value"),
    [
        (memoryview(b"abcdef")[::2], b"ace"),
        (array.array("B", [1, 2]), b"\1\2"),
        (array.array("d", [0.5, -0.0]), np.array([0.5, -0.0])),
        (array.array("d", range(20_000)), np.arange(20_000.0)),
        (memoryview(np.arange(6, dtype="i2").reshape(2, 3).T), np.arange(6, dtype="i2").reshape(2, 3).T.copy()),
        (memoryview(np.arange(3, dtype=">f4")), np.arange(3, dtype=">f4")),
        (memoryview(np.array([1 - 2j])), np.array([1 - 2j])),
        (memoryview(np.array(True)), np.array(True)),
        ((ctypes.c_int32 * 2)(1, -2), np.array([1, -2], "i4")),
    ],
    ids=lambda value: type(value).__name__,
)
def test_buffers_are_their_content(wire: Wire, buffer, value) -> None:
    assert same(wire.over([buffer], BY_VALUE)[0], value)
    assert wire.over(buffer) is buffer


class Pair(ctypes.Structure):
    _fields_ = (("x", ctypes.c_int), ("y", ctypes.c_int))


def test_buffers_of_anything_but_numbers_have_no_form(wire: Wire) -> None:
    for value in (Pair(1, 2), array.array("u", "ab"), np.ma.array([1], mask=[True])):
        with pytest.raises(NotEncodable, match="has no form by value"):
            wire.over(value, BY_VALUE)


def test_the_order_of_an_ordered_dict_is_kept(wire: Wire) -> None:
    ordered = collections.OrderedDict(a=1, b=2)
    ordered.move_to_end("a")
    assert list(wire.over(ordered, BY_VALUE)) == ["b", "a"]


EVENT = threading.Event()


class Key:
    """Has no form by value."""


KEY = Key()


@pytest.mark.parametrize(
    ("value", "path"),
    [
        ([1, 2, 3, {"x": EVENT}], "[3]['x']"),
        ({"a": {7: (None, [EVENT])}}, "['a'][7][1][0]"),
        ([{(1, 2): EVENT}], "[0][…]"),
        ([{KEY: 1}], "[0] key […]"),
        ([{"s": {KEY}}], "[0]['s']{…}"),
        ({"line": Line(Point(0, EVENT), None)}, "['line']['start'][1]"),
        (collections.defaultdict(list, a=iter([])), "['a']"),
        (collections.deque([0, {1: types.SimpleNamespace(x=EVENT)}]), "[1][1]['x']"),
        ([slice(None, EVENT)], "[0]{…}"),
        ([np.array([EVENT])], "[0]"),
    ],
    ids=str,
)
def test_the_error_leads_to_what_cannot(wire: Wire, value, path: str) -> None:
    with pytest.raises(NotEncodable) as raised:
        wire.over(value, BY_VALUE)
    assert str(raised.value).endswith(f" has no form by value, at {path}")
    assert len(wire.objects) == 0
    assert wire.over([1], BY_VALUE) == [1]


def test_alone_it_has_no_path(wire: Wire) -> None:
    with pytest.raises(NotEncodable, match=r"^threading:Event has no form by value$"):
        wire.over(EVENT, BY_VALUE)


def test_what_contains_itself_says_where(wire: Wire) -> None:
    items: list = [0, {}]
    items[1]["again"] = items
    with pytest.raises(NotEncodable, match=r"^builtins:list contains itself, at \[1\]\['again'\]$"):
        wire.over(items, BY_VALUE)
    derived = collections.UserDict()
    counter = collections.defaultdict(list)
    counter["again"].append(counter)
    with pytest.raises(NotEncodable, match=r"^collections:defaultdict contains itself, at \['again'\]\[0\]$"):
        wire.over(counter, BY_VALUE)
    with pytest.raises(NotEncodable, match="UserDict has no form by value"):
        wire.over(derived, BY_VALUE)


@pytest.mark.parametrize("kind", [list, subclass(list)])
def test_depth(wire: Wire, kind) -> None:
    value: object = 1
    for _ in range(100):
        value = kind([value])
    got = wire.over(value, BY_VALUE)
    for _ in range(100):
        (got,) = got
    assert got == 1
    value = [kind([value])]
    with pytest.raises(NotEncodable, match=r"is nested deeper than 100 levels, at (\[0\])+$"):
        wire.over(value, BY_VALUE)


def test_attributes_that_raise_are_told(wire: Wire) -> None:
    @dataclasses.dataclass
    class Broken:
        x: int

        def __getattribute__(self, name: str) -> object:
            if name == "x":
                raise ValueError("no x today")
            return super().__getattribute__(name)

    broken = Broken.__new__(Broken)
    with pytest.raises(NotEncodable, match=r"Broken cannot be read by value: no x today, at \[0\]$"):
        wire.over([broken], BY_VALUE)
