"""Values of unusual shape: cyclic, deep, shared, too large. A failure leaves no state behind."""

from __future__ import annotations

import math

import msgpack
import pytest

from codec_wire import LIMIT, Wire
from snakebridge_worker._internal.codec.encode import MAX_DEPTH
from snakebridge_worker._internal.errors import NotDecodable, NotEncodable


@pytest.fixture
def wire() -> Wire:
    return Wire()


def test_cycles_are_references_in_their_place(wire: Wire) -> None:
    items: list = [1]
    items.append(items)
    assert wire.over(items)[1] is items
    table: dict = {}
    table["self"] = (table, [table])
    got = wire.over(table)
    assert got["self"][0] is table
    assert got["self"][1][0] is table


@pytest.mark.parametrize("kind", [lambda inner: [inner], lambda inner: (inner,), lambda inner: {"k": inner}])
def test_depths_are_references_in_their_place(wire: Wire, kind) -> None:
    value: object = None
    levels = []
    for _ in range(100_000):
        value = kind(value)
        levels.append(value)
    got = wire.over(value)
    for _ in range(MAX_DEPTH):
        (got,) = got.values() if isinstance(got, dict) else got
    assert got is levels[-1 - MAX_DEPTH]
    while levels:  # taken apart from outside: Python may crash when it frees all of it at once
        levels.pop()


def test_shared_parts_cannot_explode(wire: Wire) -> None:
    for seed in ([object()], ["text"], ("x" * 1000,), {"a": 1}):
        value: object = seed
        for _ in range(60):
            value = [value, value]
        with pytest.raises(NotEncodable, match="larger than a frame"):
            wire.over(value)
    assert len(wire.objects) == 0


def test_shared_parts_cross_as_often_as_they_occur(wire: Wire) -> None:
    part = [b"x", (1,)]
    assert wire.over([part, part, {"p": part}]) == [part, part, {"p": part}]


def test_references_in_shared_parts_are_counted_as_often_as_they_occur(wire: Wire) -> None:
    part = [object(), b"x"]
    wire.over([part, part, (part,)])
    wire.objects.release(1, 2)
    assert len(wire.objects) == 1
    wire.objects.release(1, 1)
    assert len(wire.objects) == 0


NAN = float("nan")


@pytest.mark.parametrize(
    "value",
    [{(math.nan,): 1, (NAN,): 2}, {math.nan: 1, NAN: 2}, {-0.0: 1}, {-0.0: b""}, {math.nan, NAN}, frozenset({-0.0})],
    ids=str,
)
def test_keys_that_javascript_cannot_tell_apart_stay_in_python(wire: Wire, value) -> None:
    assert wire.over([value])[0] is value


@pytest.mark.parametrize("value", [{math.nan: 1, 0.0: 2, 1.5: 3}, {math.nan, 0.0, -1.5}])
def test_other_floats_are_keys(wire: Wire, value) -> None:
    got = wire.over(value)
    assert (got is not value, sorted(map(str, got))) == (True, sorted(map(str, value)))


def pairs(*parts: object) -> bytes:
    return msgpack.packb(msgpack.ExtType(22, msgpack.packb(parts)))


def test_keys_that_python_takes_for_one_are_not_merged(wire: Wire) -> None:
    assert wire.decoder.decode(pairs(1, "int", "1", "text")) == {1: "int", "1": "text"}
    with pytest.raises(NotDecodable, match=r"^the keys 1 and True are one and the same for Python$"):
        wire.decoder.decode(pairs(1, "a", 2, "b", True, "c"))
    for code in (3, 4):
        with pytest.raises(NotDecodable, match=r"^the items 0 and False are one"):
            wire.decoder.decode(msgpack.packb(msgpack.ExtType(code, msgpack.packb([0, "0", False]))))


@pytest.mark.parametrize("payload", [pairs([1], 2), msgpack.packb(msgpack.ExtType(3, msgpack.packb([[1]])))])
def test_keys_that_cannot_be_hashed_are_named(wire: Wire, payload: bytes) -> None:
    with pytest.raises(NotDecodable, match=r"unhashable type: 'list'; a tuple"):
        wire.decoder.decode(payload)


def test_what_is_too_large_says_how_large(wire: Wire) -> None:
    for value in (b"x" * (LIMIT + 1), "x" * (LIMIT + 1), [b"x" * LIMIT, "y" * 99], [0] * (LIMIT + 1)):
        with pytest.raises(NotEncodable, match=rf": 83886\d\d bytes at least, of {LIMIT}$"):
            wire.over(value)


def test_a_failed_encoding_leaves_no_trace(wire: Wire) -> None:
    with pytest.raises(NotEncodable):
        wire.over([object(), b"x" * (LIMIT + 1)])
    assert len(wire.objects) == 0
    assert wire.encoder.take_segments() == []
    assert wire.over([1, (2,)]) == [1, (2,)]


def test_a_failed_decoding_leaves_no_trace(wire: Wire) -> None:
    for bad in (b"\x92\x01", b"\x01\x02", b"\xc1", b"\xd4\x63\x00", b"\x81\x90\x01", b""):
        with pytest.raises(NotDecodable):
            wire.decoder.decode(bad)
        assert wire.decoder.decode(b"\x93\x01\x02\x03") == [1, 2, 3]
