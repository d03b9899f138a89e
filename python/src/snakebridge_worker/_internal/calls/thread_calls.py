"""Calls that a TypeScript function makes while a thread, other than the main one, waits for it.

They run on that thread, as calls of a Python function would: the thread may hold locks and own objects, and the main
thread may wait for it to end. A call is left to the main thread only if it needs a result that the main thread has not
computed yet. Awaiting is left to it too, because the event loop runs there.
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
    from ..connection.waiters import WaitSlot
    from ..objects.kept_results import KeptResults
    from ..threads.interrupts import Interrupts
    from ..threads.main_thread import MainThread
    from .execution import Execution
    from .main_calls import MainCalls
    from .run_state import RunState

    PutBack = Callable[[Any, Sequence[bytearray]], None]
    """Leaves a message, with the segments of its frame, to be run by the main thread."""

NEEDED = extension.PENDING, extension.RESULT


class ThreadCall:
    """A call that a thread is to run. That thread, or the thread that cancels, claims the call and then answers it."""

    __slots__ = ("claimed", "connection", "ended", "message", "segments", "thread")

    def __init__(self, message: list[Any], segments: Sequence[bytearray], connection: Connection | None) -> None:
        self.message = message
        self.segments = segments
        self.connection = connection
        self.claimed = False
        self.ended = Event()
        self.thread = 0
        """The thread that runs it, once it has begun."""


class ThreadCalls:
    """All calls that threads have to run, and how they run them."""

    def __init__(
        self,
        *,
        main: MainThread,
        coroutines: Coroutines,
        kept: KeptResults,
        interrupts: Interrupts,
        outbox: Outbox,
        state: RunState,
        new_execution: Callable[[], Execution],
    ) -> None:
        self.unfinished: dict[int, ThreadCall] = {}
        """By id. The main thread defers calls that need their results, and releases of objects that they may need."""
        self.awaited = False
        """The main thread has deferred a message for one of these. Set before it looks at them."""
        self.ended = False
        """One of these has ended since."""
        self.for_main: deque[Callable[[PutBack, MainCalls], object]] = deque()
        self._main = main
        self._coroutines = coroutines
        self._kept = kept
        self._requested = interrupts.requested
        self._outbox = outbox
        self._state = state
        self._new_execution = new_execution
        self._executions: list[Execution] = []
        self._lock = Lock()

    def take(self, slot: WaitSlot, message: Any, segments: Sequence[bytearray]) -> bool:
        """The thread that reads: passes a call to the waiting thread. False: the main thread runs it."""
        _, number, flags, _, payload = message[:5]
        if (type(flags) is int and flags & INSIDE_LOOP) or not self._has_all(payload, coming=self.unfinished):
            return False
        self.unfinished[number] = call = ThreadCall(message, segments, self._outbox.connection)
        slot.calls.append(partial(self.run, call))
        return True

    def run(self, call: ThreadCall) -> None:
        """On the waiting thread: runs its calls."""
        number, payload = call.message[1], call.message[4]
        self._await_others(payload)
        if number in self._requested:  # before it arrived here
            self.cancel((number,))
        if not self._has_all(payload):
            self._leave_to_main(partial(self._requeue, call))
        elif self._begin(call):
            execution = self._borrow_execution()
            try:
                self._execute(call, execution)
            finally:
                self._executions.append(execution)

    def cancel(self, calls: Iterable[int]) -> frozenset[int]:
        """From any thread: cancels these calls, and returns those that it has cancelled.

        Nothing can stop a thread. Its call is answered, and its result is dropped.
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

    def take_over(self, put_back: PutBack, main_calls: MainCalls) -> None:
        """Main thread: does the work that threads have left to it."""
        while self.for_main:
            self.for_main.popleft()(put_back, main_calls)

    def _execute(self, call: ThreadCall, execution: Execution) -> None:
        _, _, flags, op, payload, metadata = call.message[:6]
        execution.decoder.segments = call.segments
        self._state.calls += 1
        try:
            try:
                with metadata_attached(metadata) if metadata is not None else nullcontext():
                    value = execution.run(flags, op, payload)
                    context = copy_context()
            finally:
                execution.decoder.segments = ()
                if self._state.forked:
                    os._exit(0)  # as in `MainCalls.execute`
            awaited = is_awaited(flags, value)
        except BaseException as error:
            if self._claim(call):
                self._fail(call, execution, error)
        else:
            if awaited and not flags & QUIET:
                self._leave_to_main(lambda _, main_calls: context.run(self._complete, call, value, main_calls))
            elif self._claim(call):
                self._return(call, execution, value, awaited=awaited)

    def _return(self, call: ThreadCall, execution: Execution, value: object, *, awaited: bool) -> None:
        _, number, flags = call.message[:3]
        try:
            payload = execution.encode(number, flags, value)
        except BaseException as error:
            self._fail(call, execution, error)
        else:
            if awaited:
                self._coroutines.note(number, flags, value)
            self._answer(call, [RETURNED, number, payload], execution.encoder.take_segments())

    def _fail(self, call: ThreadCall, execution: Execution, error: BaseException) -> None:
        _, number, flags = call.message[:3]
        _, payload = execution.fail(number, flags, error, advice_on(error, flags))
        self._answer(call, [FAILED, number, payload], ())

    def _answer(self, call: ThreadCall, reply: list[Any], segments: Sequence[Any]) -> None:
        self._end(call)
        self._outbox.flush_output()
        with suppress(OSError):  # the host is gone
            self._outbox.send(reply, segments, call.connection)

    def _requeue(self, call: ThreadCall, put_back: PutBack, _: MainCalls) -> None:
        """Main thread: runs a call that needs a result of the main thread."""
        if self._claim(call):
            self._end(call)
            put_back(call.message, call.segments)

    def _complete(self, call: ThreadCall, awaitable: object, main_calls: MainCalls) -> None:
        """Main thread: awaits the result here."""
        if self._claim(call):
            main_calls.complete(call.message[1], call.message[2], awaitable)
            self._end(call)

    def _begin(self, call: ThreadCall) -> bool:
        """Whether the call has yet to run."""
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

    def _leave_to_main(self, work: Callable[[PutBack, MainCalls], object]) -> None:
        self.for_main.append(work)
        self._wake_main()

    def _wake_main(self) -> None:
        if self._main.call():
            with suppress(OSError):  # the end of the connection wakes it too
                self._outbox.send([FRAME_WANTED], ())

    def _borrow_execution(self) -> Execution:
        try:
            return self._executions.pop()
        except IndexError:
            return self._new_execution()

    def _await_others(self, payload: object) -> None:
        """Waits for the needed calls that other threads have begun, or will begin."""
        for code in NEEDED:
            for number in bodies_of(code, payload):
                other = self.unfinished.get(number)
                if other is not None and other.thread != get_ident():
                    other.ended.wait()

    def _has_all(self, payload: object, coming: Container[int] = ()) -> bool:
        """Whether all results that a call needs are kept, or are `coming`."""
        kept, unfinished = self._kept, self._coroutines.unfinished
        return all(call in coming or call in kept for call in bodies_of(extension.PENDING, payload)) and all(
            call in coming or (call in kept and call not in unfinished) for call in bodies_of(extension.RESULT, payload)
        )
