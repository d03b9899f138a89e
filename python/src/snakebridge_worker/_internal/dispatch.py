"""Runs the messages of a frame, in their order, on the main thread."""

from __future__ import annotations

import os
from contextlib import suppress
from functools import partial

from .. import Cancelled
from .backlog import CALL, FORGET, RELEASE, Backlog
from .call_metadata import metadata_attached
from .callbacks import Callbacks
from .codec import Decoder, Encoder
from .codec.encode import BY_REFERENCE, BY_VALUE
from .codec.type_names import TypeNames
from .errors import DependencyFailed, NotEncodable, ProtocolError
from .failures import MAX_ARGUMENT_BYTES, Failures
from .host_objects import HostObjects
from .inbox import ANSWERS, Inbox
from .mapping import MAP, Mapping
from .objects import Failure, Kept, Objects
from .operations import OPERATIONS
from .standard_streams import flush_output
from .streams import Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from .carriers import Connection
    from .frames import FrameReader
    from .inbox import Waiter
    from .interrupts import Interrupts
    from .operations import Operation
    from .outbox import Outbox

RETURNED, FAILED = 0, 1
KEEP, QUIET = 1, 2
STREAM = 9
VALID_FLAGS = frozenset(flags for flags in range(16) if flags & (BY_REFERENCE | BY_VALUE) != BY_REFERENCE | BY_VALUE)


class Dispatcher:
    """What a worker knows and does; outlives connections."""

    def __init__(self, interrupts: Interrupts, outbox: Outbox, max_frame_bytes: int) -> None:
        self.objects = Objects()
        self.kept = Kept()
        self.calls = 0
        self.forked = False
        self._interrupts = interrupts
        self._outbox = outbox
        self._host = HostObjects(outbox.pending.append)
        self._types = TypeNames(outbox.add)
        self._decoder = Decoder(self.objects, self.kept, self._host)
        self._encoder = Encoder(self.objects, self._types, max_frame_bytes)
        self._failures = Failures(self.objects, Encoder(self.objects, self._types, MAX_ARGUMENT_BYTES))
        self.inbox = Inbox(Decoder(self.objects, self.kept, self._host))
        self._backlog = Backlog(self._decoder)

        def new_encoder() -> Encoder:
            return Encoder(self.objects, self._types, max_frame_bytes)

        open_stream = partial(Stream, new_encoder=new_encoder)
        self._operations: dict[object, Operation] = {
            **OPERATIONS,
            STREAM: (open_stream, 1, 1),
            MAP: (Mapping(self._failures, self._encoder), 3, 3),
        }
        self._host.invoke = Callbacks(self.inbox, outbox, new_encoder, self._wait).invoke

    def start(self, connection: Connection, reader: FrameReader) -> None:
        """Frames come from this connection from now on, and replies go there."""
        self._outbox.open(connection)
        self._types.announce_again()
        self.inbox.open(connection, reader)

    def run(self, messages: object, segments: Sequence[bytearray]) -> None:
        """Runs a frame; `ProtocolError` where a message names no call that could fail."""
        backlog = self._backlog
        self._run(backlog.begin(messages, segments))
        backlog.look_again()
        while (message := backlog.take()) is not None:
            self._run((message,))
            backlog.look_again()
        self._decoder.segments = ()

    def _wait(self, waiter: Waiter) -> None:
        """A call waits for the host: others are run meanwhile."""
        self._backlog.enter(self._interrupts.current)
        try:
            self.inbox.wait_on_main(waiter, self._serve, self._interrupts)
        finally:
            self._backlog.leave()

    def _serve(self) -> bool:
        """Runs one message that has arrived. False: there is none."""
        backlog, arrived = self._backlog, self.inbox.arrived
        try:
            while (message := backlog.take()) is None:
                if not arrived:
                    flush_output()
                    self._outbox.flush()
                    return False
                backlog.begin(*arrived.popleft())
            self._run((message,))
            backlog.look_again()
        except (OSError, ProtocolError) as error:
            backlog.clear()
            self.inbox.close(error)
        return True

    def _run(self, messages: Iterable[Any]) -> None:
        outbox = self._outbox
        for message in messages:
            if type(message) is not list or not message:
                raise ProtocolError("a message is an array that begins with its type")
            kind = message[0]
            if kind == CALL:
                if not 5 <= len(message) <= 6 or not _is_positive(message[1]):
                    raise ProtocolError("a call is [0, id, flags, op, payload, metadata?]")
                if outbox.asleep and outbox.pending:
                    outbox.wake()
                if len(message) == 5:
                    self._call(message[1], message[2], message[3], message[4])
                else:
                    with metadata_attached(message[5]):
                        self._call(message[1], message[2], message[3], message[4])
            elif kind == RELEASE:
                self._release(message)
            elif kind == FORGET:
                self._forget(message)
            elif kind in ANSWERS:
                self._drop_answer(message)
            else:
                raise ProtocolError(f"unknown message type {kind!r}")

    def _call(self, call: int, flags: Any, op: Any, payload: Any) -> None:
        interrupts, encoder = self._interrupts, self._encoder
        self.calls += 1
        try:
            # From here to `finally` the call can be cancelled: see interrupts.py.
            interrupts.current = call
            try:
                if interrupts.requested and call in interrupts.requested:
                    self._decoder.discard(payload)
                    raise Cancelled(call, begun=False)
                value = self._execute(flags, op, payload)
            finally:
                interrupts.current = 0
                if self.forked:
                    os._exit(0)  # in a child that the call has forked: the reply is the parent's to give
            if flags & KEEP:
                self.kept.keep(call, value)
            body = None if flags & QUIET else encoder.encode(value, flags)
        except DependencyFailed as error:
            self._fail(call, flags, error.call, {"call": error.call})
        except NotEncodable as error:
            self._fail(call, 0, call, self._failures.error_map(error, call))
        except BaseException as error:
            self._fail(call, flags, call, self._failures.error_map(error, call))
        else:
            if encoder.segments:
                self._outbox.send([RETURNED, call, body], encoder.take_segments())
            else:
                self._outbox.add([RETURNED, call, body])
        if interrupts.requested:
            interrupts.requested.pop(call, None)

    def _execute(self, flags: Any, op: Any, payload: Any) -> Any:
        if type(flags) is not int or flags not in VALID_FLAGS:
            raise ProtocolError(f"{flags!r} are no flags of a call")
        operation = self._operations.get(op) if type(op) is int else None
        if operation is None:
            raise ProtocolError(f"unknown operation {op!r}")
        run, fewest, most = operation
        arguments = self._decoder.decode(payload)
        if type(arguments) is not list or not fewest <= len(arguments) <= most:
            raise ProtocolError(f"operation {op} takes an array of {fewest} to {most} values")
        return run(*arguments)

    def _fail(self, call: int, flags: Any, first: int, described: dict[str, Any]) -> None:
        """`first` is the call that failed first: what needs this one fails like that one."""
        if type(flags) is int and flags & KEEP:
            self.kept.keep(call, Failure(first))
        self._outbox.add([FAILED, call, self._encoder.pack(described)])

    def _drop_answer(self, message: list[Any]) -> None:
        """Who waited for it has been cancelled; what it brings is let go."""
        if len(message) != 3 or not _is_positive(message[1]):
            raise ProtocolError("an answer is [type, invocation, payload]")
        with suppress(Exception):
            self._decoder.decode(message[2])

    def _release(self, message: list[Any]) -> None:
        pairs = message[1:]
        if len(pairs) % 2 or not all(map(_is_positive, pairs)):
            raise ProtocolError("handles are released in pairs of handle and count")
        for handle, count in zip(pairs[::2], pairs[1::2], strict=True):
            self.objects.release(handle, count)

    def _forget(self, message: list[Any]) -> None:
        for call in message[1:]:
            if not _is_positive(call):
                raise ProtocolError("kept results are forgotten by the ids of their calls")
            self.kept.forget(call)


def _is_positive(value: object) -> bool:
    return type(value) is int and 0 < value < 2**32
