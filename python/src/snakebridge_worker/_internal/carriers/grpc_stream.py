"""The gRPC carrier: one byte stream in each direction, cut into chunks of at most 1 MiB.

gRPC's handler thread only passes the stream on: the thread that reads takes chunks from it. That cannot be interrupted
without loss, so where it may have to be, another thread takes the chunk.
"""

from __future__ import annotations

import threading
from contextlib import suppress
from queue import SimpleQueue

from ..threads.wake_event import WakeEvent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Iterator, Sequence
    from typing import Any

MAX_CHUNK = 1024 * 1024


class Watched:
    """Notifies an event loop of input that arrives on another thread."""

    def __init__(self) -> None:
        self._notify: Callable[[], object] | None = None

    def fileno(self) -> int:
        return -1

    def watch(self, loop: AbstractEventLoop, notify: Callable[[], None]) -> None:
        self._notify = lambda: loop.call_soon_threadsafe(notify)

    def unwatch(self, _: AbstractEventLoop) -> None:
        self._notify = None

    def _notify_loop(self) -> None:
        notify = self._notify
        if notify is not None:
            with suppress(RuntimeError):  # the loop was closed
                notify()


class StreamListener(Watched):
    """Receives the `Calls` streams of the control service; one is served at a time."""

    def __init__(self) -> None:
        super().__init__()
        self._arrived: SimpleQueue[StreamConnection] = SimpleQueue()

    def calls(self, chunks: Iterator[bytes], context: Any) -> Iterator[bytes]:
        """The handler of `Calls`, on a thread of gRPC: yields the bytes that the main thread sends."""
        if self._arrived.qsize():
            raise ValueError("a stream of calls is waiting already")
        connection = StreamConnection(chunks)
        context.add_callback(connection.close)
        self._arrived.put(connection)
        self._notify_loop()
        return iter(connection.outgoing.get, None)

    def ready(self) -> bool:
        return not self._arrived.empty()

    def accept(self) -> StreamConnection:
        return self._arrived.get()

    def wake(self) -> None:
        self._arrived.put(StreamConnection(iter(())))
        self._notify_loop()

    def leave_to_parent(self) -> None:
        """The sockets are gRPC's."""


class StreamConnection(Watched):
    """One stream of calls."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        super().__init__()
        self._chunks = chunks
        self._chunk = memoryview(b"")
        self._waiting = False
        self._draining = False
        self._closed = False
        self._requests: SimpleQueue[bool] | None = None
        self._fetched: bytes | None = None
        self._fetching = False
        self._wake_event = WakeEvent()
        self.outgoing: SimpleQueue[bytes | None] = SimpleQueue()

    def wait(self) -> None:
        while not self.ready():
            self._wake_event.sleep()

    def ready(self) -> bool:
        if self._chunk or self._fetched is not None or self._draining:
            return True
        if self._requests is None:
            self._requests = SimpleQueue()
            threading.Thread(target=self._fetch, args=[self._requests], name="snakebridge-stream", daemon=True).start()
        if not self._fetching:
            self._fetching = True
            self._requests.put(True)
        return False

    def receive(self, view: memoryview) -> int:
        if not self._chunk and not self._next_chunk():
            return 0
        size = min(len(view), len(self._chunk))
        view[:size] = self._chunk[:size]
        self._chunk = self._chunk[size:]
        return size

    def receive_all(self, view: memoryview) -> bool:
        while view:
            received = self.receive(view)
            if not received:
                return False
            view = view[received:]
        return True

    def send(self, buffers: Sequence[bytes | bytearray | memoryview]) -> None:
        if self._closed:
            raise BrokenPipeError
        if len(buffers) == 1 and len(buffers[0]) <= MAX_CHUNK and type(buffers[0]) is bytes:
            self.outgoing.put(buffers[0])
            return
        for buffer in buffers:
            view = memoryview(buffer).cast("B")
            for start in range(0, len(view), MAX_CHUNK):
                self.outgoing.put(bytes(view[start : start + MAX_CHUNK]))

    def drain(self) -> None:
        # Either this thread sees the reader waiting, or the reader sees the flag: one of them ends the stream.
        self._draining = True
        if self._fetching:  # the reader need not wait for that thread, and may still send
            self._wake_event.wake()
            self._notify_loop()
        elif self._waiting:
            self.close()

    def close(self) -> None:
        # The end of the replies is the end of the calls too.
        self._closed = True
        self.outgoing.put(None)
        if self._requests is not None:
            self._requests.put(False)

    def leave_to_parent(self) -> None:
        """The sockets are gRPC's."""

    def _next_chunk(self) -> bool:
        self._chunk = memoryview(b"")
        if self._fetching:
            while self._fetched is None and not self._draining:
                self._wake_event.sleep()
            self._chunk = memoryview(self._fetched or b"")
            self._fetched, self._fetching = None, False
        else:
            self._chunk = memoryview(self._take_chunk())
        return len(self._chunk) > 0

    def _take_chunk(self) -> bytes:
        chunk = b""
        self._waiting = True
        with suppress(Exception):  # grpc raises a bare Exception at the end of a cancelled stream
            if not self._draining:
                chunk = next(self._chunks, b"")
        self._waiting = False
        return chunk

    def _fetch(self, requests: SimpleQueue[bool]) -> None:
        while requests.get():
            self._fetched = self._take_chunk()
            self._wake_event.wake()
            self._notify_loop()
