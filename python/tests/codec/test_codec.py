"""Values: a value that crosses comes back the same, bit for bit and class for class; other objects are references."""

from __future__ import annotations

import array
import collections
import contextlib
import datetime as dt
import enum
import math
import pathlib
import random
import struct
import subprocess
import sys
import time
import uuid
import zoneinfo
from decimal import Decimal
from fractions import Fraction

import msgpack
import numpy as np
import pytest

from codec_wire import Wire, same
from snakebridge_worker._internal.errors import BridgeError, NotDecodable, NotEncodable
from snakebridge_worker._internal.wire.flags import BY_VALUE


@pytest.fixture
def wire() -> Wire:
    return Wire()


BERLIN = zoneinfo.ZoneInfo("Europe/Berlin")
BY_VALUE_VALUES = [
    *(None, True, False, 0, -1, 2**63 - 1, -(2**63), 2**64 - 1),
    *(2**64, -(2**63) - 1, 10**400, -(10**400), 2**127, -(2**127), 255 << 64, -(255 << 64)),
    *(0.0, -0.0, 1e308, 5e-324, math.inf, -math.inf, math.nan),
    *("", "ä€😀", "\0", "\ud800", "a\udfffb", "x" * 100_000),
    *(b"", b"\0\xff", b"x" * 65535, b"x" * 65536, bytearray(), bytearray(b"x" * 70_000)),
    *([], [1, [2, [3]]], [None, b"x", 2**70], (), (1, (2, [3], {4: (5,)})), ((),) * 3),
    *({}, {"a": 1, 2: "b", None: [], (1, 2): {3}}, {"__proto__": 1}, {1.5: 1, b"k": 2, frozenset({1}): 3}),
    *(set(), {1, "a", (2, 3)}, frozenset(), frozenset({frozenset({1}), 2})),
    *(1j, complex(-0.0, math.inf), complex(math.nan, -0.0)),
    *(Decimal("1.50"), Decimal("-0"), Decimal("1E+400"), Decimal("NaN123"), Decimal("sNaN"), Decimal("-Infinity")),
    *(Fraction(1, 3), Fraction(-(10**40), 7)),
    *(dt.date.min, dt.date.max, dt.time(), dt.time(23, 59, 59, 999999, fold=1)),
    *(dt.time(1, tzinfo=dt.timezone.utc), dt.time(1, tzinfo=BERLIN)),
    *(dt.datetime.min, dt.datetime.max, dt.datetime(2020, 1, 2, 3, 4, 5, 6)),
    dt.datetime(2020, 1, 2, tzinfo=dt.timezone.utc),
    dt.datetime(2020, 1, 2, tzinfo=dt.timezone(dt.timedelta(hours=-5, seconds=1))),
    dt.datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN, fold=0),
    dt.datetime(2024, 10, 27, 2, 30, tzinfo=BERLIN, fold=1),
    *(dt.timedelta.min, dt.timedelta.max, dt.timedelta(microseconds=-1)),
    *(uuid.UUID(int=0), uuid.UUID(int=2**128 - 1), pathlib.Path("a/b"), pathlib.Path("/x/\udcff")),
    *(range(0), range(10, -5, -3), range(10**30), slice(None), slice(1, "x", (2,)), ..., NotImplemented),
    *(np.float32(1.1), np.float16(-0.0), np.int8(-128), np.uint64(2**64 - 1), np.complex64(1 - 2j)),
    *(np.datetime64("2020-01-02T03", "h"), np.datetime64("NaT"), np.timedelta64(5, "ns"), np.str_("äb"), np.str_("")),
    *(np.bytes_(b"a\0b"), np.bytes_(b""), np.longdouble(1) / 3, np.clongdouble(1 - 2j)),
    *(np.zeros(0), np.array(5.5), np.arange(6, dtype=">i4").reshape(2, 3), np.ones((2, 0, 3), "u1")),
    *(np.array([True, False]), np.array(["a", "bcd"]), np.array([b"a", b"bc"]), np.array(["2020-01-01"], "M8[D]")),
    *(np.arange(30_000, dtype="f8").reshape(100, 300), np.zeros((300, 100), "c16"), np.zeros(70_000, "M8[ns]")),
    [np.arange(20_000.0), {"b": b"y" * 70_000, "a": (np.arange(9_000, dtype="i8"),)}],
]


def _label(value: object) -> str:
    return f"{type(value).__name__}-{str(value)[:12]!a}" if type(value) is not int else f"int-{value.bit_length()}"


@pytest.mark.parametrize("value", BY_VALUE_VALUES, ids=_label)
def test_comes_back_the_same(wire: Wire, value: object) -> None:
    assert same(wire.over(value), value)
    assert same(wire.over([value, {"key": (value,)}], BY_VALUE), [value, {"key": (value,)}])
    assert len(wire.objects) == 0


def test_numpy_scalars_that_python_has_too_are_python_s(wire: Wire) -> None:
    assert same(wire.over([np.float64(1.5), np.int64(-3), np.bool_(True)]), [1.5, -3, True])


@pytest.mark.parametrize("order", [lambda a: a.T, lambda a: a[::2, ::-1], np.asfortranarray])
def test_arrays_cross_in_c_order(wire: Wire, order) -> None:
    array = order(np.arange(40_000.0).reshape(200, 200))
    got = wire.over(array)
    assert np.array_equal(got, array)
    got[0, 0] = 5  # the receiver owns the array


class Text(str):
    __slots__ = ()


class Items(list):
    pass


class Color(enum.Enum):
    RED = 1


Point = collections.namedtuple("Point", "x y")


class Hostile:
    """Every access to it raises: a reference must not access it."""

    def __getattribute__(self, name: str) -> object:
        raise SystemExit(name)

    __eq__ = __hash__ = __bool__ = __len__ = __iter__ = __repr__ = __str__ = None


class OwnZone(dt.tzinfo):
    def utcoffset(self, _: object) -> dt.timedelta:
        raise SystemExit


SUBCLASSES = [
    *(Text("a"), Items([1]), Color.RED, Point(1, 2), collections.OrderedDict(a=1), collections.Counter("a")),
    *(msgpack.ExtType(2, b""), memoryview(b"x"), array.array("d", [1]), collections.deque(), {}.keys()),
]
ZONED = [dt.datetime(2020, 1, 1, tzinfo=OwnZone()), dt.time(1, tzinfo=dt.timezone(dt.timedelta(0), "named"))]
OBJECTS = [
    *(object(), Hostile, len, int, sys, lambda: 0, iter([]), type("Odd", (), {})()),
    *(msgpack.Timestamp(1), np.ma.array([1]), np.array([object()])),
    *(np.zeros(2, [("a", "i4")]), np.void(b"xy"), np.str_("a\0"), np.bytes_(b"\0"), pathlib.PurePosixPath("a")),
    dt.datetime(2020, 1, 1, tzinfo=dt.timezone(dt.timedelta(microseconds=1))),
]


@pytest.mark.parametrize("value", SUBCLASSES + OBJECTS + ZONED, ids=lambda value: type(value).__name__)
def test_crosses_as_itself(wire: Wire, value: object) -> None:
    if value is Hostile:
        value = Hostile()  # only here: pytest would access it
    assert wire.over(value) is value
    assert wire.over(["before", value, {"in": value}])[2]["in"] is value
    assert len(wire.objects) == 1


@pytest.mark.parametrize("value", OBJECTS, ids=lambda value: type(value).__name__)
def test_has_no_form_by_value(wire: Wire, value: object) -> None:
    with pytest.raises(NotEncodable):
        wire.over([Hostile() if value is Hostile else value], BY_VALUE)


def test_a_subclass_of_tuple_brings_its_items(wire: Wire) -> None:
    def parts(value: object) -> list:
        extension = msgpack.unpackb(wire.encoder.encode(value))
        return msgpack.unpackb(extension.data)[2:]

    assert parts(Point(1, [2])) == [[1, [2]], ["x", "y"]]
    assert parts(time.gmtime(0))[1][:2] == ["tm_year", "tm_mon"]
    assert parts(type("Plain", (tuple,), {"__iter__": None, "__len__": None})([7])) == [[7], None]
    endless: list = []
    endless.append(Point(1, endless))
    assert wire.over(endless)[0] is endless[0]


def test_classes_are_announced_once_with_their_bases(wire: Wire) -> None:
    wire.over([Items(), Items(), Color.RED])
    assert [message[2][:2] for message in wire.announced] == [
        ["test_codec:Items", "builtins:list"],
        ["test_codec:Color", "enum:Enum"],
    ]
    wire.types.announce_again()
    wire.over(Items())
    assert len(wire.announced) == 3
    assert wire.announced[2] == wire.announced[0]


def test_random_bytes_are_values_or_named_errors(wire: Wire) -> None:
    source = random.Random(7)
    heads = [b"", b"\xd4", b"\xd5", b"\xd6", b"\xd7", b"\xd8", b"\xc7\x05", b"\x91\xc7\x10", b"\x82"]
    for _ in range(20_000):
        data = source.choice(heads) + bytes([source.randrange(36)]) + source.randbytes(source.randrange(24))
        with contextlib.suppress(BridgeError):
            wire.decoder.decode(data)


def test_random_values_come_back_the_same(wire: Wire) -> None:
    source = random.Random(11)

    def value(depth: int) -> object:
        kind = source.randrange(6 if depth else 4)
        if kind == 0:
            return source.choice(BY_VALUE_VALUES)
        if kind == 1:
            return source.getrandbits(source.choice([3, 31, 53, 64, 65, 200])) * source.choice([1, -1])
        if kind == 2:
            return struct.unpack("<d", source.randbytes(8))[0]
        if kind == 3:
            return "".join(map(chr, source.choices(range(0x11000), k=source.randrange(9))))
        items = [value(depth - 1) for _ in range(source.randrange(5))]
        return source.choice([list, tuple])(items) if kind == 4 else {str(i): v for i, v in enumerate(items)}

    for _ in range(3000):
        made = value(4)
        assert same(wire.over(made), made)


def test_objects_never_come_out_of_array_bytes(wire: Wire) -> None:
    for dtype in ("|O", "O", "i4,i4", "V8", "nonsense"):
        body = msgpack.packb([dtype, [1], bytes(8)])
        with pytest.raises(NotDecodable):
            wire.decoder.decode(msgpack.packb(msgpack.ExtType(20, body)))


def test_arrays_without_numpy_are_memoryviews() -> None:
    script = """
import sys
sys.modules["numpy"] = None  # as if it were not installed
from snakebridge_worker._internal.codec import Decoder
import msgpack
decoder = Decoder(None, None, None, None)
array = lambda *body: decoder.decode(msgpack.packb(msgpack.ExtType(20, msgpack.packb(body))))
view = array("<f8", [2, 2], __import__("struct").pack("<4d", 1, 2, 3, 4))
assert (type(view), view.format, view.shape, view.tolist()) == (memoryview, "d", (2, 2), [[1.0, 2.0], [3.0, 4.0]])
assert array("<i4", [0, 3], b"").nbytes == 0
try:
    array("<c16", [1], bytes(16))
except Exception as error:
    assert "numpy" in str(error)
"""
    subprocess.run([sys.executable, "-c", script], check=True, env={"PYTHONPATH": ":".join(sys.path)})
