"""Cancelling calls on every thread and in the event loop."""

from __future__ import annotations

from threading import Event

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..asynchronous.coroutines import Coroutines
    from ..threads.interrupts import Interrupts
    from .thread_calls import ThreadCalls

TASK_GRACE = 0.05
"""Seconds that a task may block the main thread before it gets the signal."""


class Cancellation:
    """Cancels calls on the main thread, on other threads, and in the event loop."""

    def __init__(self, interrupts: Interrupts, threads: ThreadCalls, coroutines: Coroutines) -> None:
        self._interrupts = interrupts
        self._threads = threads
        self._coroutines = coroutines

    def request(self, calls: Iterable[int]) -> list[int]:
        """From any thread: cancels calls. Returns the calls that were notified and have not ended."""
        interrupts = self._interrupts
        ids = interrupts.request(calls)
        ids -= self._threads.cancel(ids)
        running = interrupts.interrupt_running(ids)
        if running:
            return [running]
        notified = Event()
        if self._coroutines.cancel(ids, notified) and not notified.wait(TASK_GRACE):
            interrupts.send_signal()
        return [call for call in ids if interrupts.requested.get(call)]
