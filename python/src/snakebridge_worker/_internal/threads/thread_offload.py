"""Runs functions that wait on separate threads, while the event loop goes on."""

from __future__ import annotations

from _thread import get_ident
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable
    from typing import Any


class ThreadOffload:
    """Starts threads for coroutines.

    `is_worker_loop` returns whether the running event loop is the worker's, run while the main thread waits for calls.
    """

    def __init__(self, is_worker_loop: Callable[[], bool]) -> None:
        self._is_worker_loop = is_worker_loop
        self.offload_threads: set[int] = set()
        """Threads that wait in place of the worker's loop: the main thread still runs the calls of their functions."""

    def start(self, function: Callable[[], object]) -> Future[None]:
        """Runs a function that raises nothing. The future is done when the function has ended."""
        import asyncio
        from threading import Thread

        loop, in_place_of_loop = asyncio.get_running_loop(), self._is_worker_loop()
        ended: asyncio.Future[None] = loop.create_future()

        def settle() -> None:
            if not ended.done():  # or it was cancelled
                ended.set_result(None)

        def run() -> None:
            if in_place_of_loop:
                self.offload_threads.add(get_ident())
            function()
            self.offload_threads.discard(get_ident())
            with suppress(RuntimeError):  # the loop was closed
                loop.call_soon_threadsafe(settle)

        Thread(target=run, name="snakebridge-callback", daemon=True).start()
        return ended

    async def run(self, function: Callable[[], Any]) -> Any:
        """Returns or raises what the function does."""
        outcome: tuple[Any, BaseException | None] = (None, None)

        def run() -> None:
            nonlocal outcome
            try:
                outcome = function(), None
            except BaseException as error:
                outcome = None, error

        await self.start(run)
        value, error = outcome
        if error is not None:
            raise error
        return value
