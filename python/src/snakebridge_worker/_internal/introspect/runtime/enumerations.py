"""What is particular to enumerations: their members, and the types of names and values."""

from __future__ import annotations

import enum
import inspect
from typing import Any

from ..objects.guarded import guarded
from ..objects.static import class_attribute, class_dict, class_path
from ..types.constructors import UNKNOWN, Facts, named, union

_PLAIN = (bool, int, float, str, bytes)


def enumeration_members(cls: type) -> dict[str, dict[str, Any]]:
    """Return by name what is known of an enumeration; its members stand in its dictionary as descriptors."""
    members = class_dict(cls).get("_member_map_") if issubclass(type(cls), enum.EnumMeta) else None
    if type(members) is not dict or not members:
        return {}
    text = named("builtins:str")
    # A combination of flags may have no name.
    known = {"name": union([text, named("builtins:NoneType")]) if issubclass(cls, enum.Flag) else text}
    known["value"] = guarded(lambda: _value_type(list(members.values()))) or UNKNOWN
    inherited = {
        name: {"name": name, "kind": "property", "type": type_}
        for name, type_ in known.items()
        if type_ != UNKNOWN and class_attribute(cls, name) is class_dict(enum.Enum).get(name)
    }
    own = named(class_path(cls))
    return inherited | {name: {"name": name, "kind": "class-attribute", "type": own} for name in members}


def _value_type(members: list[Any]) -> Facts:
    kinds = [type(inspect.getattr_static(each, "_value_")) for each in members]
    return union([named(class_path(kind)) for kind in kinds]) if all(kind in _PLAIN for kind in kinds) else UNKNOWN
