"""From a decorated or bound callable to the function inside of it."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from .guarded import guarded
from .static import is_class, is_instance

#: Their instances have no other attributes than these classes say.
_BARE = (
    types.BuiltinFunctionType,
    types.ClassMethodDescriptorType,
    types.MethodDescriptorType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
)


def innermost(value: Any) -> object:
    """Return what partials, bound methods and ``__wrapped__`` wrap, as far as that is known without running code."""
    for _ in range(32):
        if _wraps_nothing(value):
            return value
        if is_instance(value, functools.partial):
            value = value.func
        elif issubclass(type(value), (types.MethodType, staticmethod, classmethod)):
            value = value.__func__
        elif is_class(value):
            return value
        else:
            inner = guarded(lambda: inspect.getattr_static(value, "__wrapped__"))  # noqa: B023
            if inner is None or type(inner) in (
                types.GetSetDescriptorType,
                types.MemberDescriptorType,
                property,
            ):
                return value
            value = inner
    return value


def _wraps_nothing(value: Any) -> bool:
    """Tell it of what nearly everything is, without a search."""
    kind = type(value)
    return kind in _BARE or (kind is types.FunctionType and "__wrapped__" not in value.__dict__)
