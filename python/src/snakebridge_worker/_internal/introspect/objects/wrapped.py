"""Finds the function inside of a decorated or bound callable."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from .guarded import guarded
from .static import is_class, is_instance

#: Instances of these classes cannot have additional attributes.
_BARE = (
    types.BuiltinFunctionType,
    types.ClassMethodDescriptorType,
    types.MethodDescriptorType,
    types.MethodWrapperType,
    types.WrapperDescriptorType,
)


def innermost(value: Any) -> object:
    """Return the function inside of partials, bound methods and ``__wrapped__``, found without running code."""
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
    """Return whether a value of a frequent kind wraps nothing, without a search."""
    kind = type(value)
    return kind in _BARE or (kind is types.FunctionType and "__wrapped__" not in value.__dict__)
