"""Calls that a TypeScript function makes while a thread waits for it, which is not the main one.

They run on that thread, as what a function of Python calls would: it may hold locks and objects that belong to it, and
the main thread may wait for it to end. Only what needs the result of a call that is the main thread's, and was not run
yet, is left to that one; and so is what has to be awaited, because the event loop runs there.
"""

from __future__ import annotations

import os
from _thread import get_ident
from collections import deque
from contextlib import nullcontext, suppress
from contextvars import copy_context
from functools import partial
from threading import Event, Lock

from ... import Cancelled
from ..asynchronous.loop_advice import advice_on
from ..codec import extension
from ..codec.scan import bodies_of
from ..process.standard_streams import flush_output
from ..wire.flags import INSIDE_LOOP, QUIET
from ..wire.messages import FAILED, FRAME_WANTED, RETURNED
from .call_metadata import metadata_attached
from .execution import is_awaited

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Sequence
    from typing import Any

    from ..asynchronous.coroutines import Coroutines
    from ..carriers import Connection
    from ..connection.outbox import Outbox
    from ..connection.waiters import Seat
    from ..threads.interrupts import Interrupts
    from .dispatch import Dispatcher
    from .execution import Execution

NEEDED = extension.PENDING, extension.RESULT


class ThreadCall:
    """A call that a thread is to run. Whoever claims it answers it: the thread, or who cancels it."""

    __slots__ = ("claimed", "connection", "ended", "message", "segments", "thread")

    def __init__(self, message: list[Any], segments: Sequence[bytearray], connection: Connection | None) -> None:
        self.message = message
        self.segments = segments
        self.connection = connection
        self.claimed = False
        self.ended = Event()
        self.thread = 0
        """That runs it, once it has begun."""


class ThreadCalls:
    """All that threads have to run, and how they do it."""

    def __init__(
        self,
        dispatcher: Dispatcher,
        coroutines: Coroutines,
        outbox: Outbox,
        interrupts: Interrupts,
        new_execution: Callable[[], Execution],
    ) -> None:
        self.unfinished: dict[int, ThreadCall] = {}
        """By id: the main thread puts off what needs their results, and what lets go of what they may need."""
        self.awaited = False
        """The main thread has put something off for one of these. Set before it looks at them."""
        self.ended = False
        """One of these has ended since."""
        self.for_main: deque[Callable[[], object]] = deque()
        self._dispatcher = dispatcher
        self._coroutines = coroutines
        self._kept = dispatcher.kept
        self._requested = interrupts.requested
        interrupts.cancel_in_threads = self.cancel
        self._outbox = outbox
        self._new_execution = new_execution
        self._executions: list[Execution] = []
        self._lock = Lock()

    def take(self, seat: Seat, message: Any, segments: Sequence[bytearray]) -> bool:
        """Whoever reads: a call came from the function that a thread waits for. False: it is for the main thread."""
        _, number, flags, _, payload = message[:5]
        if (type(flags) is int and flags & INSIDE_LOOP) or not self._has_all(payload, coming=self.unfinished):
            return False
        self.unfinished[number] = call = ThreadCall(message, segments, self._outbox.connection)
        seat.calls.append(call)
        return True

    def run(self, call: ThreadCall) -> None:
        """On the thread that waits."""
        number, payload = call.message[1], call.message[4]
        self._await_others(payload)
        if number in self._requested:  # before it came here
            self.cancel((number,))
        if not self._has_all(payload):
            self._hand_over(partial(self._requeue, call))
        elif self._begin(call):
            execution = self._borrow_execution()
            try:
                self._execute(call, execution)
            finally:
                self._executions.append(execution)

    def cancel(self, calls: Iterable[int]) -> frozenset[int]:
        """From any thread: gives those of these calls that it has cancelled.

        Nothing can stop a thread. Its call is answered, and what that comes to is dropped.
        """
        cancelled = []
        for number in calls:
            call = self.unfinished.get(number)
            if call is not None and self._claim(call):
                execution, begun = self._borrow_execution(), call.thread != 0
                if not begun:
                    execution.decoder.discard(call.message[4])
                self._fail(call, execution, Cancelled(number, begun=begun))
                cancelled.append(number)
        return frozenset(cancelled)

    def take_over(self) -> None:
        """Main thread: does what threads have left to it."""
        while self.for_main:
            self.for_main.popleft()()

    def _execute(self, call: ThreadCall, execution: Execution) -> None:
        _, _, flags, op, payload, metadata = call.message[:6]
        execution.decoder.segments = call.segments
        self._dispatcher.calls += 1
        try:
            try:
                with metadata_attached(metadata) if metadata is not None else nullcontext():
                    value = execution.run(flags, op, payload)
                    context = copy_context()
            finally:
                execution.decoder.segments = ()
                if self._dispatcher.forked:
                    os._exit(0)  # as in `Dispatcher.execute`
            awaited = is_awaited(flags, value)
        except BaseException as error:
            if self._claim(call):
                self._fail(call, execution, error)
        else:
            if awaited and not flags & QUIET:
                self._hand_over(partial(context.run, self._complete, call, value))
            elif self._claim(call):
                self._return(call, execution, value, awaited=awaited)

    def _return(self, call: ThreadCall, execution: Execution, value: object, *, awaited: bool) -> None:
        _, number, flags = call.message[:3]
        try:
            body = execution.encode(number, flags, value)
        except BaseException as error:
            self._fail(call, execution, error)
        else:
            if awaited:
                self._coroutines.note(number, flags, value)
            self._answer(call, [RETURNED, number, body], execution.encoder.take_segments())

    def _fail(self, call: ThreadCall, execution: Execution, error: BaseException) -> None:
        _, number, flags = call.message[:3]
        _, body = execution.fail(number, flags, error, advice_on(error, flags))
        self._answer(call, [FAILED, number, body], ())

    def _answer(self, call: ThreadCall, reply: list[Any], segments: Sequence[Any]) -> None:
        self._end(call)
        flush_output()
        with suppress(OSError):  # the host is gone
            self._outbox.send(reply, segments, call.connection)

    def _requeue(self, call: ThreadCall) -> None:
        """Main thread: it needs what only this one can do."""
        if self._claim(call):
            self._end(call)
            self._dispatcher.put_back(call.message, call.segments)

    def _complete(self, call: ThreadCall, awaitable: object) -> None:
        """Main thread: what it gave is awaited here."""
        if self._claim(call):
            self._dispatcher.complete(call.message[1], call.message[2], awaitable)
            self._end(call)

    def _begin(self, call: ThreadCall) -> bool:
        """Whether it still has to be run."""
        with self._lock:
            if not call.claimed:
                call.thread = get_ident()
            return not call.claimed

    def _claim(self, call: ThreadCall) -> bool:
        with self._lock:
            claimed, call.claimed = call.claimed, True
            return not claimed

    def _end(self, call: ThreadCall) -> None:
        number = call.message[1]
        del self.unfinished[number]
        call.ended.set()
        self._requested.pop(number, None)
        if self.awaited:
            self.ended = True
            self._wake_main()

    def _hand_over(self, function: Callable[[], object]) -> None:
        self.for_main.append(function)
        self._wake_main()

    def _wake_main(self) -> None:
        if self._dispatcher.inbox.call_main():
            with suppress(OSError):  # the end of the connection wakes it too
                self._outbox.send([FRAME_WANTED], ())

    def _borrow_execution(self) -> Execution:
        try:
            return self._executions.pop()
        except IndexError:
            return self._new_execution()

    def _await_others(self, payload: object) -> None:
        """Waits for what other threads have begun before, or are to begin."""
        for code in NEEDED:
            for number in bodies_of(code, payload):
                other = self.unfinished.get(number)
                if other is not None and other.thread != get_ident():
                    other.ended.wait()

    def _has_all(self, payload: object, coming: Container[int] = ()) -> bool:
        """Whether the results are there, or are `coming`, that a call needs."""
        kept, unfinished = self._kept, self._coroutines.unfinished
        return all(call in coming or call in kept for call in bodies_of(extension.PENDING, payload)) and all(
            call in coming or (call in kept and call not in unfinished) for call in bodies_of(extension.RESULT, payload)
        )
