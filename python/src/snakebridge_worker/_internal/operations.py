"""The operations of the wire: each gets the decoded payload and gives the result."""

from __future__ import annotations

from types import FunctionType, ModuleType

from .errors import ProtocolError
from .symbols import resolve

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

NO_ARGUMENTS: list[Any] = []
NO_KEYWORDS: dict[str, Any] = {}


def _invoke(function: Callable[..., Any], arguments: list[Any], keywords: dict[str, Any]) -> Any:
    return function(*arguments, **keywords)


invoke = _invoke


def adopt_main(module: ModuleType) -> None:
    """Lets calls come from `module`: `eval` and `exec` see its names, and warnings name it, not the worker."""
    global invoke
    invoke = FunctionType(_invoke.__code__, vars(module), "call")


def call_symbol(symbol: str, arguments: list[Any] = NO_ARGUMENTS, keywords: dict[str, Any] = NO_KEYWORDS) -> Any:
    if type(arguments) is not list or type(keywords) is not dict:
        raise ProtocolError("arguments are an array and keyword arguments a map")
    return invoke(resolve(symbol), arguments, keywords)


def call(target: Any, arguments: list[Any] = NO_ARGUMENTS, keywords: dict[str, Any] = NO_KEYWORDS) -> Any:
    if type(arguments) is not list or type(keywords) is not dict:
        raise ProtocolError("arguments are an array and keyword arguments a map")
    return invoke(target, arguments, keywords)


def call_method(
    target: Any, name: str, arguments: list[Any] = NO_ARGUMENTS, keywords: dict[str, Any] = NO_KEYWORDS
) -> Any:
    return call(invoke(getattr, [target, name], NO_KEYWORDS), arguments, keywords)


def get_attribute(target: Any, name: str) -> Any:
    return invoke(getattr, [target, name], NO_KEYWORDS)


def set_attribute(target: Any, name: str, value: Any) -> None:
    invoke(setattr, [target, name, value], NO_KEYWORDS)


def delete_attribute(target: Any, name: str) -> None:
    invoke(delattr, [target, name], NO_KEYWORDS)


def get_symbol(symbol: str) -> Any:
    return resolve(symbol)


def identity(value: Any) -> Any:
    return value


_raised: dict[int, tuple[Iterator[Any], BaseException]] = {}


def next_items(iterator: Iterator[Any], count: int) -> list[Any]:
    """Up to `count` items, and whether there are no more; a failure after some of them waits for the next asking."""
    if type(count) is not int or count < 1:
        raise ProtocolError(f"{count!r} is not a number of items")
    if _raised:
        _, failure = _raised.pop(id(iterator), (None, None))
        if failure is not None:
            raise failure
    items: list[Any] = []
    try:
        while len(items) < count:
            items.append(invoke(next, [iterator], NO_KEYWORDS))
    except StopIteration:
        return [items, True]
    except Exception as error:
        if not items:
            raise
        _raised[id(iterator)] = iterator, error
    return [items, False]


OPERATIONS: dict[object, tuple[Callable[..., Any], int, int]] = {
    0: (call_symbol, 1, 3),
    1: (call, 1, 3),
    2: (call_method, 2, 4),
    3: (get_attribute, 2, 2),
    4: (set_attribute, 3, 3),
    5: (delete_attribute, 2, 2),
    6: (get_symbol, 1, 1),
    7: (identity, 1, 1),
    8: (next_items, 2, 2),
}
"""By number: the function, and how many values it takes at least and at most."""
