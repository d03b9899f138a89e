"""Calling TypeScript functions, from any thread."""

from __future__ import annotations

from _thread import get_ident
from itertools import count

from ... import CallbackError
from ..codec.containers import PLAIN
from ..connection.inbox import GONE
from ..wire.messages import CALLBACK, CALLBACK_RAISED, THREAD_CALLBACK

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any

    from ..codec import Encoder
    from ..connection.inbox import Inbox
    from ..connection.outbox import Outbox
    from ..connection.waiters import Waiter
    from ..threads.thread_offload import ThreadOffload

SENDING = "a TypeScript function cannot be called here: this thread is sending to its program"


class Callbacks:
    """The callbacks that wait for the host's answer.

    While it waits, the main thread runs the calls that arrive. Another thread runs those of the function that it waits
    for.
    """

    def __init__(
        self, inbox: Inbox, outbox: Outbox, new_encoder: Callable[[], Encoder], offload: ThreadOffload
    ) -> None:
        self._inbox = inbox
        self._outbox = outbox
        self._new_encoder = new_encoder
        self._encoders: list[Encoder] = []
        self._offload_threads = offload.offload_threads
        self._main_thread = get_ident()
        self._numbers = count(1)

    def invoke(self, function: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """Calls a function of the host, and returns or raises its answer."""
        if self._outbox.is_held_here():
            raise CallbackError(SENDING)
        waiter = self._inbox.expect(next(self._numbers))
        try:
            self._send(waiter, function, args, kwargs)
            if get_ident() == self._main_thread:
                self._inbox.wait_on_main(waiter)
            else:
                self._inbox.wait(waiter)
            assert waiter.answer is not None
            kind, value = waiter.answer
        finally:
            self._inbox.waiters.remove(waiter)
            del waiter
        try:
            if kind == CALLBACK_RAISED:
                raise value if _is_exception(value) else CallbackError(repr(value))
            return value
        finally:
            del value  # an exception that is held by its own frames would live long

    def _send(self, waiter: Waiter, function: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> None:
        outbox, thread = self._outbox, get_ident()
        on_main = thread == self._main_thread
        kind = CALLBACK if on_main or thread in self._offload_threads else THREAD_CALLBACK
        while True:
            connection = outbox.connection if on_main else outbox.await_connection()
            payload, segments = self._encode(args, kwargs)
            outbox.flush_output()
            try:
                return outbox.send([kind, waiter.id, function, payload], segments, connection)
            except OSError as error:
                if on_main:
                    raise CallbackError(GONE) from error
                outbox.leave(connection)

    def _encode(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bytes, Sequence[memoryview | bytes]]:
        try:
            encoder = self._encoders.pop()
        except IndexError:
            encoder = self._new_encoder()
        try:
            value = [list(args), kwargs]
            if not kwargs and PLAIN.issuperset(map(type, args)):  # as Python calls sort keys, for example
                return encoder.encode_plain(value), ()
            return encoder.encode(value), encoder.take_segments()
        finally:
            self._encoders.append(encoder)


def _is_exception(value: object) -> bool:
    return isinstance(value, BaseException) or (isinstance(value, type) and issubclass(value, BaseException))
