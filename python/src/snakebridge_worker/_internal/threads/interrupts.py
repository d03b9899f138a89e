"""Cancelling calls by id, from any thread, without ever hitting a call that was not meant.

The main thread says which call is running (`current`), then looks at the ids that shall not run; whoever cancels notes
the ids, then looks what is running. Whichever comes second sees the other: a call is not begun, or gets the signal.
The handler of the signal runs on the main thread and raises only while the running call is one that was asked for. It
clears `current` before it raises, so it does so once for a call, and never meets the next one.

A signal that comes between the interpreter's last look and the main thread's falling asleep in C wakes nobody. It is
sent again until the call was told, or left the main thread.

While the event loop runs there, `current` is `IN_TASKS`. Tasks are cancelled by asyncio's own means. Only one that
holds the main thread up gets the signal: the context in which the handler runs says whose task it is.
"""

from __future__ import annotations

import _thread
import signal
from contextvars import ContextVar
from threading import Event
from time import sleep

from ... import Cancelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from types import FrameType

IN_TASKS = -1
PATIENCE = 0.05
"""Seconds that a task may hold the main thread up before it gets the signal."""
PAUSES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
"""Seconds after which the main thread should have met the signal; long ones are for code in C."""
call_of_task: ContextVar[int] = ContextVar("snakebridge_call", default=0)
"""The call that a task works for; tasks that it starts inherit it."""
MAX_REQUESTED = 65536
"""Ids of calls that had already ended stay noted: the oldest are dropped beyond this."""


class Interrupts:
    """The running call, and the ids that shall not run."""

    __slots__ = ("_main", "cancel_in_threads", "cancel_tasks", "current", "requested")

    def __init__(self) -> None:
        self._main = _thread.get_ident()
        self.current = 0
        self.requested: dict[int, bool] = {}
        """And whether they were told: the exception was raised."""
        self.cancel_in_threads: Callable[[Iterable[int]], frozenset[int]] | None = None
        self.cancel_tasks: Callable[[frozenset[int], Event], bool] | None = None

    def install(self) -> None:
        """Takes SIGINT over; a stray one, for which nobody asked here, does nothing. Main thread only."""
        signal.signal(signal.SIGINT, self._on_signal)

    def request(self, calls: Iterable[int]) -> list[int]:
        """Cancels calls; gives those that know of it and have not ended."""
        ids = frozenset(calls)
        self._drop_oldest()
        for call in ids:
            self.requested.setdefault(call, False)
        if self.cancel_in_threads is not None:
            ids -= self.cancel_in_threads(ids)
        running = self.current
        if running in ids:
            self._signal_until_told(running)
            return [running]
        told = Event()
        if self.cancel_tasks is not None and self.cancel_tasks(ids, told) and not told.wait(PATIENCE):
            self._signal()
        return [call for call in ids if self.requested.get(call)]

    def _signal_until_told(self, call: int) -> None:
        for pause in PAUSES:
            self._signal()
            sleep(pause)
            if self.current != call:
                break

    def _signal(self) -> None:
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._main, signal.SIGINT)
        else:
            _thread.interrupt_main()

    def resume(self, call: int) -> None:
        """The main thread is at this call again; raises when it was cancelled meanwhile."""
        self.current = call
        self._raise_if_requested()

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        self._raise_if_requested()

    def _raise_if_requested(self) -> None:
        call = self.current
        if call == IN_TASKS:
            call = call_of_task.get()
            if not self.requested.get(call, True):
                self.requested[call] = True
                raise Cancelled(call)
        elif call in self.requested:
            self.current = 0
            self.requested[call] = True
            raise Cancelled(call)

    def _drop_oldest(self) -> None:
        for call in list(self.requested)[: max(0, len(self.requested) - MAX_REQUESTED)]:
            self.requested.pop(call, None)
