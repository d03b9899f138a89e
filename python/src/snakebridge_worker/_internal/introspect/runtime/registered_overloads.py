"""The overloads that ``typing.overload`` registered. Python 3.10 keeps none, so this module does."""

from __future__ import annotations

import sys
import types
import typing
from collections.abc import Callable
from typing import Any

#: Overloads by module and qualified name, then by line.
Registry = dict[tuple[str, str], dict[int, Any]]

_kept: Registry = {}


def registered_overloads(function: types.FunctionType) -> list[Any]:
    """Return the overloads of a function, in Python's order."""
    # The function's own `__module__` may have been changed for display.
    module = str(function.__globals__.get("__name__"))
    place: Any = types.SimpleNamespace(__module__=module, __qualname__=function.__qualname__)
    if sys.version_info >= (3, 11):
        return list(typing.get_overloads(place))
    backport = sys.modules.get("typing_extensions")
    backported = [] if backport is None else backport.get_overloads(place)
    return [*_kept.get((module, function.__qualname__), {}).values(), *backported]


def keep_overloads(registry: Registry) -> None:
    """Replace ``typing.overload`` by a function that also registers, as in Python 3.11."""
    overload: Callable[[Any], Any] = typing.overload

    def remember(function: Any) -> Any:
        inner = getattr(function, "__func__", function)
        if isinstance(inner, types.FunctionType):
            same = registry.setdefault((inner.__module__, inner.__qualname__), {})
            # By line, so that a module that is imported again replaces its own overloads.
            same[inner.__code__.co_firstlineno] = function
        return overload(function)

    # The original's name, because `typing.overload` can be introspected too.
    remember.__module__, remember.__qualname__ = overload.__module__, overload.__qualname__
    vars(typing)["overload"] = remember


if sys.version_info < (3, 11):
    keep_overloads(_kept)
