"""Type variables: they stay where a caller decides what they are, and stand for their bounds elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .constructors import ANYTHING, UNKNOWN, Facts, union

#: Bounds that every value meets, or that only Python can tell.
_OPEN_BOUNDS = frozenset(("collections.abc:Hashable", "_typeshed:SupportsRichComparison"))


def settle_signature(signature: dict[str, Any]) -> dict[str, Any]:
    """Keep the variables that a parameter and the result have in common, as T, U, …; others stand for their bounds."""
    parameters = signature["parameters"]
    taken = [each["name"] for one in parameters for each in _variables(one.get("type")) if _is_open(each)]
    given = {each["name"] for each in _variables(signature.get("returns"))}
    kept = {name: _called(number) for number, name in enumerate(dict.fromkeys(filter(given.__contains__, taken)))}
    settled = {**signature, "parameters": [_settle_in(each, "type", kept) for each in parameters]}
    settled = _settle_in(settled, "returns", kept)
    # Of a result, that it can be anything says nothing.
    return {key: value for key, value in settled.items() if key != "returns" or value != ANYTHING}


def settle(facts: Facts, kept: Mapping[str, str] | None = None) -> Facts:
    """Let each variable stand for its bound, but for those that are kept under a new name."""
    kept = {} if kept is None else kept
    kind = facts["kind"]
    if kind == "variable":
        name = kept.get(facts["name"])
        return settle(facts.get("bound", UNKNOWN)) if name is None else {"kind": kind, "name": name}
    if kind == "union":
        return union([settle(each, kept) for each in facts["members"]])
    settled = dict(facts)
    for key in ("args", "parameters"):
        if key in facts:
            settled[key] = [settle(each, kept) for each in facts[key]]
    if kind == "record":
        settled["fields"] = [_settle_in(each, "type", kept) for each in facts["fields"]]
    return _settle_in(settled, "returns", kept)


def _called(number: int) -> str:
    """Return a name by which overloads with the same variables are the same."""
    return "TUVW"[number] if number < len("TUVW") else f"T{number}"


def _settle_in(holder: dict[str, Any], key: str, kept: Mapping[str, str]) -> dict[str, Any]:
    if key not in holder:
        return holder
    settled = settle(holder[key], kept)
    rest = {name: value for name, value in holder.items() if name != key}
    return rest if settled == UNKNOWN else {**rest, key: settled}


def _is_open(facts: Facts) -> bool:
    return "bound" not in facts or facts["bound"].get("name") in _OPEN_BOUNDS


def _variables(facts: Facts | None) -> Iterator[Facts]:
    if facts is None:
        return
    if facts["kind"] == "variable":
        yield facts
    inner = [*facts.get("args", []), *facts.get("members", []), *facts.get("parameters", []), facts.get("returns")]
    for each in [*inner, *(field.get("type") for field in facts.get("fields", []))]:
        yield from _variables(each)
