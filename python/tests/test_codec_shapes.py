"""Values of awkward shape: cyclic, deep, shared, too large. And what a failure leaves behind: nothing."""

from __future__ import annotations

import math

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
    while levels:  # taken apart from outside: Python itself may not survive freeing it in one go
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


def test_keys_that_look_alike_are_not_merged(wire: Wire) -> None:
    table = {(math.nan,): 1, (float("nan"),): 2}
    assert wire.over(table) is table


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
