"""The main loop: accepts a connection, does the handshake, runs its frames, accepts the next connection."""

from __future__ import annotations

import threading

from msgpack import packb

from ..errors import ProtocolError
from ..wire.frame import FrameReader, frame_buffers, unpack_head
from ..wire.handshake import Refused, welcome
from ..wire.messages import HELLO, REFUSED, WELCOME

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from ..asynchronous.event_loop import EventLoop
    from ..calls.dispatch import Dispatcher
    from ..carriers import Connection, Listener
    from ..connection.inbox import Inbox
    from ..connection.outbox import Outbox

MAX_HELLO_BYTES = 4096


class Serving:
    """Serves one connection after the other until it is drained."""

    def __init__(
        self,
        *,
        listener: Listener,
        dispatcher: Dispatcher,
        inbox: Inbox,
        outbox: Outbox,
        loop: EventLoop,
        secret: bytes,
        max_frame_bytes: int,
    ) -> None:
        self._listener = listener
        self._dispatcher = dispatcher
        self._inbox = inbox
        self._outbox = outbox
        self._loop = loop
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
                pass  # the host is gone, or has closed; its objects live on for its next connection
            finally:
                self._inbox.close()
                self._loop.unwatch()
                self._outbox.leave(self.connection)
                self.connection.close()
                self.connection = None
        self._loop.end()
        self._finished.set()

    def drain(self) -> None:
        """From any thread: finishes everything that has arrived, and returns when `serve` has returned."""
        self._draining = True
        self._listener.wake()
        connection = self.connection
        if connection is not None:
            connection.drain()
        self._finished.wait()

    def leave_to_parent(self) -> None:
        """In a forked child: releases the parent's sockets."""
        self._listener.leave_to_parent()
        if self.connection is not None:
            self.connection.leave_to_parent()

    def _converse(self, connection: Connection) -> None:
        try:
            reader = FrameReader(connection, MAX_HELLO_BYTES)
            frame = reader.read()
            if frame is None:
                return
            body = self._welcome(unpack_head(frame[0]))
            connection.send(frame_buffers(_pack([[WELCOME, body]])))
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
        loop, listener = self._loop, self._listener
        while loop.is_created and not listener.ready():
            loop.wait(listener)
            self._dispatcher.run([], [])
        loop.unwatch()
        return listener.accept()

    def _serve_frame(self) -> bool:
        # A separate function: the objects of a frame are released before the wait for the next one.
        frame = self._inbox.take()
        if frame is None:
            return False
        self._dispatcher.run(*frame)
        self._outbox.flush_all()
        return True

    def _welcome(self, messages: object) -> Mapping[str, Any]:
        match messages:
            case [[kind, {"protocol": protocols, "nonce": nonce, "auth": auth}]] if kind == HELLO:
                return welcome(self._secret, protocols, nonce, auth)
        raise Refused("ProtocolError", "the first frame must be a hello")


def _pack(messages: object) -> bytes:
    return packb(messages)  # type: ignore[no-any-return]
