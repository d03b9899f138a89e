"""Messages that the host has sent and the main thread has not run yet.

While a call waits for a TypeScript function, the main thread runs the messages behind it, since the function may wait
for those. Only a call that needs the result of a waiting call is deferred until that call has ended, and so is a call
that needs the result of a deferred one. The same holds for calls that other threads run. An object that those may need
is not released before they have ended.
"""

from __future__ import annotations

from collections import deque

from ..codec import extension
from ..codec.scan import bodies_of
from ..errors import ProtocolError
from ..wire import messages as wire
from ..wire.messages import CALL, FORGET, RELEASE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..codec import Decoder
    from .thread_calls import ThreadCalls

    Deferred = tuple[Any, Sequence[bytearray], Sequence[Any]]
    """A message, the segments of its frame, and the calls that it needs."""


class Backlog:
    """The frame that is being run, and the deferred messages. Main thread only."""

    def __init__(self, decoder: Decoder, threads: ThreadCalls) -> None:
        self._decoder = decoder
        self._threads = threads
        self._rest: Iterator[Any] = iter(())
        self._deferred: deque[Deferred] = deque()
        self._runnable: deque[Deferred] = deque()
        self._deferred_calls: set[int] = set()
        self._waiting: list[int] = []
        self._changed = False

    def begin(self, messages: object, segments: Sequence[bytearray]) -> Iterator[Any]:
        """The messages of the next frame. The caller iterates over the same iterator as `take`."""
        if type(messages) is not list:
            raise ProtocolError("a frame's head is an array of messages")
        self._decoder.segments = segments
        self._rest = iter(messages)
        return self._rest

    def clear(self) -> None:
        """Drops all messages: the host is gone."""
        self._rest = iter(())
        self._deferred.clear()
        self._deferred_calls.clear()
        self._runnable.clear()

    def enter(self, call: int) -> None:
        """A call begins to wait."""
        self._waiting.append(call)
        self.requeue_deferred()

    def leave(self) -> None:
        """The call continues. If any message was deferred, all remaining ones stay behind it."""
        self._waiting.pop()
        if self._deferred or self._runnable:
            self._deferred += self._runnable
            self._runnable.clear()
            segments = self._decoder.segments
            self._deferred.extend((message, segments, self._needs(message)) for message in self._rest)
            self._changed = True

    def requeue_deferred(self) -> None:
        """A call has ended. If it had waited, the deferred messages may be run now."""
        if self._changed or self._threads.ended:
            self._changed = self._threads.ended = self._threads.awaited = False
            self._runnable.extendleft(reversed(self._deferred))
            self._deferred.clear()
            self._deferred_calls.clear()

    def take(self) -> Any:
        """The next message that can be run now; None when there is none."""
        while self._runnable:
            message, segments, needs = self._runnable.popleft()
            if not self._defers(message, segments, needs):
                return self._in_its_frame(message, segments)
        for message in self._rest:
            if not self._defers(message, self._decoder.segments, self._needs(message)):
                return message
        return None

    def put_back(self, message: Any, segments: Sequence[bytearray]) -> None:
        """Queues a message that another part has deferred: it can run now."""
        self._runnable.append((message, segments, self._needs(message)))

    def _in_its_frame(self, message: Any, segments: Sequence[bytearray]) -> Any:
        # The rest of the frame has other segments: it is run after the deferred messages.
        if segments is not self._decoder.segments:
            self._runnable.extend((rest, self._decoder.segments, self._needs(rest)) for rest in self._rest)
            self._decoder.segments = segments
        return message

    def _needs(self, message: Any) -> Sequence[Any]:
        match message:
            case [wire.CALL, _, _, _, payload, *_]:
                return bodies_of(extension.PENDING, payload) + bodies_of(extension.RESULT, payload)
            case [wire.RELEASE, *_]:
                return tuple(self._threads.unfinished)
            case [wire.FORGET, *calls]:
                return [*calls, *self._threads.unfinished]
        return ()

    def _defers(self, message: Any, segments: Sequence[bytearray], needs: Sequence[Any]) -> bool:
        kind, number = message[:2] if type(message) is list and len(message) > 1 else (None, None)
        # An object that the messages before it still need must not be released.
        behind = bool(self._deferred) and kind in (RELEASE, FORGET)
        if not behind and not any(map(self._is_missing, needs)):
            return False
        self._deferred.append((message, segments, needs))
        if kind == CALL and number is not None:
            self._deferred_calls.add(number)
        return True

    def _is_missing(self, call: object) -> bool:
        threads = self._threads
        if threads.unfinished:
            threads.awaited = True
            if call in threads.unfinished:
                return True
        return call in self._waiting or call in self._deferred_calls
