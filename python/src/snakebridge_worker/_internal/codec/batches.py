"""Items that travel in one reply."""

from __future__ import annotations

from msgpack import ExtType

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .encode import Encoder

MAX_BYTES = 1024 * 1024
"""A batch that has grown to this size is sent."""
MORE = 0
DONE = 1
SHARED = 2
LIVE = 3
"""MORE: there may be more items. DONE: there are none. SHARED: other code that has the iterator would miss items
that are read ahead. LIVE: the last item may change: a group of `itertools.groupby`, an element that is being parsed."""
PLAIN = frozenset({int, float, bool, type(None)})
"""Types of items that cannot change, and need no weighing."""


class Batch:
    """Items as they were when the iterator gave them: it may give the same list again and again, changed each time."""

    __slots__ = ("_bytes_left", "_encoder", "_steady", "items", "segments", "state", "value")

    def __init__(self, encoder: Encoder, *, steady: bool) -> None:
        self.items: list[Any] = []
        self.segments: list[memoryview | bytes] = []
        self.state = MORE
        self.value: Any = None
        self._encoder = encoder
        self._bytes_left = MAX_BYTES
        self._steady = steady

    def add(self, item: object) -> bool:
        """Encodes and adds an item that is not `PLAIN`. True: the batch is full."""
        if type(item) is str:
            self.items.append(item)
            self._bytes_left -= len(item)
            return self._bytes_left <= 0
        encoder, segments = self._encoder, self.segments
        count = len(segments)
        encoder.segments = segments
        try:
            payload = encoder.encode(item)
        except BaseException:
            del segments[count:]
            raise
        self.items.append(ExtType(extension.PACKED, payload))
        self._bytes_left -= len(payload) + sum(map(len, segments[count:]))
        if encoder.referred and not self._steady:
            self.state = LIVE
            return True
        return self._bytes_left <= 0


def encode_batch(batch: Batch, encoder: Encoder) -> Any:
    """Returns the payload of a reply: `[items, state, value]`."""
    encoder.segments.extend(batch.segments)
    encoder.weigh(len(batch.items))
    return [batch.items, batch.state, encoder.prepare(batch.value)]
