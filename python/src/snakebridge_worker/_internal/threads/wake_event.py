"""What a thread sleeps on until another one has news for it."""

from __future__ import annotations

import _thread
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ..asynchronous.event_loop import EventLoop


class Bell:
    """Rung before anybody sleeps, it ends the next sleep; who wakes looks for the news, of which there may be none.

    On the main thread a sleep can be ended by the exception of a signal handler, and nothing is lost then.
    """

    __slots__ = ("_lock", "sleep")

    def __init__(self) -> None:
        self._lock = _thread.allocate_lock()
        self._lock.acquire()
        self.sleep = self._lock.acquire

    def ring(self) -> None:
        """From any thread."""
        with suppress(RuntimeError):  # it was rung already
            self._lock.release()


class MainBell(Bell):
    """The main thread may run the event loop instead of sleeping."""

    __slots__ = ("_loop",)

    def __init__(self, loop: EventLoop) -> None:
        super().__init__()
        self._loop = loop

    def ring(self) -> None:
        super().ring()
        self._loop.wake()
