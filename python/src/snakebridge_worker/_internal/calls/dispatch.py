"""Runs the messages of a frame, in their order, on the main thread."""

from __future__ import annotations

from contextlib import suppress

from ..asynchronous.event_loop import NOTHING
from ..connection.waiters import ANSWERS
from ..errors import ProtocolError
from ..wire.messages import CALL, FORGET, HOST_ARITY, RELEASE
from .call_metadata import metadata_attached

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..asynchronous.coroutines import Coroutines
    from ..asynchronous.event_loop import EventLoop
    from ..carriers import Connection
    from ..codec import Decoder
    from ..codec.type_names import TypeNames
    from ..connection.inbox import Inbox
    from ..connection.outbox import Outbox
    from ..connection.waiters import WaitSlot
    from ..objects.kept_results import KeptResults
    from ..objects.object_table import ObjectTable
    from ..wire.frame import FrameReader
    from .backlog import Backlog
    from .main_calls import MainCalls
    from .thread_calls import ThreadCalls

_FEWEST, _MOST = HOST_ARITY[CALL]


class Dispatcher:
    """Consumes the messages of all connections, one connection after the other."""

    def __init__(
        self,
        *,
        inbox: Inbox,
        outbox: Outbox,
        loop: EventLoop,
        types: TypeNames,
        objects: ObjectTable,
        kept: KeptResults,
        decoder: Decoder,
        answer_decoder: Decoder,
        backlog: Backlog,
        main_calls: MainCalls,
        thread_calls: ThreadCalls,
        coroutines: Coroutines,
    ) -> None:
        self.answer_decoder = answer_decoder
        self._inbox = inbox
        self._outbox = outbox
        self._loop = loop
        self._types = types
        self._objects = objects
        self._kept = kept
        self._decoder = decoder
        self._backlog = backlog
        self._main_calls = main_calls
        self._run_call = main_calls.run
        self._threads = thread_calls
        self._coroutines = coroutines

    def start(self, connection: Connection, reader: FrameReader) -> None:
        """From now on frames come from this connection, and replies go there."""
        self._outbox.open(connection)
        self._types.announce_again()
        self._inbox.open(connection, reader, self)

    def run(self, messages: object, segments: Sequence[bytearray]) -> None:
        """Runs a frame; raises `ProtocolError` if a message names no call that could fail."""
        backlog = self._backlog
        rest = backlog.begin(messages, segments)
        if not self._threads.unfinished:
            self._run(rest)
        backlog.requeue_deferred()
        while (message := self._take()) is not None:
            self._run((message,))
            backlog.requeue_deferred()
        self._decoder.segments = ()

    def finish_all(self) -> None:
        """Waits for the calls that continue in the event loop."""
        while self._coroutines.pending:
            self._loop.wait(NOTHING)
            self.run([], [])
            self._outbox.flush_all()

    def take_call(self, slot: WaitSlot, message: Any, segments: Sequence[bytearray]) -> bool:
        """See `connection.waiters.Receiver`."""
        return self._threads.take(slot, message, segments)

    def begin_wait(self, call: int) -> None:
        """See `connection.inbox.Consumer`."""
        self._backlog.enter(call)

    def end_wait(self) -> None:
        """See `connection.inbox.Consumer`."""
        self._backlog.leave()

    def serve(self) -> bool:
        """Inside of a call that waits: runs one message that has arrived. False: there is none."""
        backlog, arrived = self._backlog, self._inbox.arrived
        try:
            while (message := self._take()) is None:
                if not arrived:
                    self._coroutines.announce()
                    self._outbox.flush_all()
                    return False
                backlog.begin(*arrived.popleft())
            self._run((message,))
            backlog.requeue_deferred()
        except (OSError, ProtocolError) as error:
            backlog.clear()
            self._inbox.close(error)
        return True

    def _take(self) -> Any:
        threads = self._threads
        if threads.for_main:
            threads.take_over(self._backlog.put_back, self._main_calls)
        if threads.ended:
            self._backlog.requeue_deferred()
        while (ready := self._coroutines.take_ready()) is not None:
            self._backlog.put_back(ready.message, ready.segments)
        return self._backlog.take()

    def _run(self, messages: Iterable[Any]) -> None:
        outbox, run_call, decoder = self._outbox, self._run_call, self._decoder
        for message in messages:
            if type(message) is not list or not message:
                raise ProtocolError("a message is an array that begins with its type")
            kind = message[0]
            if kind == CALL:
                if not _FEWEST <= len(message) <= _MOST or not _is_positive(message[1]):
                    raise ProtocolError("a call is [0, id, flags, op, payload, metadata?, invocation?]")
                if outbox.asleep and outbox.pending:
                    outbox.wake()
                if len(message) == _FEWEST or message[5] is None:
                    run_call(message, decoder.segments)
                else:
                    with metadata_attached(message[5]):
                        run_call(message, decoder.segments)
            elif kind == RELEASE:
                self._release(message)
            elif kind == FORGET:
                self._forget(message)
            elif kind in ANSWERS:
                self._drop_answer(message)
            else:
                raise ProtocolError(f"unknown message type {kind!r}")

    def _drop_answer(self, message: list[Any]) -> None:
        """The call that waited for it was cancelled: releases the objects in it."""
        if len(message) != 3 or not _is_positive(message[1]):
            raise ProtocolError("an answer is [type, invocation, payload]")
        with suppress(Exception):
            self._decoder.decode(message[2])

    def _release(self, message: list[Any]) -> None:
        pairs = message[1:]
        if len(pairs) % 2 or not all(map(_is_positive, pairs)):
            raise ProtocolError("handles are released in pairs of handle and count")
        for handle, count in zip(pairs[::2], pairs[1::2], strict=True):
            self._objects.release(handle, count)

    def _forget(self, message: list[Any]) -> None:
        for call in message[1:]:
            if not _is_positive(call):
                raise ProtocolError("kept results are forgotten by the ids of their calls")
            self._kept.forget(call)
            if self._coroutines.can_be_needed:
                self._coroutines.forget(call)


def _is_positive(value: object) -> bool:
    return type(value) is int and 0 < value < 2**32
