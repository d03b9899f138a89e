"""The lane: a Unix socket that the main thread reads itself, without passing anything between threads."""

from __future__ import annotations

import select
import socket
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence

BACKLOG = 4
MAX_BUFFERS = 64
"""Fewer than any system's limit on buffers in one write."""


class SocketSource:
    """A socket as something to wait for."""

    def __init__(self, source: socket.socket) -> None:
        self._socket = source
        self._poll = select.poll()
        self._poll.register(source, select.POLLIN)
        self.fileno = source.fileno

    def ready(self) -> bool:
        return bool(self._poll.poll(0))

    def watch(self, loop: AbstractEventLoop, notify: Callable[[], None]) -> None:
        loop.add_reader(self._socket, notify)

    def unwatch(self, loop: AbstractEventLoop) -> None:
        loop.remove_reader(self._socket)


class LaneListener(SocketSource):
    """Listens on a path in the private directory."""

    def __init__(self, path: str) -> None:
        super().__init__(socket.socket(socket.AF_UNIX, socket.SOCK_STREAM))
        self._path = path
        self._socket.bind(path)
        self._socket.listen(BACKLOG)

    def accept(self) -> LaneConnection:
        return LaneConnection(self._socket.accept()[0])

    def wake(self) -> None:
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.connect(self._path)

    def leave_to_parent(self) -> None:
        self._socket.close()


class LaneConnection(SocketSource):
    """One connected lane."""

    def __init__(self, connection: socket.socket) -> None:
        super().__init__(connection)
        self.receive = connection.recv_into

    def wait(self) -> None:
        self._socket.recv(1, socket.MSG_PEEK)

    def receive_all(self, view: memoryview) -> bool:
        while view:
            received = self._socket.recv_into(view, 0, socket.MSG_WAITALL)
            if not received:
                return False
            view = view[received:]
        return True

    def send(self, buffers: Sequence[bytes | bytearray | memoryview]) -> None:
        if len(buffers) == 1:
            self._socket.sendall(buffers[0])
            return
        remaining = [memoryview(buffer).cast("B") for buffer in buffers]
        while remaining:
            sent = self._socket.sendmsg(remaining[:MAX_BUFFERS])
            while remaining and sent >= len(remaining[0]):
                sent -= len(remaining.pop(0))
            if sent:
                remaining[0] = remaining[0][sent:]

    def drain(self) -> None:
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RD)

    def close(self) -> None:
        self._socket.close()

    def leave_to_parent(self) -> None:
        self._socket.close()
