"""Items that travel together."""

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
"""There may be more; that was all. There may be more, but if it is read ahead, others that have the iterator miss it,
or what was given last changes: a group of `itertools.groupby`, an element that is still being parsed."""
PLAIN = frozenset({int, float, bool, type(None)})
"""What cannot change, and needs no weighing."""


class Batch:
    """Items as they were when they came: a generator may give the same list again and again, changed each time."""

    __slots__ = ("_encoder", "_room", "_steady", "items", "segments", "state", "value")

    def __init__(self, encoder: Encoder, *, steady: bool) -> None:
        self.items: list[Any] = []
        self.segments: list[memoryview | bytes] = []
        self.state = MORE
        self.value: Any = None
        self._encoder = encoder
        self._room = MAX_BYTES
        self._steady = steady

    def add(self, item: object) -> bool:
        """Adds an item that is not `PLAIN`, encoded already. True: there is no room for more."""
        if type(item) is str:
            self.items.append(item)
            self._room -= len(item)
            return self._room <= 0
        encoder, segments = self._encoder, self.segments
        count = len(segments)
        encoder.segments = segments
        try:
            payload = encoder.encode(item)
        except BaseException:
            del segments[count:]
            raise
        self.items.append(ExtType(extension.PACKED, payload))
        self._room -= len(payload) + sum(map(len, segments[count:]))
        if encoder.referred and not self._steady:
            self.state = LIVE
            return True
        return self._room <= 0


def encode_batch(batch: Batch, encoder: Encoder) -> Any:
    """As the whole of an answer: `[items, state, value]`."""
    encoder.segments.extend(batch.segments)
    encoder.weigh(len(batch.items))
    return [batch.items, batch.state, encoder.prepare(batch.value)]
