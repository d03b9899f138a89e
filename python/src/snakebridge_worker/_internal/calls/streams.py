"""Iterators whose items the host takes, some at a time."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from time import perf_counter

from ..asynchronous.asynchrony import has_method
from ..codec.batches import DONE, MORE, PLAIN, SHARED, Batch
from ..errors import ProtocolError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..codec import Encoder
    from .caller import Pull


CONTAINERS: tuple[Any, ...] = [], (), {}, {}.values(), {}.items(), set()
STEADY = frozenset(type(iter(container)) for container in CONTAINERS)
"""Iterators that do not change items that they have returned."""


class Stream:
    """One iteration. Its methods return a `Batch`."""

    __slots__ = ("_closing", "_encoder", "_failure", "_iterator", "_more", "_new_encoder", "_pull", "_running")

    def __init__(self, iterable: Any, new_encoder: Callable[[], Encoder], pull: Pull) -> None:
        self._iterator: Iterator[Any] = iter(iterable)
        shared = self._iterator is iterable and not isinstance(iterable, Generator)
        self._more = SHARED if shared else MORE
        self._new_encoder = new_encoder
        self._pull = pull
        self._encoder: Encoder | None = None
        self._failure: BaseException | None = None
        self._running = False
        self._closing = False

    def take(self, count: int, seconds: float) -> Batch:
        """The next items, at least one; an exception behind some items is raised at the next request."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            try:
                raise failure
            finally:
                del failure
        deadline = perf_counter() + seconds
        return self._run(lambda batch: self._pull(self._iterator, count, deadline, batch.items.append, batch.add))

    def send(self, value: object) -> Batch:
        """`generator.send(value)`"""
        iterator: Any = self._iterator
        return self._run(lambda batch: self._add(batch, iterator.send(value)))

    def throw(self, error: BaseException) -> Batch:
        """`generator.throw(error)`; an iterator that is no generator cannot catch it."""
        iterator: Any = self._iterator
        throw = getattr(iterator, "throw", None)
        if throw is None:
            raise error
        return self._run(lambda batch: self._add(batch, throw(error)))

    def close(self) -> None:
        """Ends a generator, and releases the iterator. A generator that is running ends after its next item."""
        if self._running:
            self._closing = True
            return
        iterator, self._iterator, self._failure = self._iterator, iter(()), None
        if isinstance(iterator, Generator):
            iterator.close()

    def _run(self, fill: Callable[[Batch], None]) -> Batch:
        if self._encoder is None:
            self._encoder = self._new_encoder()
        batch = Batch(self._encoder, steady=type(self._iterator) in STEADY)
        batch.state = self._more
        self._running = True
        try:
            fill(batch)
        except StopIteration as stop:
            batch.state, batch.value = DONE, stop.value
        except BaseException as error:
            if not batch.items:
                raise
            self._failure = error
        finally:
            self._running = False
            if self._closing:
                self.close()
        return batch

    def _add(self, batch: Batch, item: object) -> None:
        if type(item) in PLAIN:
            batch.items.append(item)
        else:
            batch.add(item)


def open_stream(iterable: Any, new_encoder: Callable[[], Encoder], pull: Pull) -> Any:
    """The operation STREAM: for `for`, or otherwise for `async for`. Then the stream's methods return coroutines."""
    if has_method(type(iterable), "__aiter__") and not has_method(type(iterable), "__iter__"):
        from ..asynchronous.streams import AsyncStream

        return AsyncStream(iterable, new_encoder)
    return Stream(iterable, new_encoder, pull)


def next_items(stream: Any, count: int, milliseconds: float) -> Any:
    """The operation NEXT_ITEMS."""
    if type(stream) is not Stream and not has_method(type(stream), "take"):
        raise ProtocolError("items are taken from a stream")
    if type(count) is not int or count < 1:
        raise ProtocolError(f"{count!r} is not a number of items")
    if type(milliseconds) not in (int, float):
        raise ProtocolError(f"{milliseconds!r} is not a time in milliseconds")
    return stream.take(count, milliseconds / 1000)
