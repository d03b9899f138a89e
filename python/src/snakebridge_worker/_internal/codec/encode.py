"""Python values to bytes.

msgpack's C packer does the work, but it would mistake some types for others (a bytearray for bytes) and write shared
parts again and again. So containers are first *prepared*: an `ExtType` replaces everything that is not plain msgpack.
A container in which everything is plain, the common case, is not copied.
"""

from __future__ import annotations

import sys

from msgpack import ExtType, Packer

from ..errors import BridgeError, NotEncodable
from ..objects.class_names import class_name
from ..wire.flags import BY_REFERENCE, BY_VALUE
from . import extension
from .bases import NO_FORM, base_value
from .containers import PLAIN, step_to
from .numbers import encode_int
from .references import prepare_unpackable
from .table import ENCODERS, LATE_ENCODERS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..objects.object_table import ObjectTable
    from .table import Encode
    from .type_names import TypeNames

    Shared = tuple[object, object, int, list[int]]
    """A prepared container (held, so that no other object gets its id), the result, its weight, the handles in it."""

MESSAGE_BYTES = 32
"""The bytes of a frame of one message besides the value, at most."""
MAX_DEPTH = 100
"""Deeper containers become references in their place. Well below what Python's and msgpack's recursion allow."""
TOO_DEEP = f"is nested deeper than {MAX_DEPTH} levels"


class Encoder:
    """Encodes results. An object without a form by value is held in `objects` and sent as a reference."""

    def __init__(self, objects: ObjectTable, types: TypeNames, max_bytes: int) -> None:
        packer = Packer(strict_types=True, default=_late_int, unicode_errors="surrogatepass")
        self.pack: Callable[[Any], bytes] = packer.pack
        self._max_bytes = max_bytes - MESSAGE_BYTES
        self.segments: list[memoryview | bytes] = []
        self.referred = False
        self._objects = objects
        self._type_number = types.number
        self._fresh()

    def _fresh(self) -> None:
        self.by_value = False
        self._weight = 0
        self._open: set[int] = set()
        self._open_bases: set[int] = set()
        self._shared: dict[int, Shared] = {}
        self._sent: list[int] = []

    def encode(self, value: object, flags: int = 0) -> bytes:
        """Returns the value as bytes; its large buffers are in `segments`."""
        if type(value) in PLAIN and not flags & BY_REFERENCE:
            return self.encode_plain(value)
        self.by_value = flags & BY_VALUE != 0
        try:
            payload = self.pack(self.reference(value) if flags & BY_REFERENCE else self.prepare(value))
            self._weight = 0
            self.weigh(len(payload) + sum(map(len, self.segments)))
            self.referred = bool(self._sent)
        except BaseException as error:
            self.take_segments()
            for handle in self._sent:
                self._objects.release(handle, 1)
            if isinstance(error, BridgeError) or not isinstance(error, Exception):
                raise
            raise NotEncodable(f"{class_name(type(value))} cannot be encoded: {error}") from error
        finally:
            self._fresh()  # releases the value
        return payload

    def encode_plain(self, value: object) -> bytes:
        """A value that msgpack can pack as it is."""
        payload = self.pack(value)
        if len(payload) > self._max_bytes:
            raise self._too_large(len(payload))
        return payload

    def take_segments(self) -> list[memoryview | bytes]:
        """Returns the large buffers of the value that was encoded last."""
        segments, self.segments = self.segments, []
        return segments

    def prepare(self, value: object) -> Any:
        """The value in a form that the packer takes."""
        kind = type(value)
        if kind in PLAIN:
            return value
        encode = ENCODERS.get(kind) or _late_encoder(kind)
        if encode is not None:
            return encode(value, self)
        if self.by_value:
            return self._base(value)
        if issubclass(kind, tuple):
            return self.nested(value, tuple.__len__(value), prepare_unpackable)  # type: ignore[arg-type]
        return self.reference(value)

    def nested(self, value: object, size: int, prepare: Callable[[Any, Encoder], Any]) -> Any:
        """Prepares a container's insides once, however often it occurs, and stops at cycles and great depth."""
        key = id(value)
        if key in self._open or len(self._open) >= MAX_DEPTH:
            return self.reference(value, "contains itself" if key in self._open else TOO_DEEP)
        known = self._shared.get(key)
        if known is not None:
            _, prepared, weight, handles = known
            self.weigh(weight)
            for handle in handles:
                self._objects.hold(self._objects.get(handle))
            self._sent += handles
            return prepared
        weight, sent = self._weight, len(self._sent)
        self.weigh(size)
        self._open.add(key)
        try:
            prepared = prepare(value, self)
        except NotEncodable as error:
            if error.culprit is not None:
                error.path = step_to(error.culprit, value) + error.path
                error.culprit = value
            raise
        self._open.discard(key)
        self._shared[key] = value, prepared, self._weight - weight, self._sent[sent:]
        return prepared

    def _base(self, value: object) -> Any:
        """An object of another class by value: see `bases`."""
        key = id(value)
        if key in self._open_bases:
            return self.reference(value, "contains itself")
        self._open_bases.add(key)
        base = base_value(value, lambda kind: kind in ENCODERS or _late_encoder(kind) is not None)
        try:
            prepared = self.prepare(base)
        except NotEncodable as error:
            error.culprit = value
            raise
        self._open_bases.discard(key)
        return prepared

    def weigh(self, size: int) -> None:
        """Counts the bytes that will be written at least, because shared parts are written out repeatedly."""
        self._weight += size
        if self._weight > self._max_bytes:
            raise self._too_large(self._weight)

    def _too_large(self, size: int) -> NotEncodable:
        limit = self._max_bytes + MESSAGE_BYTES
        return NotEncodable(f"the value is larger than a frame may be: {size} bytes at least, of {limit}")

    def segment(self, data: memoryview | bytes) -> int:
        """Sends a buffer with the message; returns its index."""
        self.weigh(len(data))
        self.segments.append(data)
        return len(self.segments) - 1

    def reference(self, value: object, reason: str = NO_FORM, parts: tuple[Any, ...] = ()) -> ExtType:
        """A handle in place of the value, with `parts` that the host may read; `reason` is why it has no other form."""
        kind = type(value)
        if self.by_value:
            raise NotEncodable(f"{class_name(kind)} {reason}", value)
        self.weigh(1)
        handle = self._objects.hold(value)
        self._sent.append(handle)
        return ExtType(extension.REFERENCE, self.pack([handle, self._type_number(kind), *parts]))

    def hold(self, value: object) -> ExtType:
        """A handle for a place outside of values."""
        reference = self.reference(value)
        self._fresh()
        return reference


def _late_int(value: object) -> ExtType:
    """The packer calls this for integers beyond 64 bits. Other values were added during the encoding."""
    if type(value) is int:
        return encode_int(value)
    raise NotEncodable(f"{class_name(type(value))} was added to a container while it was being encoded")


def _late_encoder(kind: type) -> Encode | None:
    """Types of modules that may never be imported are known by name, until the first of them appears."""
    encode = LATE_ENCODERS.get(class_name(kind))
    if encode is None:
        return None
    module, _, name = class_name(kind).partition(":")
    if getattr(sys.modules.get(module), name, None) is not kind:
        return None
    ENCODERS[kind] = encode
    return encode
