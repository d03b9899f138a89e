"""What the run time knows about one member of a class, by what its dictionary holds."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from ..objects.guarded import guarded
from ..objects.static import MISSING, class_attribute, class_path, is_class, is_found, is_instance
from ..signatures.opaque import opaque_signature
from .signatures import is_async, signature_of, without_first

Member = dict[str, Any]


def member_of(cls: type, name: str, value: Any) -> Member:
    """Return what the run time knows about a member, by what stands for it in the dictionary of a class."""
    member: Member = {"name": name}
    if is_instance(value, staticmethod):
        member |= {"kind": "staticmethod", "signature": signature_of(value.__func__)}
    elif is_instance(value, classmethod, types.ClassMethodDescriptorType):
        function: Any = value.__func__ if is_instance(value, classmethod) else value
        member |= {"kind": "classmethod", "signature": without_first(signature_of(function))}
    elif isinstance(value, (property, functools.cached_property)):
        function = value.fget if isinstance(value, property) else value.func
        member |= {"kind": "property", **_returned_type(function)}
    elif is_instance(value, functools.singledispatchmethod):
        return member_of(cls, name, value.func)
    elif is_class(value):
        held = [_name(class_path(value))] if is_found(value) else []
        member |= {"kind": "class-attribute", "type": {**_name("builtins:type"), **({"args": held} if held else {})}}
    else:
        member |= _by_protocol(cls, value)
    if is_async(value):
        member["async"] = True
    return member


def _by_protocol(cls: type, value: Any) -> Member:
    """Decide by the methods that the value's class has: callable descriptors are methods, others are properties."""
    kind = type(value)
    is_descriptor = class_attribute(kind, "__get__") is not MISSING
    if is_instance(value, types.FunctionType) or (is_descriptor and _is_callable(kind)):
        return {"kind": "method", "signature": _method_signature(value)}
    if is_instance(value, functools.partialmethod):
        bound = guarded(lambda: value.__get__(None, cls))
        return {"kind": "method", "signature": opaque_signature() if bound is None else _method_signature(bound)}
    if is_descriptor:
        # A descriptor that wraps a function and is no property gives the function when asked (on a condition).
        wrapped = guarded(lambda: inspect.getattr_static(value, "__wrapped__"))
        is_data = class_attribute(kind, "__set__") is not MISSING
        if is_instance(wrapped, types.FunctionType) and not is_data:
            return {"kind": "method", "signature": without_first(signature_of(wrapped))}
        return {"kind": "property"}
    if _is_callable(kind):
        return {"kind": "staticmethod", "signature": signature_of(value)}
    known = kind in (bool, int, float, str, bytes) or kind is cls
    return {"kind": "class-attribute", **({"type": _name(class_path(kind))} if known else {})}


def _method_signature(value: Any) -> dict[str, Any]:
    signature = signature_of(value)
    # A builtin without a text signature is opaque already, and has no `self` to take away.
    return signature if signature["tier"] in ("opaque", "docstring") else without_first(signature)


def _returned_type(function: object) -> Member:
    returns = signature_of(function).get("returns")
    return {} if returns is None else {"type": returns}


def _is_callable(cls: type) -> bool:
    return class_attribute(cls, "__call__") is not MISSING


def _name(name: str) -> Member:
    return {"kind": "name", "name": name}
