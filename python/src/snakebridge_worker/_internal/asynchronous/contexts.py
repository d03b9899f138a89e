"""Context managers that the host enters and leaves, of `with` and of `async with`."""

from __future__ import annotations

from contextlib import ExitStack, suppress

from . import asynchrony

TYPE_CHECKING = False
if TYPE_CHECKING:
    from asyncio import Future, Task
    from typing import Any

_running: set[Task[bool]] = set()
"""asyncio holds tasks weakly: without this they might be collected while they run."""


class Context:
    """One manager. The methods return coroutines where it is asynchronous."""

    def __init__(self) -> None:
        self._stack = ExitStack()
        self._holder: Holder | None = None

    def enter(self, manager: Any) -> Any:
        """The value after `as`. A manager of both kinds is entered by `with`, or, if that fails, by `async with`."""
        kind = type(manager)
        if not asynchrony.has_method(kind, "__aenter__"):
            return self._stack.enter_context(manager)
        if asynchrony.has_method(kind, "__enter__"):
            with suppress(Exception):  # after any error, `async with` is tried
                return self._stack.enter_context(manager)
        self._holder = Holder(manager)
        return self._holder.enter()

    def exit(self, error: BaseException | None) -> Any:
        """Leaves the context. Returns whether the manager suppressed `error`."""
        if self._holder is not None:
            return self._holder.exit(error)
        if error is None:
            self._stack.close()
            return False
        return self._stack.__exit__(type(error), error, error.__traceback__)


class Holder:
    """A task that is inside of the manager from entry to exit: many can be left only in the task that entered them."""

    _leave: Future[BaseException | None]
    _task: Task[bool]

    def __init__(self, manager: Any) -> None:
        self._manager = manager

    async def enter(self) -> Any:
        """Waits for `__aenter__`."""
        import asyncio

        loop = asyncio.get_running_loop()
        self._leave = loop.create_future()
        entered: Future[Any] = loop.create_future()
        self._task = loop.create_task(self._hold(entered))
        _running.add(self._task)
        self._task.add_done_callback(_running.discard)
        try:
            await asyncio.wait([entered, self._task], return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self._task.cancel()
            await asyncio.wait([self._task])
            raise
        return entered.result() if entered.done() else self._task.result()

    async def exit(self, error: BaseException | None) -> bool:
        """Waits for `__aexit__`. If the task has ended before, as by a timeout, the block ends the same way."""
        if not self._leave.done():
            self._leave.set_result(error)
        return await self._task

    async def _hold(self, entered: Future[Any]) -> bool:
        error = None
        async with self._manager as value:
            entered.set_result(value)
            asynchrony.entered[id(value)] = value
            try:
                error = await self._leave
            finally:
                asynchrony.entered.pop(id(value), None)
            if error is not None:
                raise error
        return error is not None
