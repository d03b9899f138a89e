"""Joins the run time's signature with declared ones: of stubs, of the configuration, of docstrings in C."""

from __future__ import annotations

from collections.abc import Sequence

from ..copies import without
from ..facts import ParameterFacts, SignatureFacts, TypeFacts
from ..types.constructors import UNKNOWN, union
from .overloads import overloads_of
from .parameters import POSITIONAL, is_variadic, same_parameter

#: The number of parameters of ``(*args, **kwargs)``.
_BOTH_VARIADIC = 2


def join(facts: SignatureFacts, declared: Sequence[SignatureFacts]) -> SignatureFacts:
    """Return the run time's signature with the types of the declared signatures, several of which are overloads."""
    returns = _common([each.get("returns") for each in declared])
    is_opaque = all(map(is_variadic, facts["parameters"])) and len(facts["parameters"]) == _BOTH_VARIADIC
    known = _covering(declared) if is_opaque else facts["parameters"]
    if known is None:
        return facts if returns is None else {**facts, "returns": returns}
    parameters = [_with_type(each, index, declared) for index, each in enumerate(known)]
    typed: SignatureFacts = {**facts, "parameters": parameters}
    if returns is not None:
        typed["returns"] = returns
    overloads = overloads_of(typed, declared)
    if overloads:
        typed["overloads"] = overloads
    return {**typed, "tier": "stub"} if typed != facts else facts


def _covering(declared: Sequence[SignatureFacts]) -> list[ParameterFacts] | None:
    """Return parameters that cover all overloads; ``None`` unless each overload is a beginning of the longest one."""
    longest = max((each["parameters"] for each in declared), key=len)
    names = [each["name"] for each in longest]
    kinds = {each["name"]: each["kind"] for each in longest}
    for each in declared:
        positional = [parameter["name"] for parameter in each["parameters"] if parameter["kind"] in POSITIONAL]
        if positional != names[: len(positional)] or any(
            kinds.get(parameter["name"]) != parameter["kind"] for parameter in each["parameters"]
        ):
            return None
    return [
        {
            **without(parameter, "type", "unread"),
            "required": all(_is_required(parameter["name"], each["parameters"]) for each in declared),
        }
        for parameter in longest
    ]


def _is_required(name: str, parameters: Sequence[ParameterFacts]) -> bool:
    return any(each["name"] == name and each["required"] for each in parameters)


def _with_type(parameter: ParameterFacts, index: int, declared: Sequence[SignatureFacts]) -> ParameterFacts:
    """Add the type of a parameter, if each declared signature that has the parameter knows one."""
    same = [match for each in declared if (match := same_parameter(parameter, index, each["parameters"])) is not None]
    type_ = _common([each.get("type") for each in same])
    return parameter if type_ is None else {**parameter, "type": type_}


def _common(types: Sequence[TypeFacts | None]) -> TypeFacts | None:
    """Return the union of the types; ``None`` if one of them is not known."""
    known = [each for each in types if each is not None]
    if not known or len(known) < len(types):
        return None
    joined = union(known)
    return None if joined == UNKNOWN else joined
