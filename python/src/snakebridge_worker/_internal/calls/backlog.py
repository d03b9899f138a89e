"""What the host has sent and the main thread has not run yet.

While a call waits for a TypeScript function, what comes behind it is run, since the function may wait for that. Only
what needs the result of a call that waits is put off until that call has ended; and so is what needs that in turn.
The same holds for calls that other threads run, and what they may need is not let go before they have ended.
"""

from __future__ import annotations

from collections import deque

from ..codec import extension
from ..codec.scan import bodies_of
from ..errors import ProtocolError
from ..wire import messages
from ..wire.messages import CALL, FORGET, RELEASE

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from ..codec import Decoder
    from .thread_calls import ThreadCalls

    PutOff = tuple[Any, Sequence[bytearray], Sequence[Any]]
    """A message, the segments of its frame, and the calls that it needs."""


class Backlog:
    """The frame that is being run, and what was put off. Main thread only."""

    def __init__(self, decoder: Decoder, threads: ThreadCalls) -> None:
        self._decoder = decoder
        self._threads = threads
        self._rest: Iterator[Any] = iter(())
        self._put_off: deque[PutOff] = deque()
        self._again: deque[PutOff] = deque()
        self._put_off_calls: set[int] = set()
        self._waiting: list[int] = []
        self._changed = False

    def begin(self, messages: object, segments: Sequence[bytearray]) -> Iterator[Any]:
        """The messages of the next frame. Whoever iterates over them shares them with `take`."""
        if type(messages) is not list:
            raise ProtocolError("a frame's head is an array of messages")
        self._decoder.segments = segments
        self._rest = iter(messages)
        return self._rest

    def clear(self) -> None:
        """The host is gone."""
        self._rest = iter(())
        self._put_off.clear()
        self._put_off_calls.clear()
        self._again.clear()

    def enter(self, call: int) -> None:
        """A call begins to wait."""
        self._waiting.append(call)
        self.look_again()

    def leave(self) -> None:
        """It goes on. If anything was put off, all that is left stays behind it."""
        self._waiting.pop()
        if self._put_off or self._again:
            self._put_off += self._again
            self._again.clear()
            segments = self._decoder.segments
            self._put_off.extend((message, segments, self._needs(message)) for message in self._rest)
            self._changed = True

    def look_again(self) -> None:
        """A call has ended. If it had waited, what was put off may be run now."""
        if self._changed or self._threads.ended:
            self._changed = self._threads.ended = self._threads.awaited = False
            self._again.extendleft(reversed(self._put_off))
            self._put_off.clear()
            self._put_off_calls.clear()

    def take(self) -> Any:
        """The next message that can be run now; None when there is none."""
        while self._again:
            message, segments, needs = self._again.popleft()
            if not self._puts_off(message, segments, needs):
                return self._from(message, segments)
        for message in self._rest:
            if not self._puts_off(message, self._decoder.segments, self._needs(message)):
                return message
        return None

    def put_back(self, message: Any, segments: Sequence[bytearray]) -> None:
        """Something else has put a message off, and does not any longer."""
        self._again.append((message, segments, self._needs(message)))

    def _from(self, message: Any, segments: Sequence[bytearray]) -> Any:
        # The rest of the frame has segments of its own: it comes after what was put off.
        if segments is not self._decoder.segments:
            self._again.extend((rest, self._decoder.segments, self._needs(rest)) for rest in self._rest)
            self._decoder.segments = segments
        return message

    def _needs(self, message: Any) -> Sequence[Any]:
        match message:
            case [messages.CALL, _, _, _, payload, *_]:
                return bodies_of(extension.PENDING, payload) + bodies_of(extension.RESULT, payload)
            case [messages.RELEASE, *_]:
                return tuple(self._threads.unfinished)
            case [messages.FORGET, *calls]:
                return [*calls, *self._threads.unfinished]
        return ()

    def _puts_off(self, message: Any, segments: Sequence[bytearray], needs: Sequence[Any]) -> bool:
        kind, number = message[:2] if type(message) is list and len(message) > 1 else (None, None)
        # What the messages before it still need is not to be let go.
        behind = bool(self._put_off) and kind in (RELEASE, FORGET)
        if not behind and not any(map(self._is_missing, needs)):
            return False
        self._put_off.append((message, segments, needs))
        if kind == CALL and number is not None:
            self._put_off_calls.add(number)
        return True

    def _is_missing(self, call: object) -> bool:
        threads = self._threads
        if threads.unfinished:
            threads.awaited = True
            if call in threads.unfinished:
                return True
        return call in self._waiting or call in self._put_off_calls
