"""The run time's facts of one member, read from the dictionary of its class."""

from __future__ import annotations

import functools
import inspect
import types
from typing import Any

from ..facts import MemberFacts, SignatureFacts, TypeFacts
from ..objects.guarded import guarded
from ..objects.static import MISSING, class_attribute, class_path, is_class, is_defined_where_named, is_instance
from ..signatures.opaque import opaque_signature
from ..signatures.parameters import without_first
from ..types.constructors import named
from .signatures import is_async, signature_of

_PLAIN = (bool, int, float, str, bytes)


def member_of(cls: type, name: str, value: Any) -> MemberFacts:
    """Return the facts of a member by its value in the dictionary of a class."""
    if is_instance(value, functools.singledispatchmethod):
        return member_of(cls, name, value.func)
    member = _member(cls, name, value)
    if is_async(value):
        member["async"] = True
    return member


def _member(cls: type, name: str, value: Any) -> MemberFacts:
    if is_instance(value, staticmethod):
        return {"name": name, "kind": "staticmethod", "signature": signature_of(value.__func__)}
    if is_instance(value, classmethod, types.ClassMethodDescriptorType):
        function: Any = value.__func__ if is_instance(value, classmethod) else value
        return {"name": name, "kind": "classmethod", "signature": without_first(signature_of(function))}
    if isinstance(value, (property, functools.cached_property)):
        returns = signature_of(value.fget if isinstance(value, property) else value.func).get("returns")
        return _typed({"name": name, "kind": "property"}, returns)
    if is_class(value):
        type_ = named("builtins:type")
        if is_defined_where_named(value):
            type_["args"] = [named(class_path(value))]
        return {"name": name, "kind": "class-attribute", "type": type_}
    return _by_protocol(cls, name, value)


def _by_protocol(cls: type, name: str, value: Any) -> MemberFacts:
    """Decide by the methods of the value's class: callable descriptors are methods, others are properties."""
    kind = type(value)
    is_descriptor = class_attribute(kind, "__get__") is not MISSING
    if is_instance(value, types.FunctionType) or (is_descriptor and _is_callable(kind)):
        return {"name": name, "kind": "method", "signature": _method_signature(value)}
    if is_instance(value, functools.partialmethod):
        bound = guarded(lambda: value.__get__(None, cls))
        signature = opaque_signature() if bound is None else _method_signature(bound)
        return {"name": name, "kind": "method", "signature": signature}
    if is_descriptor:
        # A descriptor that wraps a function and is no property returns the function, perhaps on a condition.
        wrapped = guarded(lambda: inspect.getattr_static(value, "__wrapped__"))
        is_data = class_attribute(kind, "__set__") is not MISSING
        if is_instance(wrapped, types.FunctionType) and not is_data:
            return {"name": name, "kind": "method", "signature": without_first(signature_of(wrapped))}
        return {"name": name, "kind": "property"}
    if _is_callable(kind):
        return {"name": name, "kind": "staticmethod", "signature": signature_of(value)}
    is_known = kind in _PLAIN or kind is cls
    return _typed({"name": name, "kind": "class-attribute"}, named(class_path(kind)) if is_known else None)


def _typed(member: MemberFacts, type_: TypeFacts | None) -> MemberFacts:
    return member if type_ is None else {**member, "type": type_}


def _method_signature(value: Any) -> SignatureFacts:
    signature = signature_of(value)
    # The signature of a builtin without a text signature is opaque already, and has no `self` to remove.
    return signature if signature["tier"] in ("opaque", "docstring") else without_first(signature)


def _is_callable(cls: type) -> bool:
    return class_attribute(cls, "__call__") is not MISSING
