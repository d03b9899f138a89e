"""Functions that wait, run on threads of their own while the event loop goes on."""

from __future__ import annotations

from _thread import get_ident
from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable
    from typing import Any


def _never() -> bool:
    return False


main_serves = _never
"""Whether the running loop is that of the worker, run while the main thread waits for calls. Set by who has it."""
deputies: set[int] = set()
"""Threads that wait so that the worker's loop need not: what their functions call, the main thread runs as ever."""


def begin(function: Callable[[], object]) -> Future[None]:
    """Runs a function that raises nothing. What it gives is done when that has ended."""
    import asyncio
    from threading import Thread

    loop, is_deputy = asyncio.get_running_loop(), main_serves()
    ended: asyncio.Future[None] = loop.create_future()

    def settle() -> None:
        if not ended.done():  # or it was cancelled
            ended.set_result(None)

    def run() -> None:
        if is_deputy:
            deputies.add(get_ident())
        function()
        deputies.discard(get_ident())
        with suppress(RuntimeError):  # the loop was closed
            loop.call_soon_threadsafe(settle)

    Thread(target=run, name="snakebridge-callback", daemon=True).start()
    return ended


async def beside(function: Callable[[], Any]) -> Any:
    """What a function returns or raises."""
    outcome: tuple[Any, BaseException | None] = (None, None)

    def run() -> None:
        nonlocal outcome
        try:
            outcome = function(), None
        except BaseException as error:
            outcome = None, error

    await begin(run)
    value, error = outcome
    if error is not None:
        raise error
    return value
