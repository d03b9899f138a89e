"""The asyncio event loop of a worker. It runs on the main thread, while the main thread waits for the host.

Objects of asyncio belong to the thread of their loop. Calls run on the main thread, so the loop must run there too. A
synchronous call never sees it running, like the top level of a Python program: `asyncio.run` works there.
"""

from __future__ import annotations

from _thread import get_ident
from contextlib import suppress

from ..threads.interrupts import IN_TASKS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable
    from typing import Any

    from ..carriers import Source
    from ..threads.interrupts import Interrupts

SHUTDOWN_SECONDS = 0.5
"""Seconds that tasks have to end when the worker does."""
MAX_WAIT = 3600
"""Seconds; selectors refuse very long waits."""


class Nothing:
    """A source without input: the main thread waits for the loop's own tasks only."""

    def ready(self) -> bool:
        """Never."""
        return False

    def fileno(self) -> int:
        """None."""
        return -1

    def watch(self, _loop: AbstractEventLoop, _notify: Callable[[], None]) -> None:
        """Does nothing: no input arrives."""

    def unwatch(self, _loop: AbstractEventLoop) -> None:
        """Nothing to do."""


NOTHING = Nothing()


class EventLoop:
    """Created when it is first needed; asyncio is imported then. Most programs never need it."""

    def __init__(self, interrupts: Interrupts) -> None:
        self.is_created = False
        self._main_thread = get_ident()
        self._loop: AbstractEventLoop | None = None
        self._interrupts = interrupts
        self._stock: type | None = None
        self._source: Source | None = None
        self._waiting = False
        self._woken = False

    def get(self) -> AbstractEventLoop:
        """Main thread: returns the loop, or a new one if Python code has closed it."""
        loop = self._loop
        if loop is None or loop.is_closed():
            loop = self._loop = _current_loop()
            self._source = None
            self._stock = _stock_class()
            self.is_created = True
        return loop

    @property
    def can_run(self) -> bool:
        """Main thread: whether no loop is running on it."""
        from asyncio import _get_running_loop

        return _get_running_loop() is None

    def wait_idle(self, source: Source, call: int) -> bool:
        """Main thread: waits for the source while the loop has nothing to do. False: the loop has work; run it.

        Running it costs as much as a short call. Cancelling `call`, unless it is 0, ends the wait with the exception.
        """
        loop, number = self._watch(source), source.fileno()
        if number < 0 or type(loop) is not self._stock or self._woken or loop._ready:  # type: ignore[attr-defined]
            return False
        timers = loop._scheduled  # type: ignore[attr-defined]
        timeout = min(max(0, timers[0].when() - loop.time()), MAX_WAIT) if timers else None
        interrupts = self._interrupts
        try:
            interrupts.resume(call)
            events = loop._selector.select(timeout)  # type: ignore[attr-defined]
        finally:
            interrupts.current = 0
        # The loop finds any other event again.
        return len(events) == 1 and events[0][0].fd == number

    def wait(self, source: Source) -> None:
        """Main thread: runs pending work, for at least one pass, until the source may be ready or the loop is woken."""
        loop = self._watch(source)
        if self._woken or source.ready():
            loop.call_soon(loop.stop)
        self._waiting = True
        self._interrupts.current = IN_TASKS
        try:
            # A task that ends with SystemExit or KeyboardInterrupt has it as its exception, and stops the loop with it.
            with suppress(SystemExit, KeyboardInterrupt):
                loop.run_forever()
        finally:
            self._interrupts.current = 0
            self._waiting = self._woken = False

    def serves(self) -> bool:
        """Inside of a running loop: whether it is this loop, run by `wait`, and not one that a call runs."""
        return self._waiting

    def wake(self) -> None:
        """From any thread: ends the current `wait`, or else the next one."""
        if self._loop is not None:
            self.call(self._on_wake)

    def call(self, function: Callable[..., object], *arguments: Any) -> None:
        """From any thread: calls a function in the loop."""
        loop = self._loop
        if loop is not None:
            with suppress(RuntimeError):  # the loop was closed
                loop.call_soon_threadsafe(function, *arguments)

    def unwatch(self) -> None:
        """Main thread: the source ends."""
        if self._source is not None:
            self._source.unwatch(self.get())
            self._source = None

    def restore(self) -> None:
        """Sets the loop for `asyncio.get_event_loop` again: `asyncio.run` leaves none behind."""
        import asyncio

        if self._loop is not None:
            try:
                asyncio.get_event_loop()
            except RuntimeError:
                asyncio.set_event_loop(self._loop)

    def run_inside(self, function: Callable[[], Any]) -> Any:
        """Calls a function in a separate task, where it finds the loop running; on other threads it finds no loop."""
        if get_ident() != self._main_thread or not self.can_run:
            return function()
        interrupts = self._interrupts
        call, interrupts.current = interrupts.current, IN_TASKS

        async def step() -> Any:
            interrupts.resume(call)
            try:
                return function()
            finally:
                interrupts.current = IN_TASKS

        loop = self.get()
        self.restore()
        try:
            return loop.run_until_complete(loop.create_task(step()))
        finally:
            interrupts.current = call

    def end(self) -> None:
        """Main thread: cancels tasks and closes generators, and lets them clean up for a short while."""
        if self._loop is None or self._loop.is_closed():
            return
        import asyncio

        loop = self._loop

        async def shut_down() -> None:
            tasks = asyncio.all_tasks() - {asyncio.current_task()}
            for task in tasks:
                task.cancel()
            if tasks:
                await asyncio.wait(tasks, timeout=SHUTDOWN_SECONDS)
            await asyncio.wait_for(loop.shutdown_asyncgens(), SHUTDOWN_SECONDS)

        with suppress(BaseException):
            loop.run_until_complete(shut_down())

    def _watch(self, source: Source) -> AbstractEventLoop:
        loop = self.get()
        self.restore()
        if self._source is not source:
            self.unwatch()
            source.watch(loop, self._on_ready)
            self._source = source
        return loop

    def _on_ready(self) -> None:
        if self._waiting:
            self.get().stop()
        else:  # Python code runs the loop, which would notify it again and again
            self.unwatch()

    def _on_wake(self) -> None:
        if self._waiting:
            self.get().stop()
        else:
            self._woken = True


def _stock_class() -> type:
    import asyncio

    return asyncio.SelectorEventLoop


def _current_loop() -> AbstractEventLoop:
    """The loop that Python code has set for the main thread, or a new loop."""
    import asyncio
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            loop = asyncio.get_event_loop()
        except RuntimeError:
            loop = asyncio.new_event_loop()
    if loop.is_closed():
        loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    return loop
