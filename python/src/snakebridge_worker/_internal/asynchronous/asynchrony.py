"""Which objects are asynchronous, read from classes and functions: an object's attributes could run its code."""

from __future__ import annotations

from types import BuiltinFunctionType, CoroutineType, FunctionType, GeneratorType, MethodType
from weakref import WeakKeyDictionary

from ..codec.containers import PLAIN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

HEAP_TYPE = 1 << 9
CO_ITERABLE_COROUTINE = 0x100
"""The flag of `inspect`. That module is imported late: it would take a tenth of the start-up time."""
RUNNERS = "asyncio.runners"
RUNS = frozenset({"run", "run_until_complete"})


def has_method(kind: type, name: str) -> bool:
    """Whether instances have this special method."""
    return any(name in vars(base) for base in type.__dict__["__mro__"].__get__(kind))


def is_awaitable(value: object) -> bool:
    """Whether `await` accepts it."""
    kind = type(value)
    return _is_old_coroutine(value) if kind is GeneratorType else has_method(kind, "__await__")


def is_coroutine(value: object) -> bool:
    """Whether it is an awaitable only, without members that a program would use."""
    kind = type(value)
    if kind is CoroutineType or _is_old_coroutine(value):
        return True
    # Compiled ones have separate types. Some libraries make context managers that are coroutines too.
    return has_method(kind, "__await__") and has_method(kind, "send") and not has_method(kind, "__aenter__")


def _is_old_coroutine(value: object) -> bool:
    return type(value) is GeneratorType and value.gi_code.co_flags & CO_ITERABLE_COROUTINE != 0


def needs_loop(target: Any, arguments: Sequence[Any], keywords: dict[str, Any]) -> bool:
    """Whether Python programs make this call inside of coroutines only: it looks for the running event loop."""
    kind = type(target)
    if kind is FunctionType or kind is BuiltinFunctionType:
        module = target.__module__
        if type(module) is str and "asyncio" in module and module.startswith(("asyncio.", "_asyncio")):
            # Calling a coroutine function runs nothing yet; the runners refuse a running loop.
            return module != RUNNERS and not _is_coroutine_function(target)
    elif kind is MethodType:
        if id(target.__self__) in entered:
            return True
        module = type(target.__self__).__module__
        if type(module) is str and module.startswith(("asyncio.", "_asyncio", "uvloop")):
            return False  # loops and runners, which may be asked to run a coroutine
    elif isinstance(kind, type) and issubclass(kind, type) and _is_async_class(target):
        return True
    for value in arguments:
        if type(value) not in PLAIN and is_awaitable(value):
            return not _runs_a_loop(target)
    if keywords:
        for value in keywords.values():
            if type(value) not in PLAIN and is_awaitable(value):
                return not _runs_a_loop(target)
    return False


def _runs_a_loop(target: Any) -> bool:
    """Whether the code of a Python function runs coroutines to their end itself."""
    function = target.__func__ if type(target) is MethodType else target
    return type(function) is FunctionType and not RUNS.isdisjoint(function.__code__.co_names)


entered: dict[int, object] = {}
"""The values of asynchronous context managers that are entered now, by id."""


_known: WeakKeyDictionary[type, bool] = WeakKeyDictionary()
ASYNC_METHODS = frozenset({"__aenter__", "__aiter__", "__anext__", "__await__"})


def _is_async_class(cls: Any) -> bool:
    """Whether it has methods for use in coroutines."""
    if not type.__dict__["__flags__"].__get__(cls) & HEAP_TYPE:
        return False
    known = _known.get(cls)
    if known is None:
        known = _known[cls] = any(
            name in ASYNC_METHODS or _is_coroutine_function(member)
            for base in type.__dict__["__mro__"].__get__(cls)
            for name, member in vars(base).items()
        )
    return known


def _is_coroutine_function(function: object) -> bool:
    from inspect import iscoroutinefunction

    return iscoroutinefunction(function)
