"""Frames from the host. One waiting thread reads at a time, and passes on the messages for other threads.

While no callback runs, that is the main thread between calls. A thread that waits for the answer of a TypeScript
function reads too when no other thread does: the main thread may be in a call that waits for this thread. Calls
are queued for the main thread. Answers, and calls of the function that a thread waits for, go to the waiting threads.
A thread that stops reading lets another thread read.
"""

from __future__ import annotations

import threading
from _thread import get_ident
from collections import deque
from contextlib import suppress

from ... import CallbackError
from ..errors import ProtocolError
from ..wire.frame import unpack_head
from .waiters import Waiters

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence
    from typing import Protocol

    from ..asynchronous.event_loop import EventLoop
    from ..carriers import Connection
    from ..threads.interrupts import Interrupts
    from ..threads.main_thread import MainThread
    from ..wire.frame import FrameReader
    from .waiters import Receiver, Waiter, WaitSlot

    Frame = tuple[object, Sequence[bytearray]]

    class Consumer(Receiver, Protocol):
        """Runs the messages that arrive for the main thread."""

        def begin_wait(self, call: int) -> None:
            """A call begins to wait for an answer."""

        def end_wait(self) -> None:
            """The call continues."""

        def serve(self) -> bool:
            """Runs one message that has arrived. False: there is none."""


GONE = "the TypeScript function cannot answer: the connection to its program has ended"
READING = "a TypeScript function cannot be called here: this thread is reading what the host sent"


class Inbox:
    """Messages from the connection that is served. An event loop, once there is one, runs while the inbox waits."""

    def __init__(self, loop: EventLoop, main: MainThread, interrupts: Interrupts) -> None:
        self.arrived: deque[Frame] = deque()
        self.waiters = Waiters(main.wake_event)
        self._loop = loop
        self._main = main
        self._interrupts = interrupts
        self._turn = threading.RLock()  # a destructor that calls back may run wherever this thread is
        self._connection: Connection | None = None
        self._watched: Connection | None = None
        self._reader: FrameReader | None = None
        self._consumer: Consumer | None = None
        self._error: Exception | None = None
        self._is_forked = False

    def open(self, connection: Connection, reader: FrameReader, consumer: Consumer) -> None:
        """Main thread: from now on frames come from this connection, for this consumer."""
        self.arrived.clear()
        self._connection, self._consumer, self._error = connection, consumer, None
        self._reader = reader

    def close(self, error: Exception | None = None) -> None:
        """No frame arrives on this connection any more.

        A waiting call fails; a waiting thread waits for the next connection.
        """
        if self._reader is not None:
            self._reader, self._error = None, error
        if error is not None:
            self.arrived.clear()
        self.waiters.fail_main(CallbackError(GONE))
        self._main.wake_event.wake()

    def leave_to_parent(self) -> None:
        """In a forked child: the host belongs to the parent."""
        self._is_forked = True
        self.close()

    def take(self) -> Frame | None:
        """Main thread, outside of calls: waits for the next frame with messages for it; None at the end.

        The frame is empty after an event in the event loop or in another thread.
        """
        arrived, main = self.arrived, self._main
        while not arrived and not main.is_wanted and self._reader is not None:
            if self._loop.is_created:
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
                main.wake_event.sleep()
        if self.waiters.waiting:
            self.waiters.wake_thread()
        if arrived:
            return arrived.popleft()
        if main.is_wanted:
            main.is_wanted = False
            return [], []
        if self._error is not None:
            raise self._error
        return None

    def expect(self, number: int) -> Waiter:
        """Any thread: registers a wait for the answer to this invocation."""
        thread = get_ident()
        on_main = thread == self._main.ident
        if self._main.reading_thread == thread:
            raise CallbackError(READING)
        if self._is_forked or (on_main and self._reader is None):
            raise CallbackError(GONE)
        return self.waiters.add(number)

    def wait(self, waiter: Waiter) -> None:
        """Any thread except the main one. Runs the calls of the function that it waits for."""
        slot = waiter.slot
        busy, slot.busy = slot.busy, False
        try:
            while waiter.answer is None or slot.calls:
                if slot.calls:
                    self._run_call(slot)
                elif self._reader is not None and self._turn.acquire(False):
                    try:
                        if waiter.answer is None and not slot.calls:
                            self._read()
                    finally:
                        self._turn.release()
                    if self.arrived:
                        self._main.wake_event.wake()
                else:
                    slot.wake_event.sleep()
        finally:
            slot.busy = busy
            slot.wake_event.wake()  # for a call around this one, which a wake that ended a sleep here may have been for
            self._pass_on()

    def wait_on_main(self, waiter: Waiter) -> None:
        """Main thread, inside a call: runs the messages that arrive, then reads, until the answer is there.

        The exception of a cancelled call is raised only while nothing is read or run for other calls.
        """
        interrupts, main, consumer = self._interrupts, self._main, self._consumer
        assert consumer is not None
        call, interrupts.current = interrupts.current, 0
        consumer.begin_wait(call)
        try:
            while waiter.answer is None:
                main.is_wanted = False
                if consumer.serve():
                    continue
                if self._loop.is_created and self._loop.can_run:
                    if not self._read_at_rest(call):
                        interrupts.resume(call)
                        self._run_loop()
                elif self._turn.acquire(False):
                    try:
                        if waiter.answer is None and not self.arrived:
                            self._read_unless_cancelled(call)
                    finally:
                        self._turn.release()
                else:
                    interrupts.resume(call)
                    main.wake_event.sleep()
                    interrupts.current = 0
        finally:
            self.waiters.remove(waiter)
            self.waiters.wake_thread()
            consumer.end_wait()
        interrupts.resume(call)

    def _run_call(self, slot: WaitSlot) -> None:
        slot.busy = True
        self._pass_on()
        try:
            slot.calls.popleft()()
        finally:
            slot.busy = False

    def _pass_on(self) -> None:
        """This thread stops reading, so that others can."""
        self.waiters.wake_thread()
        self._main.wake_event.wake()

    def _read_at_rest(self, call: int = 0) -> bool:
        """Reads a frame, as if there were no event loop. False: the loop has work, or another thread is reading."""
        if not self._turn.acquire(False):
            return False
        try:
            if self._reader is None or not (self._reader.buffered or self._loop.wait_idle(self, call)):
                return False
            self._read()
            return True
        finally:
            self._turn.release()

    def _run_loop(self) -> None:
        """Runs the event loop until a frame may have arrived, and reads it. Other threads can read meanwhile."""
        self._loop.wait(self)
        if not self.arrived and self._turn.acquire(False):
            try:
                if self._reader is not None and self._has_input():
                    self._read()
            finally:
                self._turn.release()

    def ready(self) -> bool:
        """Whether there is a frame, or the end. A thread that reads meanwhile will wake the main one."""
        if self.arrived or self._reader is None:
            return True
        if not self._turn.acquire(False):
            return False
        try:
            return self._has_input()
        finally:
            self._turn.release()
            self.waiters.wake_thread()

    def fileno(self) -> int:
        """See `carriers.Source`."""
        return -1 if self._watched is None else self._watched.fileno()

    def watch(self, loop: AbstractEventLoop, notify: Callable[[], None]) -> None:
        """See `carriers.Source`."""
        self._watched = self._connection
        if self._watched is not None:
            self._watched.watch(loop, notify)

    def unwatch(self, loop: AbstractEventLoop) -> None:
        """See `carriers.Source`."""
        if self._watched is not None:
            self._watched.unwatch(loop)

    def _has_input(self) -> bool:
        reader, connection = self._reader, self._connection
        return (reader is not None and reader.buffered) or (connection is not None and connection.ready())

    def _read_unless_cancelled(self, call: int) -> None:
        reader, connection, interrupts = self._reader, self._connection, self._interrupts
        if reader is not None and connection is not None and not reader.buffered:
            self._main.reading_thread = self._main.ident  # for callbacks of signal handlers
            try:
                interrupts.resume(call)
                if not self._main.is_wanted:
                    with suppress(OSError):  # the next read meets it
                        connection.wait()
                interrupts.current = 0
            finally:
                self._main.reading_thread = 0
        self._read()

    def _read(self) -> None:
        """Reads one frame, if no other thread is reading."""
        if self._reader is None:
            return None
        main, thread = self._main, get_ident()
        main.reading_thread = thread
        try:
            # A thread that wants the main one after this look sees that it is reading, and asks the host for a frame.
            if main.is_wanted and thread == main.ident:
                return None
            frame = self._reader.read()
            if frame is None:
                return self.close()
            messages = unpack_head(frame[0])
            if self.waiters.waiting and self._consumer is not None:
                messages = self.waiters.deliver(messages, frame[1], self._consumer)
            if messages != []:
                self.arrived.append((messages, frame[1]))
        except (OSError, ProtocolError) as error:
            self.close(error)
        except BaseException:
            self.close(ConnectionAbortedError("reading was interrupted inside a frame"))
            raise
        finally:
            main.reading_thread = 0
