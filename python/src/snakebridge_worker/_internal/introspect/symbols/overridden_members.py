"""What an overridden member gives, where nobody says it of the one that overrides it."""

from __future__ import annotations

from typing import Any

from ..types.constructors import UNKNOWN
from ..types.type_variables import settle

Member = dict[str, Any]

_KINDS = frozenset(("method", "classmethod", "staticmethod", "property"))
#: What only a base says that leaves all to those that override it.
_NOTHING = frozenset(("builtins:NoneType", "typing:Never"))


def needs_more(member: Member | None) -> bool:
    """Tell whether what is known of a member leaves open what it gives."""
    if member is None:
        return True
    facts = member.get("signature", member)
    return member["kind"] in _KINDS and not facts.keys() & {"type", "returns", "overridden"}


def with_overridden(member: Member, base: Member) -> Member:
    """Return a member with what the one gives that it overrides, of a base that comes later."""
    if base["kind"] != member["kind"] or base.get("async") != member.get("async"):
        return member
    told = base["signature"].get("returns") if "signature" in base else base.get("type")
    settled = UNKNOWN if told is None else settle(told)
    if settled == UNKNOWN or settled.get("name") in _NOTHING:
        return member
    if "signature" in member:
        return {**member, "signature": {**member["signature"], "overridden": settled}}
    return {**member, "overridden": settled}
