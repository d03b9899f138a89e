"""The result of an overridden member, for a member that declares none itself."""

from __future__ import annotations

from ..facts import MemberFacts
from ..types.constructors import UNKNOWN, name_of
from ..types.type_variables import settle

_KINDS = frozenset(("method", "classmethod", "staticmethod", "property"))
#: Results that only a base declares, which leaves the work to its subclasses.
_NOTHING = frozenset(("builtins:NoneType", "typing:Never"))


def needs_more(member: MemberFacts | None) -> bool:
    """Return whether the result of a member is not known yet."""
    if member is None:
        return True
    facts = member.get("signature", member)
    return member["kind"] in _KINDS and not facts.keys() & {"type", "returns", "overridden"}


def with_overridden(member: MemberFacts, base: MemberFacts) -> MemberFacts:
    """Return a member with the result of the member that it overrides, from a later base."""
    if base["kind"] != member["kind"] or base.get("async") != member.get("async"):
        return member
    result = base["signature"].get("returns") if "signature" in base else base.get("type")
    settled = UNKNOWN if result is None else settle(result)
    if settled == UNKNOWN or name_of(settled) in _NOTHING:
        return member
    if "signature" in member:
        return {**member, "signature": {**member["signature"], "overridden": settled}}
    return {**member, "overridden": settled}
