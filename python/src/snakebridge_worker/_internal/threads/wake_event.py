"""An event that a thread sleeps on until another thread wakes it."""

from __future__ import annotations

import _thread
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class WakeEvent:
    """A wake before the sleep ends that sleep. A thread that wakes looks for the reason; there may be none.

    On the main thread the exception of a signal handler can end a sleep; nothing is lost then.
    """

    __slots__ = ("_lock", "sleep")

    def __init__(self) -> None:
        self._lock = _thread.allocate_lock()
        self._lock.acquire()
        self.sleep = self._lock.acquire

    def wake(self) -> None:
        """From any thread."""
        with suppress(RuntimeError):  # an earlier wake has not been used yet
            self._lock.release()


class MainWakeEvent(WakeEvent):
    """The main thread may run the event loop instead of sleeping."""

    __slots__ = ("_wake_loop",)

    def __init__(self, wake_loop: Callable[[], None]) -> None:
        super().__init__()
        self._wake_loop = wake_loop

    def wake(self) -> None:
        super().wake()
        self._wake_loop()
