"""The public members of a class, inherited ones included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ..copies import without
from ..docstrings.documentation import member_docstring, member_documentation
from ..docstrings.documented_types import with_documented_types
from ..facts import MemberFacts, TypeFacts
from ..objects.guarded import guarded
from ..objects.static import MISSING, class_attribute, class_dict, class_mro, class_path
from ..runtime.annotated_attributes import annotated_attributes
from ..runtime.enumerations import enumeration_members
from ..runtime.instance_attributes import instance_attributes
from ..runtime.members import member_of
from ..stubs.stubs import Stubs
from .overridden_members import needs_more, with_overridden


def members_of(cls: type, paths: list[str], stubs: Stubs) -> list[MemberFacts]:
    """Return all public members, sorted by name; ``paths`` are the names of the class itself."""
    bases = [(base, paths if base is cls else [class_path(base)]) for base in class_mro(cls) if base is not object]
    members = _members_of_dictionaries(cls, bases, stubs)
    for base, known in bases:
        for name, type_ in annotated_attributes(base).items():
            _add_field(members, stubs.member(known, _attribute(name, type_)))
        for name, type_ in stubs.attributes(known).items():
            members.setdefault(name, _attribute(name, type_))
    if class_attribute(cls, "__getattr__") is not MISSING:
        # No dictionary has the members that it provides. Only the stub can know them.
        for _, known in bases:
            for name, signature in stubs.methods(known).items():
                members.setdefault(name, {"name": name, "kind": "method", "signature": signature})
    for base, known in bases:
        assigned = stubs.class_cache.once(
            base,
            "self",
            lambda: guarded(lambda: instance_attributes(base)) or {},  # noqa: B023
        )
        for name, type_ in assigned.items():
            _add_assigned(members, stubs.member(known, _attribute(name, type_)))
    for name, facts in enumeration_members(cls).items():
        is_replaced = facts["kind"] == "class-attribute" or name not in members
        members[name] = facts if is_replaced else {**members[name], **facts}
    return [members[name] for name in sorted(members) if _is_public(name)]


def _members_of_dictionaries(cls: type, bases: list[tuple[type, list[str]]], stubs: Stubs) -> dict[str, MemberFacts]:
    members: dict[str, MemberFacts] = {}
    for base, known in bases:
        for name, value in class_dict(base).items():
            if not _is_public(name) or not needs_more(members.get(name)):
                continue
            read: Callable[[], MemberFacts] = lambda: _member(base, name, value, known, stubs)  # noqa: E731, B023
            member = read() if base is cls else stubs.class_cache.once(base, name, read)
            members[name] = (
                with_overridden(members[name], member) if name in members else _documented(cls, value, member)
            )
    return members


def _member(cls: type, name: str, value: object, paths: list[str], stubs: Stubs) -> MemberFacts:
    read = guarded(lambda: member_of(cls, name, value))
    member = stubs.member(paths, _attribute(name, None) if read is None else read)
    # A class can define a method for type checkers, and a descriptor that creates the method at run time (simpy).
    is_open = member["kind"] == "property" and "type" not in member
    if is_open and class_attribute(type(value), "__set__") is MISSING:
        signature = stubs.declared_method(paths, name)
        if signature is not None:
            return {"name": name, "kind": "method", "signature": signature}
    return member


def _add_field(members: dict[str, MemberFacts], field: MemberFacts) -> None:
    """Add an annotated attribute of instances, whatever the class's dictionary has under its name."""
    known = members.setdefault(field["name"], field)
    if known["kind"] == "class-attribute":
        # A data class has the field's default in the class, and its value in the instance.
        members[field["name"]] = field
    elif known["kind"] == "property" and "type" not in known:
        # Slots and the fields of a named tuple are descriptors without a type.
        members[field["name"]] = {**field, **known}


def _add_assigned(members: dict[str, MemberFacts], attribute: MemberFacts) -> None:
    """Add an attribute that a method assigns; the class may have a default or a slot for it."""
    known = members.setdefault(attribute["name"], attribute)
    if known["kind"] == "property":
        members[attribute["name"]] = {**attribute, **known}
    elif known["kind"] == "class-attribute" and known.get("type") != attribute.get("type"):
        members[attribute["name"]] = without(known, "type")


def _documented(cls: type, value: Any, member: MemberFacts) -> MemberFacts:
    if member["kind"] == "class-attribute":
        return member
    docstring = guarded(lambda: member_docstring(cls, member["name"], value))
    if "signature" in member:
        member = {**member, "signature": with_documented_types(member["signature"], docstring, value)}
    return {**member, **member_documentation(docstring, member.get("signature"))}


def _attribute(name: str, type_: TypeFacts | None) -> MemberFacts:
    return {"name": name, "kind": "attribute"} if type_ is None else {"name": name, "kind": "attribute", "type": type_}


def _is_public(name: object) -> bool:
    return type(name) is str and not name.startswith("_") and name.isidentifier()
