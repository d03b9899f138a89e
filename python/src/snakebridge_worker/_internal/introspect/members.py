"""The public members of a class, its bases' included, read from the dictionaries of the classes."""

from __future__ import annotations

import functools
import inspect
import re
import sys
import types
import typing
from collections.abc import Callable
from typing import Any

from .annotations import AnnotationReader
from .docstring_types import with_documented_types
from .documentation import member_docstring, member_documentation
from .enumerations import enumeration_members
from .failures import guarded
from .instance_attributes import instance_attributes
from .overridden_members import needs_more, with_overridden
from .signatures import is_async, signature_of, without_first
from .static import (
    MISSING,
    class_attribute,
    class_dict,
    class_mro,
    class_path,
    is_class,
    is_found,
    is_instance,
    module_dict,
    static_text,
)
from .stubs import Stubs
from .type_facts import Facts, opaque_signature

Member = dict[str, Any]


def members_of(cls: type, paths: list[str], stubs: Stubs) -> list[Member]:
    """Return all public members, sorted by name; ``paths`` are names of the class itself."""
    found: dict[str, Member] = {}
    places = [(base, paths if base is cls else [class_path(base)]) for base in class_mro(cls) if base is not object]
    for base, known in places:
        for name, value in class_dict(base).items():
            if not _is_public(name) or not needs_more(found.get(name)):
                continue
            tell: Callable[[], Member] = lambda: _typed(base, name, value, known, stubs)  # noqa: E731, B023
            typed = tell() if base is cls else stubs.told.once(base, name, tell)
            found[name] = with_overridden(found[name], typed) if name in found else _documented(cls, value, typed)
    for base, known in places:
        for name, type_ in _annotated(base).items():
            _add_field(found, stubs.member(known, _attribute(name, type_)))
        for name, type_ in stubs.attributes(known).items():
            found.setdefault(name, _attribute(name, type_))
    if class_attribute(cls, "__getattr__") is not MISSING:
        # What it answers for, no dictionary shows: the stub is all that can be known.
        for _, known in places:
            for name, signature in stubs.methods(known).items():
                found.setdefault(name, {"name": name, "kind": "method", "signature": signature})
    for base, known in places:
        stored = stubs.told.once(base, "self", lambda: guarded(lambda: instance_attributes(base)) or {})  # noqa: B023
        for name, type_ in stored.items():
            _add_stored(found, stubs.member(known, _attribute(name, type_)))
    for name, facts in enumeration_members(cls).items():
        found[name] = facts if facts["kind"] == "class-attribute" else {**found.get(name, {}), **facts}
    return [found[name] for name in sorted(found) if _is_public(name)]


def _typed(cls: type, name: str, value: object, paths: list[str], stubs: Stubs) -> Member:
    member = guarded(lambda: member_of(cls, name, value)) or {"name": name, "kind": "attribute"}
    return _declared(value, stubs.member(paths, member), paths, stubs)


def _declared(value: object, member: Member, paths: list[str], stubs: Stubs) -> Member:
    """Return the method that a class defines for type checkers where it has a descriptor that makes it (simpy)."""
    kind = type(value)
    is_open = member["kind"] == "property" and "type" not in member and class_attribute(kind, "__set__") is MISSING
    signature = stubs.declared_method(paths, member["name"]) if is_open else None
    return member if signature is None else {"name": member["name"], "kind": "method", "signature": signature}


def _add_field(found: dict[str, Member], field: Member) -> None:
    """Add what is annotated as an attribute of instances, whatever stands for it in the class."""
    known = found.setdefault(field["name"], field)
    if known["kind"] == "class-attribute":
        # A field of a data class has its default in the class, and its value in the instance.
        found[field["name"]] = field
    elif known["kind"] == "property" and "type" not in known:
        # Slots, and the fields of a named tuple, are descriptors that know no type.
        found[field["name"]] = {**field, **known}


def _add_stored(found: dict[str, Member], attribute: Member) -> None:
    """Add what a method stores in the instance; the class may have a default for it, or a slot."""
    known = found.setdefault(attribute["name"], attribute)
    if known["kind"] == "property":
        found[attribute["name"]] = {**attribute, **known}
    elif known["kind"] == "class-attribute" and known.get("type") != attribute.get("type"):
        found[attribute["name"]] = {key: known[key] for key in known if key != "type"}


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


def _documented(cls: type, value: Any, member: Member) -> Member:
    if member["kind"] == "class-attribute":
        return member
    docstring = guarded(lambda: member_docstring(cls, member["name"], value))
    if "signature" in member:
        member = {**member, "signature": with_documented_types(member["signature"], docstring, value)}
    return {**member, **member_documentation(docstring, member.get("signature"))}


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


def _annotated(cls: type) -> dict[str, Facts | None]:
    """Return the names that a class itself annotates as attributes of instances (data classes, typed classes)."""
    annotations = class_dict(cls).get("__annotations__")
    if type(annotations) is not dict:
        return {}
    reader = AnnotationReader(module_dict(sys.modules.get(static_text(cls, "__module__") or "")))
    return {
        name: reader.read(annotation) for name, annotation in annotations.items() if not _is_class_variable(annotation)
    }


def _attribute(name: str, type_: Facts | None) -> Member:
    return {"name": name, "kind": "attribute", **({} if type_ is None else {"type": type_})}


def _is_class_variable(annotation: object) -> bool:
    if type(annotation) is str:
        return re.match(r"(?:\w+\.)?ClassVar\b", annotation) is not None
    return typing.get_origin(annotation) is typing.ClassVar or annotation is typing.ClassVar


def _is_public(name: object) -> bool:
    return type(name) is str and not name.startswith("_") and name.isidentifier()


def _is_callable(cls: type) -> bool:
    return class_attribute(cls, "__call__") is not MISSING


def _name(name: str) -> Member:
    return {"kind": "name", "name": name}
