"""Type facts: a Python type as plain data, whatever it was read from."""

from __future__ import annotations

import ast
from typing import Any

from .static import MISSING

Facts = dict[str, Any]

UNKNOWN: Facts = {"kind": "unknown"}


def named(name: str) -> Facts:
    """Return the type of a name: ``"module:qualname"``, or as it is spelt."""
    return {"kind": "name", "name": name}


def union(members: list[Facts]) -> Facts:
    """Return the union, without nesting and repeats; one unknown member makes all of it unknown."""
    flat: list[Facts] = []
    for member in members:
        for each in member["members"] if member["kind"] == "union" else [member]:
            if each not in flat:
                flat.append(each)
    if UNKNOWN in flat:
        return UNKNOWN
    return flat[0] if len(flat) == 1 else {"kind": "union", "members": flat}


def literal(values: list[Any]) -> Facts:
    """Return the type of these values, where all of them can be told in JSON."""
    if all(value is None or type(value) in (str, bool) or _is_small_int(value) for value in values):
        return {"kind": "literal", "values": values}
    return UNKNOWN


def literal_value(node: ast.expr) -> Any:
    """Return the value of a literal's node; ``MISSING`` where it has none."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return MISSING


def _is_small_int(value: object) -> bool:
    return type(value) is int and abs(value) < 2**53
