"""The signature of the run time, joined with signatures that are written elsewhere."""

from __future__ import annotations

from typing import Any

from ..types.constructors import UNKNOWN, Facts, union
from .overloads import overloads_of
from .parameters import is_variadic, same_parameter

Signature = dict[str, Any]

_POSITIONAL = ("positional-only", "positional")
#: `(*args, **kwargs)`
_BOTH_VARIADIC = 2


def join(facts: Signature, stubs: list[Signature]) -> Signature:
    """Return what the run time says about a callable, with the types of its stub's signatures."""
    returns = _together([each.get("returns") for each in stubs])
    says_nothing = all(map(is_variadic, facts["parameters"])) and len(facts["parameters"]) == _BOTH_VARIADIC
    known = _covering(stubs) if says_nothing else facts["parameters"]
    if known is None:
        return facts if returns is None else {**facts, "returns": returns}
    parameters = [_with_type(each, index, stubs) for index, each in enumerate(known)]
    typed: Signature = {**facts, "parameters": parameters}
    if returns is not None:
        typed["returns"] = returns
    overloads = overloads_of(typed, stubs)
    if overloads:
        typed["overloads"] = overloads
    return {**typed, "tier": "stub"} if typed != facts else facts


def _covering(stubs: list[Signature]) -> list[dict[str, Any]] | None:
    """Return parameters that stand for those of all overloads, where the shorter ones are beginnings of the longest."""
    longest: list[dict[str, Any]] = max((each["parameters"] for each in stubs), key=len)
    names = [each["name"] for each in longest]
    kinds = {each["name"]: each["kind"] for each in longest}
    for each in stubs:
        placed = [one["name"] for one in each["parameters"] if one["kind"] in _POSITIONAL]
        if placed != names[: len(placed)] or any(kinds.get(one["name"]) != one["kind"] for one in each["parameters"]):
            return None
    return [
        {
            **{key: value for key, value in parameter.items() if key not in ("type", "spelt")},
            "required": all(_is_required(parameter["name"], each["parameters"]) for each in stubs),
        }
        for parameter in longest
    ]


def _is_required(name: str, parameters: list[dict[str, Any]]) -> bool:
    return any(each["name"] == name and each["required"] for each in parameters)


def _with_type(parameter: dict[str, Any], index: int, stubs: list[Signature]) -> dict[str, Any]:
    """Give a parameter its type, where each signature of the stub that has it knows one."""
    same = [found for each in stubs if (found := same_parameter(parameter, index, each["parameters"])) is not None]
    type_ = _together([each.get("type") for each in same])
    return parameter if type_ is None else {**parameter, "type": type_}


def _together(types: list[Facts | None]) -> Facts | None:
    if not types or None in types:
        return None
    joined = union([each for each in types if each is not None])
    return None if joined == UNKNOWN else joined
