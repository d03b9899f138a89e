"""The operations of the wire: each gets the decoded payload and gives the result."""

from __future__ import annotations

from functools import partial
from types import CodeType, FunctionType, ModuleType

from ..asynchronous.asynchrony import needs_loop
from ..errors import ProtocolError
from ..symbols.symbols import resolve
from ..wire.flags import INSIDE_LOOP
from ..wire.operations import (
    ARITY,
    CALL,
    CALL_METHOD,
    CALL_SYMBOL,
    DELETE_ATTRIBUTE,
    GET_ATTRIBUTE,
    GET_SYMBOL,
    IDENTITY,
    NEXT_ITEMS,
    SET_ATTRIBUTE,
)
from . import streams
from .tracebacks import CALLER

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Operation = tuple[Callable[..., Any], int, int]

NO_ARGUMENTS: list[Any] = []
NO_KEYWORDS: dict[str, Any] = {}


# Some classes written in C refuse even no keywords, when they come as a dict (orjson.Fragment).
# Warnings tell the line below `def` as the caller's first.
def _invoke(function: Callable[..., Any], arguments: list[Any], keywords: dict[str, Any]) -> Any:
    return function(*arguments, **keywords) if keywords else function(*arguments)


invoke = _invoke


def adopt_main(module: ModuleType) -> None:
    """Lets calls come from `module`: `eval` and `exec` see its names, and warnings name it, not the worker."""
    global invoke
    invoke = FunctionType(_of_caller(_invoke), vars(module), "call")
    draw = FunctionType(_of_caller(streams.draw), vars(module), "next")
    draw.__kwdefaults__ = streams.draw.__kwdefaults__
    streams.draw = draw


def _of_caller(function: Callable[..., Any]) -> CodeType:
    return function.__code__.replace(co_filename=CALLER, co_firstlineno=0)


def _no_loop(function: Callable[[], Any]) -> Any:
    return function()


run_inside = _no_loop
"""Calls a function while the event loop runs. Set by who has the loop."""


def _call(target: Any, arguments: list[Any], keywords: dict[str, Any], belongs_inside: Any) -> Any:
    if type(arguments) is not list or type(keywords) is not dict:
        raise ProtocolError("arguments are an array and keyword arguments a map")
    if belongs_inside(target, arguments, keywords):
        return run_inside(partial(invoke, target, arguments, keywords))
    return invoke(target, arguments, keywords)


def call_symbol(
    symbol: str,
    arguments: list[Any] = NO_ARGUMENTS,
    keywords: dict[str, Any] = NO_KEYWORDS,
    belongs_inside: Any = needs_loop,
) -> Any:
    return _call(resolve(symbol), arguments, keywords, belongs_inside)


def call(
    target: Any,
    arguments: list[Any] = NO_ARGUMENTS,
    keywords: dict[str, Any] = NO_KEYWORDS,
    belongs_inside: Any = needs_loop,
) -> Any:
    return _call(target, arguments, keywords, belongs_inside)


def call_method(
    target: Any,
    name: str,
    arguments: list[Any] = NO_ARGUMENTS,
    keywords: dict[str, Any] = NO_KEYWORDS,
    belongs_inside: Any = needs_loop,
) -> Any:
    return _call(invoke(getattr, [target, name], NO_KEYWORDS), arguments, keywords, belongs_inside)


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


_FUNCTIONS: dict[int, Callable[..., Any]] = {
    CALL_SYMBOL: call_symbol,
    CALL: call,
    CALL_METHOD: call_method,
    GET_ATTRIBUTE: get_attribute,
    SET_ATTRIBUTE: set_attribute,
    DELETE_ATTRIBUTE: delete_attribute,
    GET_SYMBOL: get_symbol,
    IDENTITY: identity,
    NEXT_ITEMS: streams.next_items,
}
OPERATIONS: dict[object, Operation] = {op: (run, *ARITY[op]) for op, run in _FUNCTIONS.items()}
"""By number: the function, and how many values it takes at least and at most."""


def _never(*_: object) -> bool:
    return False


_OUTSIDE = {op: partial(OPERATIONS[op][0], belongs_inside=_never) for op in (CALL_SYMBOL, CALL, CALL_METHOD)}


def run_placed(flags: int, op: Any, run: Callable[..., Any], arguments: list[Any]) -> Any:
    """Runs an operation where the host says: inside of the event loop, or not."""
    if flags & INSIDE_LOOP:
        return run_inside(lambda: run(*arguments))
    return _OUTSIDE.get(op, run)(*arguments)
