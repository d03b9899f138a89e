"""Runs the messages of a frame, in their order, on the main thread."""

from __future__ import annotations

import os
from contextlib import suppress

from ... import Cancelled
from ..asynchronous.coroutines import Coroutines
from ..asynchronous.event_loop import NOTHING, EventLoop
from ..asynchronous.loop_advice import advice_on
from ..codec import Decoder
from ..codec.containers import PLAIN
from ..codec.type_names import TypeNames
from ..connection.inbox import Inbox
from ..connection.waiters import ANSWERS
from ..errors import NotEncodable, ProtocolError
from ..host.callbacks import Callbacks
from ..objects.object_table import Kept, Objects
from ..process.standard_streams import flush_output
from ..threads import thread_offload
from ..values.callback import HostObjects
from ..wire.flags import KEEP, QUIET
from ..wire.messages import CALL, FAILED, FORGET, HOST_ARITY, RELEASE, RETURNED
from . import operations
from .backlog import Backlog
from .call_metadata import metadata_attached
from .execution import Execution, is_awaited
from .thread_calls import ThreadCalls

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Iterable, Sequence
    from typing import Any

    from ..carriers import Connection
    from ..connection.outbox import Outbox
    from ..connection.waiters import Waiter
    from ..objects.object_table import Failure
    from ..threads.interrupts import Interrupts
    from ..wire.frame import FrameReader

_FEWEST, _MOST = HOST_ARITY[CALL]


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
        self._max_frame_bytes = max_frame_bytes
        self._main = self._new_execution()
        self._decoder, self._encoder = self._main.decoder, self._main.encoder
        self._execute, self._encode = self._main.run, self._main.encode
        self.loop = EventLoop(interrupts)
        self.inbox = Inbox(Decoder(self.objects, self.kept, self._host), self.loop)
        self._coroutines = Coroutines(self.loop, interrupts, self.objects, self.kept, self)
        self._threads = ThreadCalls(self, self._coroutines, outbox, interrupts, self._new_execution)
        self._backlog = Backlog(self._decoder, self._threads)
        self.inbox.waiters.take_call = self._threads.take
        operations.run_inside = self.loop.run_inside
        callbacks = Callbacks(self.inbox, outbox, self._main.new_encoder, self._wait, self._threads.run)
        self._host.invoke = callbacks.invoke
        thread_offload.main_serves = self.loop.serves

    def start(self, connection: Connection, reader: FrameReader) -> None:
        """Frames come from this connection from now on, and replies go there."""
        self._outbox.open(connection)
        self._types.announce_again()
        self.inbox.open(connection, reader)

    def run(self, messages: object, segments: Sequence[bytearray]) -> None:
        """Runs a frame; `ProtocolError` where a message names no call that could fail."""
        backlog = self._backlog
        rest = backlog.begin(messages, segments)
        if not self._threads.unfinished:
            self._run(rest)
        backlog.look_again()
        while (message := self._take()) is not None:
            self._run((message,))
            backlog.look_again()
        self._decoder.segments = ()

    def finish_all(self) -> None:
        """Waits for the calls that go on."""
        while self._coroutines.pending:
            self.loop.wait(NOTHING)
            self.run([], [])
            self.flush()

    def _new_execution(self) -> Execution:
        return Execution(self.objects, self.kept, self._host, self._types, self._max_frame_bytes)

    def _take(self) -> Any:
        threads = self._threads
        if threads.for_main:
            threads.take_over()
        if threads.ended:
            self._backlog.look_again()
        while (ready := self._coroutines.take_ready()) is not None:
            self._backlog.put_back(ready.message, ready.segments)
        return self._backlog.take()

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
            while (message := self._take()) is None:
                if not arrived:
                    self._coroutines.announce()
                    self.flush()
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
                if not _FEWEST <= len(message) <= _MOST or not _is_positive(message[1]):
                    raise ProtocolError("a call is [0, id, flags, op, payload, metadata?, invocation?]")
                if outbox.asleep and outbox.pending:
                    outbox.wake()
                if len(message) == _FEWEST or message[5] is None:
                    self._call(message)
                else:
                    with metadata_attached(message[5]):
                        self._call(message)
            elif kind == RELEASE:
                self._release(message)
            elif kind == FORGET:
                self._forget(message)
            elif kind in ANSWERS:
                self._drop_answer(message)
            else:
                raise ProtocolError(f"unknown message type {kind!r}")

    def _call(self, message: list[Any]) -> None:
        if self._coroutines.concern:
            self._coroutines.run(message, self._decoder.segments)
        else:
            self.execute(message[1], message[2], message[3], message[4])

    def execute(self, call: int, flags: Any, op: Any, payload: Any) -> None:
        """Runs a call. It is answered, unless its result is awaited."""
        interrupts = self._interrupts
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
            if type(value) not in PLAIN and self._goes_on(call, flags, value):
                return
            body = self._encode(call, flags, value)
        except BaseException as error:
            self._fail(call, flags, error, advice_on(error, flags))
        else:
            self._answer(call, body)
        if interrupts.requested:
            interrupts.requested.pop(call, None)

    def complete(self, call: int, flags: int, awaitable: object) -> None:
        """A call that another thread has run gave something to be awaited, here."""
        try:
            if self._goes_on(call, flags, awaitable):
                return
            body = self._encode(call, flags, awaitable)
        except BaseException as error:
            self._fail(call, flags, error)
        else:
            self._answer(call, body)

    def put_back(self, message: list[Any], segments: Sequence[bytearray]) -> None:
        """Runs a call that another thread was to run."""
        self._backlog.put_back(message, segments)

    def finish(self, call: int, flags: int, task: Task[Any], *, silent: bool) -> object:
        """A call whose result was awaited, for a host that is to be told unless it was `silent`."""
        if self.forked:
            os._exit(0)
        if flags & KEEP and call not in self.kept:
            flags &= ~KEEP  # it was forgotten meanwhile
        result: object = None
        with suppress(OSError):  # the host is gone, which whoever reads meets too
            try:
                result = task.result()
                body = self._encode(call, flags | QUIET if silent else flags, result)
            except NotEncodable as error:
                self._fail(call, flags, error)
            except BaseException as error:
                cancelled = task.cancelled() and call in self._interrupts.requested
                result = self._fail(call, flags, Cancelled(call) if cancelled else error, silent=silent)
            else:
                if not silent:
                    self._answer(call, body)
        self._interrupts.requested.pop(call, None)
        return result

    def refuse(self, call: int, flags: int, payload: object) -> Failure:
        """A call that was cancelled before it began."""
        self._interrupts.requested.pop(call, None)
        self._decoder.discard(payload)
        return self._fail(call, flags, Cancelled(call, begun=False))

    def tell(self, message: list[Any]) -> None:
        """Adds a message that goes with the next frame."""
        self._outbox.pending.append(message)

    def flush(self) -> None:
        """Sends what was printed and what was added."""
        flush_output()
        self._outbox.flush()

    def _goes_on(self, call: int, flags: int, value: object) -> bool:
        """Whether the result of a call is awaited first."""
        if not is_awaited(flags, value):
            return False
        if flags & QUIET:
            self._coroutines.note(call, flags, value)
            return False
        self._coroutines.go_on(call, flags, value)
        return True

    def _answer(self, call: int, body: bytes | None) -> None:
        encoder = self._encoder
        if encoder.segments:
            self._outbox.send([RETURNED, call, body], encoder.take_segments())
        else:
            self._outbox.add([RETURNED, call, body])

    def _fail(self, call: int, flags: Any, error: BaseException, notes: Any = (), *, silent: bool = False) -> Failure:
        """Tells the host, unless it was answered already; gives what fails those that need the result."""
        failure, body = self._main.fail(call, flags, error, notes, silent=silent)
        if body is not None:
            self._outbox.add([FAILED, call, body])
        return failure

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
            if self._coroutines.concern:
                self._coroutines.forget(call)


def _is_positive(value: object) -> bool:
    return type(value) is int and 0 < value < 2**32
