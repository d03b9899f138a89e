"""The members of enumerations, and the types of their names and values."""

from __future__ import annotations

import enum
import inspect
from collections.abc import Sequence
from typing import Any

from ..facts import MemberFacts, TypeFacts
from ..objects.guarded import guarded
from ..objects.static import class_attribute, class_dict, class_path
from ..types.constructors import NONE, UNKNOWN, named, union

_PLAIN = (bool, int, float, str, bytes)


def enumeration_members(cls: type) -> dict[str, MemberFacts]:
    """Return the members that only an enumeration has, by name. The class's dictionary has descriptors for them."""
    members = class_dict(cls).get("_member_map_") if issubclass(type(cls), enum.EnumMeta) else None
    if type(members) is not dict or not members:
        return {}
    text = named("builtins:str")
    # A combination of flags may have no name.
    known: dict[str, TypeFacts] = {"name": union([text, NONE]) if issubclass(cls, enum.Flag) else text}
    known["value"] = guarded(lambda: _value_type(list(members.values()))) or UNKNOWN
    members_by_name: dict[str, MemberFacts] = {
        name: {"name": name, "kind": "property", "type": type_}
        for name, type_ in known.items()
        if type_ != UNKNOWN and class_attribute(cls, name) is class_dict(enum.Enum).get(name)
    }
    own = named(class_path(cls))
    for name in members:
        members_by_name[name] = {"name": name, "kind": "class-attribute", "type": own}
    return members_by_name


def _value_type(members: Sequence[Any]) -> TypeFacts:
    kinds = [type(inspect.getattr_static(each, "_value_")) for each in members]
    return union([named(class_path(kind)) for kind in kinds]) if all(kind in _PLAIN for kind in kinds) else UNKNOWN
