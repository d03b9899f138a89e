"""TypeScript iterables whose items the program awaits: for Python's `async for` as well as its `for`.

The event loop goes on while an item is awaited, so that the program may use coroutines to make it.
"""

from __future__ import annotations

from functools import partial

from ..threads.thread_offload import begin, beside
from .iterables import NOTHING, HostGenerator, HostIterable, HostIterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncGenerator
    from typing import Any

    from .callback import Callback


class AsyncHostIterable(HostIterable):
    """Opened by each `async for`, or `for`."""

    __module__ = "snakebridge_worker"
    __slots__ = ()

    async def __aiter__(self) -> AsyncGenerator[Any, None]:
        async for item in await beside(partial(self.source.receive, ())):
            yield item


class AsyncHostIterator(HostIterator):
    """Who waits for an item may be cancelled, and nothing is lost: the next one who asks gets it."""

    __module__ = "snakebridge_worker"
    __slots__ = ("_drawing", "_failure")

    def __init__(self, source: Callback) -> None:
        super().__init__(source)
        self._drawing: Future[None] | None = None
        self._failure: BaseException | None = None

    def __aiter__(self) -> AsyncHostIterator:
        return self

    async def __anext__(self) -> Any:
        from asyncio import shield

        while (item := self._pop()) is NOTHING:
            if self._failure is not None:
                failure, self._failure = self._failure, None
                raise failure
            if self._closed:
                raise StopAsyncIteration
            if self._drawing is None or self._drawing.done():
                self._drawing = begin(self._draw_beside)
            await shield(self._drawing)
        self._taken += 1
        return item

    async def aclose(self) -> None:
        """Ends the program's iterator: its `finally` is run."""
        await beside(self.close)

    def _draw_beside(self) -> None:
        try:
            self._receive((self._room,))
        except BaseException as error:
            self._failure = error


class AsyncHostGenerator(AsyncHostIterator, HostGenerator):
    """What `yield` gives in TypeScript is what is sent; an exception is thrown there, as a reference to it."""

    __module__ = "snakebridge_worker"
    __slots__ = ()

    async def asend(self, value: object) -> Any:
        """Goes on with a value. `None` is that of `anext`."""
        await beside(partial(self._send, value))
        return await anext(self)

    async def athrow(self, error: Any, value: object = None, _traceback: object = None) -> Any:
        """Goes on with an exception."""
        await beside(partial(self._throw, error, value))
        return await anext(self)
