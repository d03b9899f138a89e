"""Messages on their way to the host. Those that are ready together share a frame."""

from __future__ import annotations

import threading
import time
from collections import deque
from contextlib import suppress

from msgpack import Packer

from ..wire.frame import frame_buffers
from ..wire.messages import CALLBACK_DROPPED, PRINTED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Any, Protocol

    from ..carriers import Connection
    from ..wire.frame import Buffer

    class Output(Protocol):
        """The text that Python code prints, on separate descriptors."""

        written: bool
        """Whether text was printed since this was last cleared."""

        def flush(self) -> None:
            """Writes out text that was printed without the end of a line."""


MAX_PENDING_BYTES = 1024 * 1024
MESSAGE_BYTES = 16
"""The bytes of a message besides its last part, at most."""
MAX_DELAY = 0.002
"""Seconds that a reply waits for others before it is sent without them."""
IDLE_ROUNDS = 25


class Outbox:
    """Collects messages while a frame of calls is run.

    A call may take long while the replies of earlier calls wait. So a thread sends replies that have waited too long.
    It sleeps, and costs nothing, unless frames of several calls arrive.
    """

    def __init__(self, max_frame_bytes: int, output: Output, ask_for_connection: Callable[[], None]) -> None:
        self.connection: Connection | None = None
        self.asleep = True
        self.pending: deque[list[Any]] = deque()
        self.flush_output = output.flush
        """To be called before the host learns that a call has ended."""
        self._output = output
        self._pending_bytes = 0
        self._max_pending_bytes = min(max_frame_bytes, MAX_PENDING_BYTES)
        self._pack = Packer(autoreset=True).pack
        self._lock = threading.RLock()
        self._wake = threading.Event()
        self._opened = threading.Event()
        self._ask_for_connection = ask_for_connection
        threading.Thread(target=self._watch, name="snakebridge-outbox", daemon=True).start()

    def add(self, message: list[Any]) -> None:
        """Adds a message, the last part of which has a length; sends the others first if it makes them too many."""
        size = len(message[-1] or b"") + MESSAGE_BYTES
        if self._pending_bytes + size > self._max_pending_bytes:
            self.flush()
        self._pending_bytes += size
        self.pending.append(message)

    def open(self, connection: Connection) -> None:
        """Messages go to this connection from now on; those that the last connection did not send are dropped."""
        with self._lock:
            for message in [self.pending.popleft() for _ in range(len(self.pending))]:
                if message[0] == CALLBACK_DROPPED:  # every connection of the host needs these
                    self.pending.append(message)
            self.connection = connection
        self._opened.set()

    def leave(self, connection: Connection | None) -> None:
        """No message can be sent on this connection any more."""
        with self._lock:
            if self.connection is connection:
                self.connection = None
                self._opened.clear()

    def await_connection(self) -> Connection:
        """Any thread but the main one, which opens connections: asks an idle host for one."""
        while (connection := self.connection) is None:
            self._ask_for_connection()
            self._opened.wait()
        return connection

    def wake(self) -> None:
        """To be called before a call is run while messages are pending and the thread is `asleep`."""
        self.asleep = False
        self._wake.set()

    def send(self, message: list[Any], segments: Sequence[Buffer], only: Connection | None = None) -> None:
        """A message with segments has a separate frame, after all messages that were added before."""
        with self._lock:
            if only is not None and only is not self.connection:
                raise ConnectionResetError
            self._flush()
            self._write(frame_buffers(self._pack(self._after_output([message])), segments))

    def flush(self) -> None:
        """Sends the messages that were added."""
        with self._lock:
            self._flush()

    def flush_all(self) -> None:
        """Sends the printed text and the messages that were added."""
        self.flush_output()
        self.flush()

    def is_held_here(self) -> bool:
        """Whether this thread is in the middle of sending, and Python runs other code in it: a destructor."""
        return self._lock._is_owned()  # type: ignore[attr-defined, no-any-return]

    def _flush(self) -> None:
        pending = self.pending
        self._pending_bytes = 0
        if pending:
            count = len(pending)
            messages = [pending.popleft()] if count == 1 else [pending.popleft() for _ in range(count)]
            if self._output.written:
                messages = self._after_output(messages)
            self._write(frame_buffers(self._pack(messages)))

    def _after_output(self, messages: list[list[Any]]) -> list[list[Any]]:
        """Printed text travels on other descriptors: the first message has the host read there before it reads on."""
        printed, self._output.written = self._output.written, False
        return [[PRINTED], *messages] if printed else messages

    def _write(self, buffers: Sequence[Buffer]) -> None:
        if self.connection is not None:
            self.connection.send(buffers)

    def _watch(self) -> None:
        while True:
            self._wake.wait()
            self._wake.clear()
            idle = 0
            while idle < IDLE_ROUNDS:
                time.sleep(MAX_DELAY)
                idle = 0 if self.pending else idle + 1
                self._flush_late()
            self.asleep = True
            self._flush_late()  # a message from a thread that saw this thread awake a moment ago

    def _flush_late(self) -> None:
        with suppress(OSError):  # the main thread gets the same error, and ends the connection
            self.flush()
