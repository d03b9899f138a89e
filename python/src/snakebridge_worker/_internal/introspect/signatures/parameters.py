"""Parameters compared with one another."""

from __future__ import annotations

from typing import Any

Parameters = list[dict[str, Any]]


def same_parameter(parameter: dict[str, Any], index: int, others: Parameters) -> dict[str, Any] | None:
    """Find a parameter among others: by its name, or by its place or kind where only that counts."""
    if is_variadic(parameter):
        return next((each for each in others if each["kind"] == parameter["kind"]), None)
    for other in others:
        if other["name"] == parameter["name"]:
            return None if is_variadic(other) else other
    by_place = index < len(others) and parameter["kind"] == others[index]["kind"] == "positional-only"
    return others[index] if by_place else None


def is_variadic(*parameters: dict[str, Any]) -> bool:
    """Tell whether one of these takes any number of arguments."""
    return any(each["kind"].startswith("var-") for each in parameters)
