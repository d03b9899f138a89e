"""From a decorated or bound callable to the function inside of it."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from .failures import guarded
from .static import is_class, is_instance


def innermost(value: Any) -> object:
    """Return what partials, bound methods and ``__wrapped__`` wrap, as far as that is known without running code."""
    for _ in range(32):
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
