"""The public members of a class, its bases' included, read from the dictionaries of the classes."""

from __future__ import annotations

import re
import sys
import typing
from collections.abc import Callable
from typing import Any

from ..docstrings.documentation import member_docstring, member_documentation
from ..docstrings.documented_types import with_documented_types
from ..objects.guarded import guarded
from ..objects.static import (
    MISSING,
    class_attribute,
    class_dict,
    class_mro,
    class_path,
    module_dict,
    static_text,
)
from ..runtime.annotations import AnnotationReader
from ..runtime.enumerations import enumeration_members
from ..runtime.instance_attributes import instance_attributes
from ..runtime.members import member_of
from ..stubs.stubs import Stubs
from ..types.constructors import Facts
from .overridden_members import needs_more, with_overridden

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


def _documented(cls: type, value: Any, member: Member) -> Member:
    if member["kind"] == "class-attribute":
        return member
    docstring = guarded(lambda: member_docstring(cls, member["name"], value))
    if "signature" in member:
        member = {**member, "signature": with_documented_types(member["signature"], docstring, value)}
    return {**member, **member_documentation(docstring, member.get("signature"))}


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
