"""The gRPC carrier: one byte stream in each direction, cut into chunks of at most 1 MiB.

gRPC's handler thread only hands over: the main thread takes chunks from the request stream itself.
"""

from __future__ import annotations

from queue import SimpleQueue

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

MAX_CHUNK = 1024 * 1024


class StreamListener:
    """Receives the `Calls` streams of the control service; one is served at a time."""

    def __init__(self) -> None:
        self._arrived: SimpleQueue[StreamConnection | None] = SimpleQueue()
        self._open: StreamConnection | None = None

    def calls(self, chunks: Iterator[bytes], context: Any) -> Iterator[bytes]:
        """The handler of `Calls`, on a thread of gRPC: gives what the main thread sends."""
        import grpc

        if self._open is not None:
            context.abort(grpc.StatusCode.RESOURCE_EXHAUSTED, "another stream of calls is open")
        connection = self._open = StreamConnection(chunks)
        context.add_callback(connection.end)
        self._arrived.put(connection)
        try:
            yield from iter(connection.outgoing.get, None)
        finally:
            self._open = None

    def accept(self) -> StreamConnection | None:
        return self._arrived.get()

    def stop(self) -> None:
        self._arrived.put(None)

    def leave_to_parent(self) -> None:
        """gRPC's own fork handlers close what is gRPC's."""


class StreamConnection:
    """One stream of calls."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._chunk = memoryview(b"")
        self._waiting = False
        self._draining = False
        self.outgoing: SimpleQueue[bytes | None] = SimpleQueue()

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
        if self._waiting:
            self.end()

    def close(self) -> None:
        self.end()

    def end(self) -> None:
        """Ends the stream of replies, which ends the stream of calls too."""
        self.outgoing.put(None)

    def leave_to_parent(self) -> None:
        """The sockets are gRPC's."""

    def _next_chunk(self) -> bool:
        self._waiting = True
        try:
            if self._draining:
                return False
            self._chunk = memoryview(next(self._chunks))
        except StopIteration:
            return False
        except Exception:  # grpc tells a cancelled stream with a bare Exception
            return False
        finally:
            self._waiting = False
        return True
