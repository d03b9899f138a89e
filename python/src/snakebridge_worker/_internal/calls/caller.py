"""The functions that call code of libraries, as functions of the program's `__main__`.

`eval` and `exec` see the names of that module, and warnings name it, not the worker.
"""

from __future__ import annotations

from time import perf_counter
from types import CodeType, FunctionType, ModuleType

from ..codec.batches import PLAIN
from .tracebacks import CALLER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any, Protocol

    class Invoke(Protocol):
        """Calls a function."""

        def __call__(self, function: Any, arguments: list[Any], keywords: dict[str, Any], /) -> Any: ...

    class Pull(Protocol):
        """Takes items of an iterator."""

        def __call__(
            self,
            iterator: Iterator[Any],
            count: int,
            deadline: float,
            append: Callable[[Any], None],
            add: Callable[[Any], bool],
            /,
        ) -> None: ...


class Caller:
    """`invoke` calls a function, `pull` takes items of an iterator."""

    __slots__ = ("invoke", "pull")

    def __init__(self, main: ModuleType) -> None:
        self.invoke: Invoke = FunctionType(_of_caller(_invoke), vars(main), "call")
        pull = FunctionType(_of_caller(_pull), vars(main), "next")
        pull.__kwdefaults__ = _pull.__kwdefaults__
        self.pull: Pull = pull


# Some classes written in C refuse keywords as a dict, even an empty one (orjson.Fragment).
# Warnings name the line below `def` as the caller's first.
def _invoke(function: Callable[..., Any], arguments: list[Any], keywords: dict[str, Any]) -> Any:
    return function(*arguments, **keywords) if keywords else function(*arguments)


def _pull(
    iterator: Iterator[Any],
    count: int,
    deadline: float,
    append: Callable[[Any], None],
    add: Callable[[Any], bool],
    *,
    plain: frozenset[object] = PLAIN,
    clock: Callable[[], float] = perf_counter,
) -> None:
    """Takes items until there are `count`, the batch is full, or the time is over."""
    while True:
        item = next(iterator)
        if type(item) in plain:
            append(item)
        elif add(item):
            return
        count -= 1
        if not count or clock() >= deadline:
            return


def _of_caller(function: Callable[..., Any]) -> CodeType:
    code: CodeType = function.__code__
    return code.replace(co_filename=CALLER, co_firstlineno=0)
