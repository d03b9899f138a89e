"""Bytes to Python values."""

from __future__ import annotations

from functools import partial

from msgpack import Unpacker, unpackb

from ..errors import BridgeError, DependencyFailed, NotDecodable
from .extension import CALLBACK
from .scan import bodies_of
from .table import DECODERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from ... import CallbackError
    from ..objects.kept_results import KeptResults
    from ..objects.object_table import ObjectTable
    from ..objects.symbols import Symbols
    from ..values.callback import Callback

    class HostValues(Protocol):
        """Receives the program's objects."""

        def receive(self, number: int, name: str, parameters: int | str | None, *, is_coroutine: bool) -> Callback:
            """Receives a function that the host has sent once more."""

        def receive_thrown(self, number: int, name: str, message: str, stack: str) -> CallbackError:
            """Receives a value that a function threw."""

        def drop(self, number: int, count: int) -> None:
            """Releases an object that the host has sent `count` times."""


SMALL = 16 * 1024
"""Payloads up to this go through one prepared unpacker, at half the cost of a fresh one."""


class Decoder:
    """Decodes payloads; `segments` are those of the frame that the payload came in."""

    def __init__(self, objects: ObjectTable, kept: KeptResults, symbols: Symbols, host: HostValues) -> None:
        self.objects = objects
        self.kept = kept
        self.symbols = symbols
        self.host = host
        self.segments: Sequence[bytearray] = ()
        self.callbacks = 0
        options = {"ext_hook": self._extension, "strict_map_key": False, "unicode_errors": "surrogatepass"}
        self.unpack: Callable[[Any], Any] = partial(unpackb, **options)
        self._new_unpacker = partial(Unpacker, **options)
        self._renew()

    def decode(self, payload: bytes) -> Any:
        """The value of a payload."""
        self.callbacks = 0
        try:
            if len(payload) > SMALL:
                return self.unpack(payload)
            self._feed(payload)
            value = self._next()
            self._position += len(payload)
            if self._tell() != self._position:
                raise ValueError("the payload continues after its value")
        except BaseException as error:
            self._renew()
            self.discard(payload, self.callbacks)
            if isinstance(error, (BridgeError, DependencyFailed)) or not isinstance(error, Exception):
                raise
            raise NotDecodable(f"not a value: {error or type(error).__name__}") from error
        return value

    def discard(self, payload: object, received: int = 0) -> None:
        """The payload is not decoded further: releases the host's functions in it, after the first `received` ones."""
        for body in bodies_of(CALLBACK, payload)[received:]:
            if type(body) is list and body and type(body[0]) is int:
                self.host.drop(body[0], 1)

    def _renew(self) -> None:
        """A new unpacker: a failure leaves one in the middle of a value."""
        unpacker = self._new_unpacker()
        self._feed, self._next, self._tell = unpacker.feed, unpacker.unpack, unpacker.tell
        self._position = 0

    def _extension(self, code: int, body: bytes) -> Any:
        decode = DECODERS.get(code)
        if decode is None:
            raise NotDecodable(f"unknown extension type {code}")
        return decode(body, self)
