"""The overloads of a callable, by the parameters that distinguish them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

from ..facts import NarrowedParameter, OverloadFacts, ParameterFacts, SignatureFacts
from .parameters import SyntaxParameter, is_variadic


def overloads_of(facts: SignatureFacts, signatures: Sequence[SignatureFacts]) -> list[OverloadFacts]:
    """Return, for each overload, the parameters that distinguish it from the others, and its result.

    Empty if an overload has a parameter that the callable itself does not have.
    """
    known = {each["name"] for each in facts["parameters"]}
    all_parameters = [
        {each["name"]: each for each in signature["parameters"] if not is_variadic(each)} for signature in signatures
    ]
    if len(signatures) < 2 or any(not parameters.keys() <= known for parameters in all_parameters):
        return []
    distinguishing = {
        name
        for parameters in all_parameters
        for name in parameters
        if any(name not in other or _differ(parameters[name], other[name]) for other in all_parameters)
    }
    names = [each["name"] for each in facts["parameters"] if each["name"] in distinguishing]
    overloads: list[OverloadFacts] = []
    for parameters, signature in zip(all_parameters, signatures, strict=True):
        overload: OverloadFacts = {"narrowed": [_narrowed(name, parameters) for name in names]}
        if "returns" in signature:
            overload["returns"] = signature["returns"]
        overloads.append(overload)
    return overloads


def _differ(parameter: ParameterFacts, other: ParameterFacts) -> bool:
    """Compare two parameters; types that no reader understands count by their text."""
    return (
        parameter["required"] != other["required"]
        or parameter.get("type") != other.get("type")
        or cast("SyntaxParameter", parameter).get("unread") != cast("SyntaxParameter", other).get("unread")
    )


def _narrowed(name: str, parameters: Mapping[str, ParameterFacts]) -> NarrowedParameter:
    parameter = parameters.get(name)
    if parameter is None:
        # The overload lacks it. No type can express that it must not be passed.
        return {"name": name, "required": False}
    narrowed: NarrowedParameter = {"name": name, "required": parameter["required"]}
    if "type" in parameter:
        narrowed["type"] = parameter["type"]
    return narrowed
