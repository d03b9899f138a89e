"""Runs the messages of a frame, in their order, on the main thread."""

from __future__ import annotations

import os

from .. import Cancelled
from .codec import Decoder, Encoder
from .errors import DependencyFailed, NotEncodable, ProtocolError
from .failures import error_map
from .objects import Failure, Kept, Objects
from .operations import OPERATIONS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .interrupts import Interrupts
    from .outbox import Outbox

CALL, RELEASE, FORGET = 0, 1, 2
RETURNED, FAILED = 0, 1
KEEP, QUIET, BY_REFERENCE, BY_VALUE = 1, 2, 4, 8
VALID_FLAGS = frozenset(flags for flags in range(16) if flags & 12 != 12)


class Dispatcher:
    """What a worker knows and does; outlives connections."""

    def __init__(self, interrupts: Interrupts, outbox: Outbox, max_frame_bytes: int) -> None:
        self.objects = Objects()
        self.kept = Kept()
        self.calls = 0
        self._interrupts = interrupts
        self._outbox = outbox
        self._decoder = Decoder(self.objects, self.kept)
        self._encoder = Encoder(self.objects, outbox.add, max_frame_bytes)
        self.forked = False

    def run(self, messages: object, segments: Sequence[bytearray]) -> None:
        """Runs a frame; `ProtocolError` where a message names no call that could fail."""
        if type(messages) is not list:
            raise ProtocolError("a frame's head is an array of messages")
        if len(messages) > 1:
            self._outbox.arm()
        self._decoder.segments = segments
        for message in messages:
            if type(message) is not list or not message:
                raise ProtocolError("a message is an array that begins with its type")
            kind = message[0]
            if kind == CALL:
                if len(message) != 5 or not _is_id(message[1]):
                    raise ProtocolError("a call is [0, id, flags, op, payload]")
                self._call(message[1], message[2], message[3], message[4])
            elif kind == RELEASE:
                self._release(message)
            elif kind == FORGET:
                for call in message[1:]:
                    self.kept.forget(call)
            else:
                raise ProtocolError(f"unknown message type {kind!r}")

    def _call(self, call: int, flags: int, op: int, payload: bytes) -> None:
        interrupts = self._interrupts
        encoder = self._encoder
        self.calls += 1
        try:
            if flags not in VALID_FLAGS:
                raise ProtocolError(f"{flags!r} are no flags of a call")
            # From here to `finally` the call can be cancelled; interrupts.py tells why nothing else can be hit.
            interrupts.current = call
            try:
                if interrupts.requested and call in interrupts.requested:
                    raise Cancelled(call, begun=False)
                operation = OPERATIONS.get(op)
                if operation is None:
                    raise ProtocolError(f"unknown operation {op!r}")
                run, fewest, most = operation
                arguments = self._decoder.decode(payload)
                if type(arguments) is not list or not fewest <= len(arguments) <= most:
                    raise ProtocolError(f"operation {op} takes an array of {fewest} to {most} values")
                value = run(*arguments)
            finally:
                interrupts.current = 0
                if self.forked:
                    os._exit(0)  # in a child that the call has forked: the reply is the parent's to give
            if not flags:
                body: bytes | None = encoder.encode(value)
            else:
                if flags & KEEP:
                    self.kept.keep(call, value)
                body = None if flags & QUIET else encoder.encode(value, flags)
        except BaseException as error:
            self._fail(call, flags, error)
            return
        if encoder.segments and body is not None:
            self._outbox.send([RETURNED, call, body], encoder.segments)
        else:
            self._outbox.add([RETURNED, call, body])
        if interrupts.requested:
            interrupts.requested.pop(call, None)

    def _fail(self, call: int, flags: int, error: BaseException) -> None:
        payload = error.payload if isinstance(error, DependencyFailed) else self._encoder.pack(error_map(error, call))
        if flags in VALID_FLAGS and flags & KEEP and not isinstance(error, NotEncodable):
            self.kept.keep(call, Failure(payload))
        self._outbox.add([FAILED, call, payload])
        self._interrupts.requested.pop(call, None)

    def _release(self, message: list[Any]) -> None:
        if len(message) % 2 == 0:
            raise ProtocolError("handles are released in pairs of handle and count")
        for position in range(1, len(message), 2):
            self.objects.release(message[position], message[position + 1])


def _is_id(value: object) -> bool:
    return type(value) is int and 0 < value < 2**32
