"""Calls that go on in the event loop while others are run, and calls that need what those come to.

A coroutine is begun when the host awaits it, or uses a member of what it comes to. Otherwise it is given as it is.
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
    from collections.abc import Iterable, Sequence
    from threading import Event
    from typing import Any, Protocol

    from ..objects.object_table import Kept, Objects
    from ..threads.interrupts import Interrupts
    from .event_loop import EventLoop

    class Answers(Protocol):
        """How calls are executed and answered."""

        def execute(self, call: int, flags: Any, op: Any, payload: Any) -> None:
            """Runs a call, which is answered or goes on."""

        def finish(self, call: int, flags: int, task: Task[Any], *, silent: bool) -> object:
            """A call that went on is done; gives its result, or its `Failure`."""

        def refuse(self, call: int, flags: int, payload: object) -> object:
            """A call was cancelled before it began; gives its `Failure`."""

        def tell(self, message: list[Any]) -> None:
            """Adds a message that may go with the next frame."""

        def flush(self) -> None:
            """Sends what was added."""


PASSES = 3
"""Times around the loop in which a short coroutine ends and is answered: the host need not hear that it goes on."""


class Unfinished:
    """A kept call without a result: its coroutine is not done, or it is put off itself."""

    __slots__ = ("coroutine", "flags", "needed_by")

    def __init__(self, flags: int, coroutine: Any = None) -> None:
        self.flags = flags
        self.coroutine = coroutine
        """Not begun yet."""
        self.needed_by: list[PutOff] = []


class PutOff:
    """A call that waits for what it needs. Whatever else it was given is held for it."""

    __slots__ = ("handles", "lent", "message", "missing", "segments")

    def __init__(self, message: Any, segments: Sequence[bytearray]) -> None:
        self.message = message
        self.segments = segments
        self.handles: list[int] = []
        self.lent: dict[int, Any] = {}
        self.missing: set[int] = set()


class Coroutines:
    """Main thread only, but for `cancel`, and `note` of a call that another one has run."""

    def __init__(self, loop: EventLoop, interrupts: Interrupts, objects: Objects, kept: Kept, answers: Answers) -> None:
        self._loop = loop
        self._requested = interrupts.requested
        interrupts.cancel_tasks = self.cancel
        self._objects = objects
        self._kept = kept
        self._answers = answers
        self._tasks: dict[int, Task[Any]] = {}
        self._silent: set[int] = set()  # of these tasks: begun for those that need them only
        self.unfinished: dict[int, Unfinished] = {}
        """Who only looks whether a call is among these may be any thread."""
        self._put_off: dict[int, PutOff] = {}
        self._ready: deque[PutOff] = deque()
        self._fresh: list[int] = []
        self._flushing = False
        self._context = Context()  # our own part of the loop is no part of the call that runs there

    @property
    def pending(self) -> bool:
        """Whether answers are still to come."""
        return bool(self._tasks or self._put_off)

    @property
    def concern(self) -> bool:
        """Whether a call that arrives may need any of these."""
        return bool(self.unfinished)

    def go_on(self, call: int, flags: int, awaitable: Any) -> None:
        """The host awaits it. Until it is done, who is given the result of the call gets its task."""
        task = self._start(call, flags, awaitable)
        if flags & KEEP:
            self._kept.keep(call, task)
            self._note(call, flags)
        self._put_aside(call)
        if call in self._requested:  # while it made the coroutine
            self._requested[call] = True
            task.cancel()

    def note(self, call: int, flags: int, value: object) -> None:
        """The host has not awaited what it keeps."""
        if is_coroutine(value):
            self._note(call, flags, value)

    def forget(self, call: int) -> None:
        """The host needs a kept result no more."""
        known = self.unfinished.get(call)
        if known is not None and known.coroutine is not None:
            del self.unfinished[call]

    def run(self, message: Any, segments: Sequence[bytearray]) -> None:
        """Runs a call, now or when what it needs is done."""
        missing = self._missing(message[4])
        if missing:
            return self._wait(message, segments, missing)
        call = message[1]
        put_off = self._put_off.pop(call, None)
        if put_off is None:
            return self._answers.execute(*message[1:5])
        self._kept.lent = put_off.lent
        try:
            self._answers.execute(*message[1:5])
        finally:
            self._kept.lent = {}
            self._let_go(put_off)
            known = self.unfinished.get(call)
            if call not in self._tasks and known is not None and known.coroutine is None:
                self._end(call, self._kept.peek([call]))

    def take_ready(self) -> PutOff | None:
        """A call that has to be put off no longer."""
        return self._ready.popleft() if self._ready else None

    def cancel(self, calls: Iterable[int], told: Event) -> bool:
        """From any thread: tasks are told when the loop comes to it. False: there is no loop."""
        if self._loop.made:
            self._loop.call(self._cancel, calls, told)
        return self._loop.made

    def announce(self) -> None:
        """The host hears what goes on beside other calls."""
        fresh, self._fresh = self._fresh, []
        for call in fresh:
            if call in self._tasks or call in self._put_off:
                self._answers.tell([DETACHED, call])

    def _start(self, call: int, flags: int, awaitable: Any) -> Task[Any]:
        loop = self._loop.get()
        token = call_of_task.set(call)
        try:
            # From Python 3.12 on asyncio takes no generator that is a coroutine.
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
        self._end(call, {call: self._answers.finish(call, flags, task, silent=silent)})
        self._flush_soon()

    def _wait(self, message: Any, segments: Sequence[bytearray], missing: set[int]) -> None:
        call, flags, payload = message[1], message[2], message[4]
        put_off = self._put_off.get(call)
        if put_off is None:
            put_off = self._put_off[call] = PutOff(message, segments)
            put_off.handles = self._hold(payload)
            put_off.lent = self._kept.peek(_results(payload))
            self.unfinished[call] = Unfinished(flags)
            self._put_aside(call)
        put_off.missing = missing
        for needed in missing:
            known = self.unfinished[needed]
            known.needed_by.append(put_off)
            if known.coroutine is not None:
                self._silent.add(needed)
                self._start(needed, known.flags, known.coroutine)
                known.coroutine = None

    def _missing(self, payload: object) -> set[int]:
        missing = {call for call in bodies_of(extension.RESULT, payload) if call in self.unfinished}
        # Given unawaited, a task or coroutine will do; but the call that makes it has to have been run.
        missing.update(call for call in bodies_of(extension.PENDING, payload) if call in self._put_off)
        return missing

    def _note(self, call: int, flags: int, coroutine: Any = None) -> None:
        known = self.unfinished.get(call)
        self.unfinished[call] = Unfinished(flags, coroutine)
        if known is not None:
            self._look_again(call, known, self._kept.peek([call]))

    def _end(self, call: int, result: dict[int, Any]) -> None:
        known = self.unfinished.pop(call, None)
        if known is not None:
            self._look_again(call, known, result)

    def _look_again(self, call: int, known: Unfinished, result: dict[int, Any]) -> None:
        for put_off in known.needed_by:
            put_off.lent |= result
            put_off.missing.discard(call)
            if not put_off.missing:
                self._ready.append(put_off)
        if self._ready:
            self._loop.wake()

    def _cancel(self, calls: Iterable[int], told: Event) -> None:
        for call in calls:
            task, put_off = self._tasks.get(call), self._put_off.get(call)
            if task is not None and not self._requested.get(call):
                self._requested[call] = True
                task.cancel()
            elif put_off is not None and put_off not in self._ready:
                self._withdraw(put_off)
        told.set()
        self._loop.wake()  # the main thread may wait inside of a cancelled call

    def _withdraw(self, put_off: PutOff) -> None:
        """It will not be run; neither will what only this one has needed."""
        call, flags, _, payload = put_off.message[1:5]
        del self._put_off[call]
        for needed in put_off.missing:
            known, task = self.unfinished[needed], self._tasks.get(needed)
            known.needed_by.remove(put_off)
            if task is not None and needed in self._silent and not known.needed_by:
                task.cancel()
        self._let_go(put_off)
        self._end(call, {call: self._answers.refuse(call, flags, payload)})
        self._flush_soon()

    def _hold(self, payload: object) -> list[int]:
        handles = [
            handle for handle in bodies_of(extension.REFERENCE, payload) if self._objects.find(handle) is not None
        ]
        for handle in handles:
            self._objects.hold(self._objects.get(handle))
        return handles

    def _let_go(self, put_off: PutOff) -> None:
        for handle in put_off.handles:
            self._objects.release(handle, 1)

    def _put_aside(self, call: int) -> None:
        if not self._fresh:
            self._announce_after(PASSES)
        self._fresh.append(call)

    def _announce_after(self, passes: int) -> None:
        if passes:
            self._loop.get().call_soon(self._announce_after, passes - 1, context=self._context)
        else:
            self.announce()
            self._flush()

    def _flush_soon(self) -> None:
        """Whatever else is done in this pass shares the frame."""
        if not self._flushing:
            self._flushing = True
            self._loop.get().call_soon(self._flush, context=self._context)

    def _flush(self) -> None:
        self._flushing = False
        with suppress(OSError):  # the host is gone, which whoever reads meets too
            self._answers.flush()


def _results(payload: object) -> list[Any]:
    return bodies_of(extension.PENDING, payload) + bodies_of(extension.RESULT, payload)


async def _await(awaitable: Any) -> Any:
    return await awaitable
