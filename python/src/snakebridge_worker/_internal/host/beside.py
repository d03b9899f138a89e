"""Functions that wait, run on threads of their own while the event loop goes on."""

from __future__ import annotations

from contextlib import suppress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future
    from collections.abc import Callable
    from typing import Any


def begin(function: Callable[[], object]) -> Future[None]:
    """Runs a function that raises nothing. What it gives is done when that has ended."""
    import asyncio
    from threading import Thread

    loop = asyncio.get_running_loop()
    ended: asyncio.Future[None] = loop.create_future()

    def settle() -> None:
        if not ended.done():  # or it was cancelled
            ended.set_result(None)

    def run() -> None:
        function()
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
