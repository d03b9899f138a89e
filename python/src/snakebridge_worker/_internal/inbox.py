"""Frames from the host. One thread reads at a time, whichever waits; what is for another one it hands on.

While nothing calls back, that is the main thread between calls. A thread that waits for the answer of a TypeScript
function reads too when nobody else does: the main thread may be in a call that waits for this very thread. Calls are
queued for the main thread, answers are given to those who wait. Whoever stops reading passes the turn on.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from collections import deque
from contextlib import suppress

from .. import CallbackError
from .bell import Bell, MainBell
from .errors import ProtocolError
from .frames import unpack_head

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence
    from typing import Any

    from .asynchronous.event_loop import EventLoop
    from .carriers import Connection
    from .codec import Decoder
    from .frames import FrameReader
    from .interrupts import Interrupts

    Frame = tuple[object, Sequence[bytearray]]

ANSWERS = RETURNED, RAISED = 3, 4
GONE = "the TypeScript function cannot answer: the connection to its program has ended"
READING = "a TypeScript function cannot be called here: this thread is reading what the host sent"


class Waiter:
    """Who waits for one answer: `answer` is the type of the message and its value, once it came."""

    __slots__ = ("answer", "bell", "id")

    def __init__(self, number: int, bell: Bell) -> None:
        self.id = number
        self.bell = bell
        self.answer: tuple[int, Any] | None = None


class Inbox:
    """What arrives on the connection that is served. An event loop, once there is one, runs while it waits."""

    def __init__(self, decoder: Decoder, loop: EventLoop) -> None:
        self.arrived: deque[Frame] = deque()
        self.waiting: dict[int, Waiter] = {}
        self._decoder = decoder
        self._main_thread = get_ident()
        self._loop = loop
        self._main = MainBell(loop)
        self._turn = threading.RLock()  # a destructor that calls back may run wherever this thread is
        self._reading = 0
        self._connection: Connection | None = None
        self._watched: Connection | None = None
        self._reader: FrameReader | None = None
        self._error: Exception | None = None
        self._abandoned = False

    def open(self, connection: Connection, reader: FrameReader) -> None:
        """Main thread: frames come from here from now on."""
        self.arrived.clear()
        self._connection, self._reader, self._error = connection, reader, None

    def close(self, error: Exception | None = None) -> None:
        """Nothing more comes on this connection. A call that waits is told so; a thread waits for the next one."""
        if self._reader is not None:
            self._reader, self._error = None, error
        if error is not None:
            self.arrived.clear()
        for waiter in tuple(self.waiting.values()):
            if waiter.bell is self._main:
                self._settle(waiter.id, RAISED, CallbackError(GONE))
        self._main.ring()

    def abandon(self) -> None:
        """In a forked child: the host is the parent's."""
        self._abandoned = True
        self.close()

    def take(self) -> Frame | None:
        """Main thread, outside of calls: waits for the next frame with messages for it; None at the end.

        The frame may be empty, when something has happened in the event loop.
        """
        arrived = self.arrived
        while not arrived and self._reader is not None:
            if self._loop.made:
                if not self._read_at_rest():
                    self._run_loop()
                if not arrived and self._reader is not None:
                    return [], []
            elif self._turn.acquire(False):
                try:
                    if not arrived:
                        self._read()
                finally:
                    self._turn.release()
            else:
                self._main.sleep()
        if self.waiting:
            self._pass_on()
        if arrived:
            return arrived.popleft()
        if self._error is not None:
            raise self._error
        return None

    def expect(self, number: int) -> Waiter:
        """Any thread: an answer of this number will come, and be waited for."""
        thread = get_ident()
        on_main = thread == self._main_thread
        if self._reading == thread:
            raise CallbackError(READING)
        if self._abandoned or (on_main and self._reader is None):
            raise CallbackError(GONE)
        waiter = self.waiting[number] = Waiter(number, self._main if on_main else Bell())
        return waiter

    def forget(self, waiter: Waiter) -> None:
        """The answer is not wanted any more."""
        self.waiting.pop(waiter.id, None)

    def wait(self, waiter: Waiter) -> None:
        """Any thread but the main one."""
        while waiter.answer is None:
            if self._reader is not None and self._turn.acquire(False):
                try:
                    if waiter.answer is None:
                        self._read()
                finally:
                    self._turn.release()
                if self.arrived:
                    self._main.ring()
            else:
                waiter.bell.sleep()
        self._pass_on()
        self._main.ring()

    def wait_on_main(self, waiter: Waiter, serve: Callable[[], bool], interrupts: Interrupts) -> None:
        """Main thread, inside a call: runs what arrives meanwhile by `serve`, until there is nothing to run.

        The exception of a cancelled call can come only while nothing is being read or run for others.
        """
        call, interrupts.current = interrupts.current, 0
        try:
            while waiter.answer is None:
                if serve():
                    continue
                if self._loop.made and self._loop.can_run:
                    if not self._read_at_rest(call):
                        interrupts.resume(call)
                        self._run_loop()
                elif self._turn.acquire(False):
                    try:
                        if waiter.answer is None and not self.arrived:
                            self._read_unless_cancelled(call, interrupts)
                    finally:
                        self._turn.release()
                else:
                    interrupts.resume(call)
                    self._main.sleep()
                    interrupts.current = 0
        finally:
            self.forget(waiter)
            self._pass_on()
        interrupts.resume(call)

    def _read_at_rest(self, call: int = 0) -> bool:
        """Reads a frame, as if there were no event loop. False: something goes on there, or a thread is reading."""
        if not self._turn.acquire(False):
            return False
        try:
            if self._reader is None or not (self._reader.buffered or self._loop.rest(self, call)):
                return False
            self._read()
            return True
        finally:
            self._turn.release()

    def _run_loop(self) -> None:
        """Runs the event loop until something may be read, and reads that. Threads can read meanwhile."""
        self._loop.wait(self)
        if not self.arrived and self._turn.acquire(False):
            try:
                if self._reader is not None and self._has_input():
                    self._read()
            finally:
                self._turn.release()

    def ready(self) -> bool:
        """Whether there is a frame, or the end. Who reads meanwhile will ring."""
        if self.arrived or self._reader is None:
            return True
        if not self._turn.acquire(False):
            return False
        try:
            return self._has_input()
        finally:
            self._turn.release()
            self._pass_on()

    def fileno(self) -> int:
        """See `carriers.Source`."""
        return -1 if self._watched is None else self._watched.fileno()

    def watch(self, loop: AbstractEventLoop, tell: Callable[[], None]) -> None:
        """See `carriers.Source`."""
        self._watched = self._connection
        if self._watched is not None:
            self._watched.watch(loop, tell)

    def unwatch(self, loop: AbstractEventLoop) -> None:
        """See `carriers.Source`."""
        if self._watched is not None:
            self._watched.unwatch(loop)

    def _has_input(self) -> bool:
        reader, connection = self._reader, self._connection
        return (reader is not None and reader.buffered) or (connection is not None and connection.ready())

    def _read_unless_cancelled(self, call: int, interrupts: Interrupts) -> None:
        reader, connection = self._reader, self._connection
        if reader is not None and connection is not None and not reader.buffered:
            self._reading = self._main_thread  # for callbacks of signal handlers
            try:
                interrupts.resume(call)
                with suppress(OSError):  # whoever reads meets it
                    connection.wait()
                interrupts.current = 0
            finally:
                self._reading = 0
        self._read()

    def _pass_on(self) -> None:
        """Lets a thread that waits read."""
        for waiter in tuple(self.waiting.values()):
            if waiter.bell is not self._main:
                waiter.bell.ring()
                return

    def _read(self) -> None:
        """Reads one frame, which is this thread's turn."""
        if self._reader is None:
            return None
        self._reading = get_ident()
        try:
            frame = self._reader.read()
            if frame is None:
                return self.close()
            messages = unpack_head(frame[0])
            if self.waiting:
                messages = self._deliver(messages, frame[1])
            if messages != []:
                self.arrived.append((messages, frame[1]))
        except (OSError, ProtocolError) as error:
            self.close(error)
        except BaseException:
            self.close(ConnectionAbortedError("reading was interrupted inside a frame"))
            raise
        finally:
            self._reading = 0

    def _deliver(self, messages: Any, segments: Sequence[bytearray]) -> Any:
        """Gives answers to those who wait, in the order of what was sent; the rest is for the main thread."""
        if type(messages) is not list:
            return messages
        rest = []
        self._decoder.segments = segments
        for message in messages:
            if self._is_awaited(message):
                kind, number, payload = message
                try:
                    value = self._decoder.decode(payload)
                except Exception as error:
                    kind, value = RAISED, error
                self._settle(number, kind, value)
            else:
                rest.append(message)
        self._decoder.segments = ()
        return rest

    def _is_awaited(self, message: Any) -> bool:
        return (
            type(message) is list
            and len(message) == 3
            and message[0] in ANSWERS
            and type(message[1]) is int
            and message[1] in self.waiting
            and type(message[2]) is bytes
        )

    def _settle(self, number: int, kind: int, value: Any) -> None:
        waiter = self.waiting.pop(number, None)
        if waiter is not None:
            waiter.answer = kind, value
            waiter.bell.ring()
