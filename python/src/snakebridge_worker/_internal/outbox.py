"""Messages on their way to the host. Those that are ready together share a frame."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import suppress

from msgpack import Packer

from .frames import frame_buffers

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from .carriers import Connection
    from .frames import Buffer

MAX_PENDING_BYTES = 1024 * 1024
PATIENCE = 0.002
"""Seconds that a reply may wait for others before it goes out without them."""
IDLE_ROUNDS = 25


class Outbox:
    """Collects messages while a frame of calls is run; only the main thread adds.

    A call may take long while the replies of those before it wait. So a thread sends what has waited too long; it
    sleeps, and costs nothing, unless frames of many calls arrive.
    """

    def __init__(self) -> None:
        self.connection: Connection | None = None
        self._pending: deque[list[Any]] = deque()
        self._pack = Packer(autoreset=True).pack
        self._lock = threading.Lock()
        self._armed = threading.Event()
        self.add = self._pending.append
        threading.Thread(target=self._watch, name="snakebridge-outbox", daemon=True).start()

    def open(self, connection: Connection) -> None:
        """Everything goes to this connection now; what the last one did not take is not for this one."""
        with self._lock:
            self._pending.clear()
            self.connection = connection

    def arm(self) -> None:
        """Several calls come now: their replies must not wait for the slowest."""
        if not self._armed.is_set():
            self._armed.set()

    def send(self, message: list[Any], segments: Sequence[Buffer]) -> None:
        """A message with segments has a frame of its own, after all that was added before."""
        with self._lock:
            self._flush()
            self._write(frame_buffers(self._pack([message]), segments))

    def flush(self) -> None:
        """Sends what was added."""
        with self._lock:
            self._flush()

    def _flush(self) -> None:
        pending = self._pending
        if pending:
            messages = [pending.popleft() for _ in range(len(pending))]
            self._write(frame_buffers(self._pack(messages)))

    def _write(self, buffers: Sequence[Buffer]) -> None:
        if self.connection is not None:
            self.connection.send(buffers)

    def _watch(self) -> None:
        while True:
            self._armed.wait()
            idle = 0
            while idle < IDLE_ROUNDS:
                time.sleep(PATIENCE)
                idle = 0 if self._pending else idle + 1
                with suppress(OSError):  # the main thread meets it too, and ends the connection
                    self.flush()
            self._armed.clear()
