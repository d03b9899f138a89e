"""Calls that continue in the event loop while others run, and calls that need the results of those.

A coroutine begins when the host awaits it, or uses a member of its result. Otherwise it is passed as it is.
"""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from contextvars import Context
from functools import partial
from types import CoroutineType

from ..codec import extension
from ..codec.scan import bodies_of
from ..threads.interrupts import call_of_task
from ..wire.flags import KEEP
from ..wire.messages import DETACHED
from .asynchrony import is_coroutine

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Task
    from collections.abc import Callable, Iterable, Sequence
    from threading import Event
    from typing import Any, Protocol

    from ..objects.kept_results import KeptResults
    from ..objects.object_table import ObjectTable
    from ..threads.interrupts import Interrupts
    from .event_loop import EventLoop

    Execute = Callable[[int, Any, Any, Any], None]
    """Runs a call, by id, flags, operation and payload: it is answered, or continues."""

    class Replies(Protocol):
        """How calls are answered."""

        def finish(self, call: int, flags: int, task: Task[Any], *, silent: bool) -> object:
            """A detached call has ended; returns its result, or its `Failure`."""

        def refuse(self, call: int, flags: int, payload: object) -> object:
            """A call was cancelled before it began; returns its `Failure`."""

        def add(self, message: list[Any]) -> None:
            """Adds a message that may go with the next frame."""

        def flush(self) -> None:
            """Sends the messages that were added."""


PASSES = 3
"""Passes of the loop in which a short coroutine ends and is answered: the host needs no message that it is detached."""


class Unfinished:
    """A kept call without a result: its coroutine is not done, or the call itself is deferred."""

    __slots__ = ("coroutine", "flags", "needed_by")

    def __init__(self, flags: int, coroutine: Any = None) -> None:
        self.flags = flags
        self.coroutine = coroutine
        """Not begun yet."""
        self.needed_by: list[DeferredCall] = []


class DeferredCall:
    """A call that waits for the results that it needs. The worker holds its other arguments."""

    __slots__ = ("borrowed", "handles", "message", "missing", "segments")

    def __init__(self, message: Any, segments: Sequence[bytearray]) -> None:
        self.message = message
        self.segments = segments
        self.handles: list[int] = []
        self.borrowed: dict[int, Any] = {}
        self.missing: set[int] = set()


class Coroutines:
    """Detached and deferred calls.

    Main thread only, except for `cancel`, and for `note` of a call that another thread has run.
    """

    def __init__(
        self, loop: EventLoop, interrupts: Interrupts, objects: ObjectTable, kept: KeptResults, replies: Replies
    ) -> None:
        self._loop = loop
        self._requested = interrupts.requested
        self._objects = objects
        self._kept = kept
        self._replies = replies
        self._tasks: dict[int, Task[Any]] = {}
        self._silent: set[int] = set()  # of these tasks: begun only for the calls that need them
        self.unfinished: dict[int, Unfinished] = {}
        """Any thread may look whether a call is among these."""
        self._deferred: dict[int, DeferredCall] = {}
        self._ready: deque[DeferredCall] = deque()
        self._unannounced: list[int] = []
        self._flushing = False
        self._context = Context()  # the worker's callbacks in the loop do not belong to the call that runs there

    @property
    def pending(self) -> bool:
        """Whether replies are still to come."""
        return bool(self._tasks or self._deferred)

    @property
    def can_be_needed(self) -> bool:
        """Whether a call that arrives may need any of these."""
        return bool(self.unfinished)

    def start(self, call: int, flags: int, awaitable: Any) -> None:
        """The host awaits the result of a call. Until it is done, calls with the result as an argument get its task."""
        task = self._create_task(call, flags, awaitable)
        if flags & KEEP:
            self._kept.keep(call, task)
            self._note(call, flags)
        self._announce_soon(call)
        if call in self._requested:  # it was cancelled while it made the coroutine
            self._requested[call] = True
            task.cancel()

    def note(self, call: int, flags: int, value: object) -> None:
        """The host keeps a result that it has not awaited."""
        if is_coroutine(value):
            self._note(call, flags, value)

    def forget(self, call: int) -> None:
        """The host no longer needs a kept result."""
        known = self.unfinished.get(call)
        if known is not None and known.coroutine is not None:
            del self.unfinished[call]

    def run(self, message: Any, segments: Sequence[bytearray], execute: Execute) -> None:
        """Runs a call, now or when the results that it needs are done."""
        missing = self._missing(message[4])
        if missing:
            return self._defer(message, segments, missing)
        call = message[1]
        deferred = self._deferred.pop(call, None)
        if deferred is None:
            return execute(*message[1:5])
        self._kept.borrowed = deferred.borrowed
        try:
            execute(*message[1:5])
        finally:
            self._kept.borrowed = {}
            self._release(deferred)
            known = self.unfinished.get(call)
            if call not in self._tasks and known is not None and known.coroutine is None:
                self._end(call, self._kept.peek([call]))

    def take_ready(self) -> DeferredCall | None:
        """Returns a call that no longer needs to be deferred."""
        return self._ready.popleft() if self._ready else None

    def cancel(self, calls: Iterable[int], notified: Event) -> bool:
        """From any thread: the loop cancels the tasks in its next pass. False: there is no loop."""
        if self._loop.is_created:
            self._loop.call(self._cancel, calls, notified)
        return self._loop.is_created

    def announce(self) -> None:
        """Notifies the host of the calls that continue in parallel with others."""
        unannounced, self._unannounced = self._unannounced, []
        for call in unannounced:
            if call in self._tasks or call in self._deferred:
                self._replies.add([DETACHED, call])

    def _create_task(self, call: int, flags: int, awaitable: Any) -> Task[Any]:
        loop = self._loop.get()
        token = call_of_task.set(call)
        try:
            # From Python 3.12, asyncio does not accept a generator that is a coroutine.
            task = loop.create_task(awaitable if type(awaitable) is CoroutineType else _await(awaitable))
        finally:
            call_of_task.reset(token)
        self._tasks[call] = task
        task.add_done_callback(partial(self._done, call, flags), context=self._context)
        return task

    def _done(self, call: int, flags: int, task: Task[Any]) -> None:
        del self._tasks[call]
        silent = call in self._silent
        self._silent.discard(call)
        self._end(call, {call: self._replies.finish(call, flags, task, silent=silent)})
        self._flush_soon()

    def _defer(self, message: Any, segments: Sequence[bytearray], missing: set[int]) -> None:
        call, flags, payload = message[1], message[2], message[4]
        deferred = self._deferred.get(call)
        if deferred is None:
            deferred = self._deferred[call] = DeferredCall(message, segments)
            deferred.handles = self._hold(payload)
            deferred.borrowed = self._kept.peek(_results(payload))
            self.unfinished[call] = Unfinished(flags)
            self._announce_soon(call)
        deferred.missing = missing
        for needed in missing:
            known = self.unfinished[needed]
            known.needed_by.append(deferred)
            if known.coroutine is not None:
                self._silent.add(needed)
                self._create_task(needed, known.flags, known.coroutine)
                known.coroutine = None

    def _missing(self, payload: object) -> set[int]:
        missing = {call for call in bodies_of(extension.RESULT, payload) if call in self.unfinished}
        # An unawaited result may be a task or a coroutine, but the call that creates it must have run.
        missing.update(call for call in bodies_of(extension.PENDING, payload) if call in self._deferred)
        return missing

    def _note(self, call: int, flags: int, coroutine: Any = None) -> None:
        known = self.unfinished.get(call)
        self.unfinished[call] = Unfinished(flags, coroutine)
        if known is not None:
            self._notify(call, known, self._kept.peek([call]))

    def _end(self, call: int, result: dict[int, Any]) -> None:
        known = self.unfinished.pop(call, None)
        if known is not None:
            self._notify(call, known, result)

    def _notify(self, call: int, known: Unfinished, result: dict[int, Any]) -> None:
        """Gives a result to the deferred calls that need it."""
        for deferred in known.needed_by:
            deferred.borrowed |= result
            deferred.missing.discard(call)
            if not deferred.missing:
                self._ready.append(deferred)
        if self._ready:
            self._loop.wake()

    def _cancel(self, calls: Iterable[int], notified: Event) -> None:
        for call in calls:
            task, deferred = self._tasks.get(call), self._deferred.get(call)
            if task is not None and not self._requested.get(call):
                self._requested[call] = True
                task.cancel()
            elif deferred is not None and deferred not in self._ready:
                self._withdraw(deferred)
        notified.set()
        self._loop.wake()  # the main thread may wait inside of a cancelled call

    def _withdraw(self, deferred: DeferredCall) -> None:
        """Cancels a deferred call, and the tasks that only this call needed."""
        call, flags, _, payload = deferred.message[1:5]
        del self._deferred[call]
        for needed in deferred.missing:
            known, task = self.unfinished[needed], self._tasks.get(needed)
            known.needed_by.remove(deferred)
            if task is not None and needed in self._silent and not known.needed_by:
                task.cancel()
        self._release(deferred)
        self._end(call, {call: self._replies.refuse(call, flags, payload)})
        self._flush_soon()

    def _hold(self, payload: object) -> list[int]:
        handles = [
            handle for handle in bodies_of(extension.REFERENCE, payload) if self._objects.find(handle) is not None
        ]
        for handle in handles:
            self._objects.hold(self._objects.get(handle))
        return handles

    def _release(self, deferred: DeferredCall) -> None:
        for handle in deferred.handles:
            self._objects.release(handle, 1)

    def _announce_soon(self, call: int) -> None:
        if not self._unannounced:
            self._announce_after(PASSES)
        self._unannounced.append(call)

    def _announce_after(self, passes: int) -> None:
        if passes:
            self._loop.get().call_soon(self._announce_after, passes - 1, context=self._context)
        else:
            self.announce()
            self._flush()

    def _flush_soon(self) -> None:
        """Replies of the same pass share the frame."""
        if not self._flushing:
            self._flushing = True
            self._loop.get().call_soon(self._flush, context=self._context)

    def _flush(self) -> None:
        self._flushing = False
        with suppress(OSError):  # the host is gone, and the reader notices that too
            self._replies.flush()


def _results(payload: object) -> list[Any]:
    return bodies_of(extension.PENDING, payload) + bodies_of(extension.RESULT, payload)


async def _await(awaitable: Any) -> Any:
    return await awaitable
