"""Cancelling calls by id, from any thread, without ever hitting a call that was not meant.

The main thread says which call is running (`current`), then looks at the ids that shall not run; whoever cancels notes
the ids, then looks what is running. Whichever comes second sees the other: a call is not begun, or gets the signal.
The handler of the signal runs on the main thread and raises only while the running call is one that was asked for. It
clears `current` before it raises, so it does so once for a call, and never meets the next one.
"""

from __future__ import annotations

import _thread
import signal

from .. import Cancelled

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import FrameType

MAX_REQUESTED = 65536
"""Ids of calls that had already ended stay noted: the oldest are dropped beyond this."""


class Interrupts:
    """The running call, and the ids that shall not run."""

    __slots__ = ("_main", "current", "requested")

    def __init__(self) -> None:
        self._main = _thread.get_ident()
        self.current = 0
        self.requested: dict[int, None] = {}

    def install(self) -> None:
        """Takes SIGINT over; a stray one, for which nobody asked here, does nothing. Main thread only."""
        signal.signal(signal.SIGINT, self._on_signal)

    def request(self, calls: Iterable[int]) -> int:
        """Cancels calls; gives the id of the one that is running now and gets the exception, or 0."""
        ids = frozenset(calls)
        self._drop_oldest()
        self.requested.update(dict.fromkeys(ids))
        running = self.current
        if running not in ids:
            return 0
        if hasattr(signal, "pthread_kill"):
            signal.pthread_kill(self._main, signal.SIGINT)
        else:
            _thread.interrupt_main()
        return running

    def resume(self, call: int) -> None:
        """The main thread is at this call again; raises when it was cancelled meanwhile."""
        self.current = call
        if call in self.requested:
            self.current = 0
            raise Cancelled(call)

    def _on_signal(self, _signal: int, _frame: FrameType | None) -> None:
        call = self.current
        if call in self.requested:
            self.current = 0
            raise Cancelled(call)

    def _drop_oldest(self) -> None:
        for call in list(self.requested)[: max(0, len(self.requested) - MAX_REQUESTED)]:
            self.requested.pop(call, None)
