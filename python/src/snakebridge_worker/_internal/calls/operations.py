"""The operations of the wire: each gets the decoded payload and returns the result."""

from __future__ import annotations

from functools import partial

from ..asynchronous.asynchrony import needs_loop
from ..errors import ProtocolError
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
from .streams import next_items

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..objects.symbols import Symbols
    from .caller import Caller

    Operation = tuple[Callable[..., Any], int, int]

NO_ARGUMENTS: list[Any] = []
NO_KEYWORDS: dict[str, Any] = {}


class Operations:
    """The operations that all threads share. `run_inside` calls a function while the event loop runs."""

    def __init__(self, caller: Caller, symbols: Symbols, run_inside: Callable[[Callable[[], Any]], Any]) -> None:
        self._invoke = caller.invoke
        self._symbols = symbols
        self._run_inside = run_inside
        functions: dict[int, Callable[..., Any]] = {
            CALL_SYMBOL: self.call_symbol,
            CALL: self.call,
            CALL_METHOD: self.call_method,
            GET_ATTRIBUTE: self.get_attribute,
            SET_ATTRIBUTE: self.set_attribute,
            DELETE_ATTRIBUTE: self.delete_attribute,
            GET_SYMBOL: symbols.resolve,
            IDENTITY: identity,
            NEXT_ITEMS: next_items,
        }
        self.table: dict[object, Operation] = {op: (run, *ARITY[op]) for op, run in functions.items()}
        """By number: the function, and how many values it takes at least and at most."""
        self._outside = {op: partial(functions[op], belongs_inside=_never) for op in (CALL_SYMBOL, CALL, CALL_METHOD)}

    def run_placed(self, flags: int, op: Any, run: Callable[..., Any], arguments: list[Any]) -> Any:
        """Runs an operation inside of the event loop or outside, as the flags say."""
        if flags & INSIDE_LOOP:
            return self._run_inside(lambda: run(*arguments))
        return self._outside.get(op, run)(*arguments)

    def call_symbol(
        self,
        symbol: str,
        arguments: list[Any] = NO_ARGUMENTS,
        keywords: dict[str, Any] = NO_KEYWORDS,
        belongs_inside: Any = needs_loop,
    ) -> Any:
        return self.call(self._symbols.resolve(symbol), arguments, keywords, belongs_inside)

    def call(
        self,
        target: Any,
        arguments: list[Any] = NO_ARGUMENTS,
        keywords: dict[str, Any] = NO_KEYWORDS,
        belongs_inside: Any = needs_loop,
    ) -> Any:
        if type(arguments) is not list or type(keywords) is not dict:
            raise ProtocolError("arguments are an array and keyword arguments a map")
        if belongs_inside(target, arguments, keywords):
            return self._run_inside(partial(self._invoke, target, arguments, keywords))
        invoke = self._invoke  # a local variable is called faster than an attribute
        return invoke(target, arguments, keywords)

    def call_method(
        self,
        target: Any,
        name: str,
        arguments: list[Any] = NO_ARGUMENTS,
        keywords: dict[str, Any] = NO_KEYWORDS,
        belongs_inside: Any = needs_loop,
    ) -> Any:
        return self.call(self._invoke(getattr, [target, name], NO_KEYWORDS), arguments, keywords, belongs_inside)

    def get_attribute(self, target: Any, name: str) -> Any:
        return self._invoke(getattr, [target, name], NO_KEYWORDS)

    def set_attribute(self, target: Any, name: str, value: Any) -> None:
        self._invoke(setattr, [target, name, value], NO_KEYWORDS)

    def delete_attribute(self, target: Any, name: str) -> None:
        self._invoke(delattr, [target, name], NO_KEYWORDS)


def identity(value: Any) -> Any:
    return value


def _never(*_: object) -> bool:
    return False
