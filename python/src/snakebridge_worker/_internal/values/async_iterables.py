"""TypeScript iterables whose items the program awaits: for Python's `async for` as well as its `for`.

The event loop continues while an item is awaited, so that the program can use coroutines to produce it.
"""

from __future__ import annotations

from functools import partial

from .iterables import NOTHING, HostGenerator, HostIterable, HostIterator

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import AsyncGenerator, Callable, Coroutine
    from typing import Any

    from .callback import Callback


class AsyncHostIterable(HostIterable):
    """Each `async for`, or `for`, opens an iterator."""

    __module__ = "snakebridge_worker"
    __slots__ = ()

    async def __aiter__(self) -> AsyncGenerator[Any, None]:
        async for item in await _offload(self, partial(self.source.receive, ())):
            yield item


class AsyncHostIterator(HostIterator):
    """A coroutine that waits for an item may be cancelled without loss: the next coroutine that asks gets the item."""

    __module__ = "snakebridge_worker"
    __slots__ = ("_failure", "_request")

    def __init__(self, source: Callback) -> None:
        super().__init__(source)
        self._request: Future[None] | None = None
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
            if self._request is None or self._request.done():
                self._request = self.source._host.offload.start(self._request_on_thread)
            await shield(self._request)
        self._taken += 1
        return item

    async def aclose(self) -> None:
        """Ends the program's iterator: its `finally` is run."""
        await _offload(self, self.close)

    def _request_on_thread(self) -> None:
        try:
            self._receive((self._next_count,))
        except BaseException as error:
            self._failure = error


class AsyncHostGenerator(AsyncHostIterator, HostGenerator):
    """`yield` in TypeScript has the value that is sent; an exception is thrown there, as a reference to it."""

    __module__ = "snakebridge_worker"
    __slots__ = ()

    async def asend(self, value: object) -> Any:
        """Continues with a value. `None` is that of `anext`."""
        await _offload(self, partial(self._send, value))
        return await anext(self)

    async def athrow(self, error: Any, value: object = None, _traceback: object = None) -> Any:
        """Continues with an exception."""
        await _offload(self, partial(self._throw, error, value))
        return await anext(self)


def _offload(iterable: HostIterable, function: Callable[[], Any]) -> Coroutine[Any, Any, Any]:
    return iterable.source._host.offload.run(function)
