"""Asynchronous iterators whose items the host takes, some at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable
from time import perf_counter

from ..codec.batches import DONE, MORE, PLAIN, SHARED, Batch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ..codec import Encoder

    Step = Callable[[], Awaitable[Any]]

_driving: set[asyncio.Task[None]] = set()
"""asyncio holds tasks weakly: without this they might be collected while they run."""


class AsyncStream:
    """One iteration of `async for`. One task runs all of it, as generators expect; its methods return a `Batch`."""

    def __init__(self, iterable: Any, new_encoder: Callable[[], Encoder]) -> None:
        self._iterator = type(iterable).__aiter__(iterable)
        shared = self._iterator is iterable and not isinstance(iterable, AsyncGenerator)
        self._more = SHARED if shared else MORE
        self._encoder = new_encoder()
        self._failure: BaseException | None = None
        self._steps: asyncio.Queue[tuple[Step, asyncio.Future[Any]] | None] = asyncio.Queue()
        self._task: asyncio.Task[None] | None = None
        self._pending: asyncio.Future[Any] | None = None
        self._ended = False

    async def take(self, count: int, seconds: float) -> Batch:
        """The next items, at least one; an item that is late holds no other back."""
        if self._failure is not None:
            failure, self._failure = self._failure, None
            raise failure
        deadline = perf_counter() + seconds
        batch = self._batch()
        if self._ended:
            batch.state = DONE
        while len(batch.items) < count and not self._ended:
            self._pending = self._pending or self._begin(lambda: anext(self._iterator))
            seconds_left = max(0.0, deadline - perf_counter()) if batch.items else None
            if not await self._is_done(self._pending, seconds_left):
                break
            try:
                full = self._add(batch, self._pending.result())
            except StopAsyncIteration:
                batch.state = DONE
                self._end()
                break
            except BaseException as error:
                self._end()
                if not batch.items:
                    raise
                self._failure = error
                break
            finally:
                self._pending = None
            if full:
                break
        return batch

    async def send(self, value: object) -> Batch:
        """`await generator.asend(value)`"""
        return await self._resume(lambda: self._iterator.asend(value))

    async def throw(self, error: BaseException) -> Batch:
        """`await generator.athrow(error)`; an iterator that is no generator cannot catch it."""
        if not hasattr(self._iterator, "athrow"):
            raise error
        return await self._resume(lambda: self._iterator.athrow(error))

    async def close(self) -> None:
        """Ends a generator: the awaitable that it waits for is cancelled."""
        iterator, task = self._iterator, self._task
        if self._ended:
            return
        if self._pending is not None and task is not None:
            self._pending = None
            task.cancel()
            await asyncio.wait([task])
        elif isinstance(iterator, AsyncGenerator):
            await self._begin(iterator.aclose)
        self._end()

    async def _resume(self, step: Step) -> Batch:
        batch = self._batch()
        try:
            self._add(batch, await self._begin(step))
        except StopAsyncIteration:
            batch.state = DONE
            self._end()
        return batch

    def _batch(self) -> Batch:
        batch = Batch(self._encoder, steady=False)
        batch.state = self._more
        return batch

    def _add(self, batch: Batch, item: object) -> bool:
        if type(item) in PLAIN:
            batch.items.append(item)
            return False
        return batch.add(item)

    async def _is_done(self, pending: asyncio.Future[Any], timeout: float | None) -> bool:
        try:
            done, _ = await asyncio.wait([pending], timeout=timeout)
        except asyncio.CancelledError:
            await self.close()
            raise
        return bool(done)

    def _begin(self, step: Step) -> asyncio.Future[Any]:
        loop = asyncio.get_running_loop()
        if self._task is None:
            self._task = loop.create_task(self._drive())
            _driving.add(self._task)
            self._task.add_done_callback(_driving.discard)
        result = loop.create_future()
        self._steps.put_nowait((step, result))
        return result

    def _end(self) -> None:
        self._ended = True
        self._steps.put_nowait(None)

    async def _drive(self) -> None:
        while (entry := await self._steps.get()) is not None:
            step, result = entry
            try:
                value = await step()
            except asyncio.CancelledError:
                result.cancel()
                raise
            except BaseException as error:
                if not result.done():
                    result.set_exception(error)
            else:
                if not result.done():
                    result.set_result(value)
