"""Byte streams between the host and this worker. Both carriers have the same interface."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable, Sequence
    from typing import Protocol

    class Source(Protocol):
        """A source of input that the main thread can wait for while its event loop runs."""

        def ready(self) -> bool:
            """Whether input can be taken without waiting. Otherwise a watching loop is notified later."""

        def fileno(self) -> int:
            """The descriptor that the loop waits for while it watches; -1 when another thread notifies it."""

        def watch(self, loop: AbstractEventLoop, notify: Callable[[], None]) -> None:
            """Calls `notify` in the loop when input may be ready, perhaps repeatedly while it is."""

        def unwatch(self, loop: AbstractEventLoop) -> None:
            """Ends watching."""

    class Connection(Source, Protocol):
        """A byte stream in both directions. Callers read in turns and write in turns."""

        def wait(self) -> None:
            """Main thread: waits for bytes or the end; the exception of a signal handler may end it without loss."""

        def receive(self, view: memoryview) -> int:
            """Waits for bytes and puts some into `view`; 0 at the end."""

        def receive_all(self, view: memoryview) -> bool:
            """Fills `view`; False when the stream ended before."""

        def send(self, buffers: Sequence[bytes | bytearray | memoryview]) -> None:
            """Writes buffers one after the other; the caller may change them afterwards."""

        def drain(self) -> None:
            """From any thread: the reader takes the bytes that have arrived, then sees the end."""

        def close(self) -> None:
            """Ends the stream, after all bytes that were sent."""

        def leave_to_parent(self) -> None:
            """In a forked child: releases the stream, and leaves it as it is for the parent."""

    class Listener(Source, Protocol):
        """Where connections come from, one at a time."""

        def accept(self) -> Connection:
            """Waits for the next connection."""

        def wake(self) -> None:
            """From any thread: ends a wait in `accept` with an empty connection."""

        def leave_to_parent(self) -> None:
            """In a forked child: releases the sockets."""
