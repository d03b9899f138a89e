"""The main thread's life: take a connection, say hello, run its frames, take the next."""

from __future__ import annotations

import threading

from msgpack import packb

from ..errors import ProtocolError
from ..wire.frame import FrameReader, frame_buffers, unpack_head
from ..wire.handshake import Refused, greet
from ..wire.messages import HELLO, REFUSED, WELCOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..calls.dispatch import Dispatcher
    from ..carriers import Connection, Listener
    from ..connection.outbox import Outbox

MAX_HELLO_BYTES = 4096


class Serving:
    """Serves one connection after the other until it is told to drain."""

    def __init__(
        self, listener: Listener, dispatcher: Dispatcher, outbox: Outbox, secret: bytes, max_frame_bytes: int
    ) -> None:
        self._listener = listener
        self._dispatcher = dispatcher
        self._outbox = outbox
        self._secret = secret
        self._max_frame_bytes = max_frame_bytes
        self._draining = False
        self._finished = threading.Event()
        self.connection: Connection | None = None

    def serve(self) -> None:
        """Main thread. Returns when drained."""
        while not self._draining:
            self.connection = self._accept()
            if self._draining:
                self.connection.drain()
            try:
                self._converse(self.connection)
            except OSError:
                pass  # the host is gone, or has closed; what it holds lives on for its next connection
            finally:
                self._dispatcher.inbox.close()
                self._dispatcher.loop.unwatch()
                self._outbox.leave(self.connection)
                self.connection.close()
                self.connection = None
        self._dispatcher.loop.end()
        self._finished.set()

    def drain(self) -> None:
        """From any thread: finishes what has arrived, and returns when `serve` is through."""
        self._draining = True
        self._listener.wake()
        connection = self.connection
        if connection is not None:
            connection.drain()
        self._finished.wait()

    def leave_to_parent(self) -> None:
        """In a forked child: lets go of the parent's sockets."""
        self._listener.leave_to_parent()
        if self.connection is not None:
            self.connection.leave_to_parent()

    def _converse(self, connection: Connection) -> None:
        try:
            reader = FrameReader(connection, MAX_HELLO_BYTES)
            frame = reader.read()
            if frame is None:
                return
            welcome = self._welcome(unpack_head(frame[0]))
            connection.send(frame_buffers(_pack([[WELCOME, welcome]])))
            reader.max_frame_bytes = self._max_frame_bytes
            self._dispatcher.start(connection, reader)
            while self._serve_frame():
                pass
            if self._draining:
                self._dispatcher.finish_all()
        except (Refused, ProtocolError) as error:
            self._outbox.flush()
            code = error.code if isinstance(error, Refused) else type(error).__name__
            connection.send(frame_buffers(_pack([[REFUSED, {"code": code, "message": str(error)}]])))

    def _accept(self) -> Connection:
        loop, listener = self._dispatcher.loop, self._listener
        while loop.made and not listener.ready():
            loop.wait(listener)
            self._dispatcher.run([], [])
        loop.unwatch()
        return listener.accept()

    def _serve_frame(self) -> bool:
        # A function of its own: what a frame brought is let go before the wait for the next one.
        frame = self._dispatcher.inbox.take()
        if frame is None:
            return False
        self._dispatcher.run(*frame)
        self._dispatcher.flush()
        return True

    def _welcome(self, messages: object) -> Mapping[str, Any]:
        match messages:
            case [[kind, {"protocol": protocols, "nonce": nonce, "auth": auth}]] if kind == HELLO:
                return greet(self._secret, protocols, nonce, auth)
        raise Refused("ProtocolError", "the first frame must be a hello")


def _pack(messages: object) -> bytes:
    return packb(messages)  # type: ignore[no-any-return]
