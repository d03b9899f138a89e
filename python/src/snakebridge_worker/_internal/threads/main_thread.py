"""The main thread, as other threads see it."""

from __future__ import annotations

from _thread import get_ident

from .wake_event import MainWakeEvent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class MainThread:
    """Created on the main thread, used by any thread."""

    __slots__ = ("ident", "is_wanted", "reading_thread", "wake_event")

    def __init__(self, wake_loop: Callable[[], None]) -> None:
        self.ident = get_ident()
        self.is_wanted = False
        """Another thread has left work to the main thread."""
        self.reading_thread = 0
        """The thread that is reading a frame."""
        self.wake_event = MainWakeEvent(wake_loop)

    def call(self) -> bool:
        """Leaves work to the main thread. True: it is reading, and sees the work after the next frame."""
        self.is_wanted = True
        self.wake_event.wake()
        return self.reading_thread == self.ident
