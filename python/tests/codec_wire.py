"""Both ends of the codec in one process."""

from __future__ import annotations

import datetime as dt
import struct
from decimal import Decimal

import msgpack
import numpy as np

from snakebridge_worker._internal.codec import Decoder, Encoder
from snakebridge_worker._internal.codec.type_names import TypeNames
from snakebridge_worker._internal.host.host_objects import HostObjects
from snakebridge_worker._internal.objects.kept_results import KeptResults
from snakebridge_worker._internal.objects.locked_symbols import LockedSymbols
from snakebridge_worker._internal.objects.object_table import ObjectTable
from snakebridge_worker._internal.objects.symbols import Symbols
from snakebridge_worker._internal.threads.thread_offload import ThreadOffload

LIMIT = 8 * 1024 * 1024


class Wire:
    """An encoder and a decoder that share their objects."""

    def __init__(self) -> None:
        self.objects = ObjectTable()
        self.announced: list[list] = []
        self.dropped: list[list] = []
        self.types = TypeNames(self.announced.append)
        self.encoder = Encoder(self.objects, self.types, LIMIT)
        host = HostObjects(self.dropped.append, _invoke, ThreadOffload(bool))
        self.decoder = Decoder(self.objects, KeptResults(), Symbols(LockedSymbols(None)), host)

    def over(self, value: object, flags: int = 0) -> object:
        payload = self.encoder.encode(value, flags)
        self.decoder.segments = [bytearray(segment) for segment in self.encoder.take_segments()]
        # A host sends only the handle of a reference back.
        return self.decoder.decode(_as_sent_back(payload))


def _invoke(*_: object) -> None:
    raise AssertionError("there is no program to call")


def _as_sent_back(payload: bytes) -> bytes:
    if b"\x20\x92" not in payload and b"\x20\x94" not in payload:
        return payload
    hook = lambda code, data: msgpack.ExtType(code, _body(code, data))  # noqa: E731
    value = msgpack.unpackb(payload, ext_hook=hook, strict_map_key=False, unicode_errors="surrogatepass")
    return msgpack.packb(value, unicode_errors="surrogatepass")


def _body(code: int, data: bytes) -> bytes:
    if code == 32:
        return msgpack.packb(msgpack.unpackb(data, strict_map_key=False, unicode_errors="surrogatepass")[0])
    return _as_sent_back(data) if code in (2, 3, 4, 15) else data


def same(left: object, right: object) -> bool:
    """Equality that sees classes, signs of zero, and NaN."""
    if type(left) is not type(right):
        return False
    if isinstance(left, float):
        return struct.pack("<d", left) == struct.pack("<d", right)
    if isinstance(left, complex):
        return same(left.real, right.real) and same(left.imag, right.imag)
    if isinstance(left, (list, tuple)):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, dict):
        return same(list(left.items()), list(right.items()))
    if isinstance(left, Decimal):
        return str(left) == str(right)
    if isinstance(left, (np.ndarray, np.generic)):
        return left.dtype == right.dtype and left.shape == right.shape and left.tobytes() == right.tobytes()
    if isinstance(left, (dt.datetime, dt.time)):
        return (repr(left), left.fold) == (repr(right), right.fold)
    return left == right
