"""Interrupting a running call by id, from any thread, without ever hitting another call.

The main thread stores which call is running (`current`), then looks at the ids that must not run. A thread that cancels
stores the ids, then looks which call is running. The second of the two sees the first: the call does not begin, or it
gets the signal. The handler of the signal runs on the main thread and raises only while the running call is a requested
call. It clears `current` before it raises: so it raises once for a call, and never in the next call.

A signal that arrives between the interpreter's last look and the moment in which the main thread falls asleep in C
wakes nothing. So it is sent again until the call was notified, or has left the main thread.

While the event loop runs there, `current` is `IN_TASKS`. asyncio cancels tasks. Only a task that blocks the main thread
gets the signal: the context in which the handler runs names the call of the task.
"""

from __future__ import annotations

import _thread
import signal
from contextvars import ContextVar
from time import sleep

from ... import Cancelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

IN_TASKS = -1
PAUSES = (0.002, 0.005, 0.01, 0.02, 0.05, 0.1)
"""Seconds after which the main thread should have seen the signal; the long ones are for code in C."""
call_of_task: ContextVar[int] = ContextVar("snakebridge_call", default=0)
"""The call that a task works for; tasks that it starts inherit it."""
MAX_REQUESTED = 65536
"""Ids of calls that had already ended stay stored: beyond this the oldest are dropped."""


class Interrupts:
    """The running call, and the ids that must not run."""

    __slots__ = ("_main", "current", "requested")

    def __init__(self) -> None:
        self._main = _thread.get_ident()
        self.current = 0
        self.requested: dict[int, bool] = {}
        """By id: whether the call was notified, which means that the exception was raised."""

    def install(self) -> None:
        """Handles SIGINT from now on; a signal that no cancellation has sent does nothing. Main thread only."""
        signal.signal(signal.SIGINT, self._on_signal)

    def request(self, calls: Iterable[int]) -> frozenset[int]:
        """From any thread: these calls must not run."""
        ids = frozenset(calls)
        self._drop_oldest()
        for call in ids:
            self.requested.setdefault(call, False)
        return ids

    def interrupt_running(self, ids: frozenset[int]) -> int:
        """From any thread: signals the running call until it was notified. Returns its id; 0 if another call runs."""
        running = self.current
        if running not in ids:
            return 0
        for pause in PAUSES:
            self.send_signal()
            sleep(pause)
            if self.current != running:
                break
        return running

    def send_signal(self) -> None:
        """From any thread: makes the main thread look at the ids."""
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._main, signal.SIGINT)
        else:
            _thread.interrupt_main()

    def resume(self, call: int) -> None:
        """The main thread continues this call; raises when the call was cancelled meanwhile."""
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
