"""Type facts: a Python type as plain data, whatever it was read from."""

from __future__ import annotations

import ast
from typing import Any

from ..objects.static import MISSING, class_path

Facts = dict[str, Any]

UNKNOWN: Facts = {"kind": "unknown"}
#: What is declared to take anything: that is known, other than ``Any``.
ANYTHING: Facts = {"kind": "name", "name": "builtins:object"}


def named(name: str) -> Facts:
    """Return the type of a name: ``"module:qualname"``, or as it is spelt."""
    return {"kind": "name", "name": name}


def generic(facts: Facts, arguments: list[Facts]) -> Facts:
    """Return a name with its type arguments, where they say anything."""
    told = [UNKNOWN if each == ANYTHING else each for each in arguments]
    says_something = facts["kind"] == "name" and any(each != UNKNOWN for each in told)
    return {**facts, "args": told} if says_something else facts


def union(members: list[Facts]) -> Facts:
    """Return the union, without nesting and repeats; one unknown member makes all of it unknown."""
    flat: list[Facts] = []
    for member in members:
        for each in member["members"] if member["kind"] == "union" else [member]:
            if each not in flat:
                flat.append(each)
    if UNKNOWN in flat or not flat:
        return UNKNOWN
    if ANYTHING in flat:
        return ANYTHING
    return flat[0] if len(flat) == 1 else {"kind": "union", "members": flat}


def literal(values: list[Any]) -> Facts:
    """Return the type of these values: themselves where JSON can tell them, else their classes."""
    plain = [each for each in values if _is_plain(each)]
    others = [each for each in values if not _is_plain(each)]
    if any(each is MISSING for each in others):
        return UNKNOWN
    members = [{"kind": "literal", "values": plain}] if plain else []
    return union([*members, *(named(class_path(type(each))) for each in others)])


def function(parameters: list[Facts] | None, returns: Facts, *, takes_more: bool = False) -> Facts:
    """Return the type of what is called with these parameters; ``None`` where any may be given."""
    facts: Facts = {"kind": "callable"}
    if parameters is not None:
        facts["parameters"] = parameters
        if takes_more:
            facts["open"] = True
    return facts if returns == UNKNOWN else {**facts, "returns": returns}


def variable(name: str, bound: Facts | None) -> Facts:
    """Return a type variable; its bound is unknown where it has one that nobody here can say."""
    return {"kind": "variable", "name": name, **({} if bound is None else {"bound": bound})}


def record(fields: dict[str, tuple[bool, Facts]]) -> Facts:
    """Return the type of a dict with these keys, each with whether it is required, and its type."""
    return {
        "kind": "record",
        "fields": [
            {"name": name, "required": required, **({} if type_ == UNKNOWN else {"type": type_})}
            for name, (required, type_) in fields.items()
        ],
    }


def literal_value(node: ast.expr) -> Any:
    """Return the value of a literal's node; ``MISSING`` where it has none."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return MISSING


def _is_plain(value: object) -> bool:
    return value is None or type(value) in (str, bool) or (type(value) is int and abs(value) < 2**53)
