"""Frames from the host. One thread reads at a time, whichever waits; what is for another one it hands on.

While nothing calls back, that is the main thread between calls. A thread that waits for the answer of a TypeScript
function reads too when nobody else does: the main thread may be in a call that waits for this very thread. Calls are
queued for the main thread, answers and calls of the function that a thread waits for are given to those who wait.
Whoever stops reading passes the turn on.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from collections import deque
from contextlib import suppress

from ... import CallbackError
from ..errors import ProtocolError
from ..threads.wake_event import MainBell
from ..wire.frame import unpack_head
from .waiters import Waiters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence

    from ..asynchronous.event_loop import EventLoop
    from ..calls.thread_calls import ThreadCall
    from ..carriers import Connection
    from ..codec import Decoder
    from ..threads.interrupts import Interrupts
    from ..wire.frame import FrameReader
    from .waiters import Seat, Waiter

    Frame = tuple[object, Sequence[bytearray]]

GONE = "the TypeScript function cannot answer: the connection to its program has ended"
READING = "a TypeScript function cannot be called here: this thread is reading what the host sent"


class Inbox:
    """What arrives on the connection that is served. An event loop, once there is one, runs while it waits."""

    def __init__(self, decoder: Decoder, loop: EventLoop) -> None:
        self.arrived: deque[Frame] = deque()
        self._main_is_wanted = False
        self._main_thread = get_ident()
        self._loop = loop
        self._main = MainBell(loop)
        self.waiters = Waiters(decoder, self._main)
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
        self.waiters.fail_main(CallbackError(GONE))
        self._main.ring()

    def abandon(self) -> None:
        """In a forked child: the host is the parent's."""
        self._abandoned = True
        self.close()

    def take(self) -> Frame | None:
        """Main thread, outside of calls: waits for the next frame with messages for it; None at the end.

        The frame may be empty, when something has happened in the event loop or in another thread.
        """
        arrived = self.arrived
        while not arrived and not self._main_is_wanted and self._reader is not None:
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
        if self.waiters.waiting:
            self.waiters.ring_thread()
        if arrived:
            return arrived.popleft()
        if self._main_is_wanted:
            self._main_is_wanted = False
            return [], []
        if self._error is not None:
            raise self._error
        return None

    def call_main(self) -> bool:
        """From any thread: the main one has something to do besides. True: it reads, and looks after a frame."""
        self._main_is_wanted = True
        self._main.ring()
        return self._reading == self._main_thread

    def expect(self, number: int) -> Waiter:
        """Any thread: an answer of this number will come, and be waited for."""
        thread = get_ident()
        on_main = thread == self._main_thread
        if self._reading == thread:
            raise CallbackError(READING)
        if self._abandoned or (on_main and self._reader is None):
            raise CallbackError(GONE)
        return self.waiters.add(number)

    def wait(self, waiter: Waiter, run_call: Callable[[ThreadCall], None]) -> None:
        """Any thread but the main one. Runs the calls of the function that it waits for."""
        seat = waiter.seat
        busy, seat.busy = seat.busy, False
        try:
            while waiter.answer is None or seat.calls:
                if seat.calls:
                    self._run_call(seat, run_call)
                elif self._reader is not None and self._turn.acquire(False):
                    try:
                        if waiter.answer is None and not seat.calls:
                            self._read()
                    finally:
                        self._turn.release()
                    if self.arrived:
                        self._main.ring()
                else:
                    seat.bell.sleep()
        finally:
            seat.busy = busy
            seat.bell.ring()  # for a call around this one: the news that ended a sleep here may have been for that
            self._pass_on()

    def _run_call(self, seat: Seat, run_call: Callable[[ThreadCall], None]) -> None:
        seat.busy = True
        self._pass_on()
        try:
            run_call(seat.calls.popleft())
        finally:
            seat.busy = False

    def _pass_on(self) -> None:
        """This thread reads no more: others may."""
        self.waiters.ring_thread()
        self._main.ring()

    def wait_on_main(self, waiter: Waiter, serve: Callable[[], bool], interrupts: Interrupts) -> None:
        """Main thread, inside a call: runs what arrives meanwhile by `serve`, until there is nothing to run.

        The exception of a cancelled call can come only while nothing is being read or run for others.
        """
        call, interrupts.current = interrupts.current, 0
        try:
            while waiter.answer is None:
                self._main_is_wanted = False
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
            self.waiters.remove(waiter)
            self.waiters.ring_thread()
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
            self.waiters.ring_thread()

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
                if not self._main_is_wanted:
                    with suppress(OSError):  # whoever reads meets it
                        connection.wait()
                interrupts.current = 0
            finally:
                self._reading = 0
        self._read()

    def _read(self) -> None:
        """Reads one frame, which is this thread's turn."""
        if self._reader is None:
            return None
        self._reading = get_ident()
        try:
            # Only who says so after it looked here, or saw that this thread reads, wakes it.
            if self._main_is_wanted and self._reading == self._main_thread:
                return None
            frame = self._reader.read()
            if frame is None:
                return self.close()
            messages = unpack_head(frame[0])
            if self.waiters.waiting:
                messages = self.waiters.deliver(messages, frame[1])
            if messages != []:
                self.arrived.append((messages, frame[1]))
        except (OSError, ProtocolError) as error:
            self.close(error)
        except BaseException:
            self.close(ConnectionAbortedError("reading was interrupted inside a frame"))
            raise
        finally:
            self._reading = 0
