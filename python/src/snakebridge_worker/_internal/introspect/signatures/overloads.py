"""What tells the overloads of a callable from one another."""

from __future__ import annotations

from typing import Any

Signature = dict[str, Any]


def overloads_of(facts: Signature, signatures: list[Signature]) -> list[dict[str, Any]]:
    """Return, for each overload, the parameters that tell it from the others, and its result.

    Empty where one of them has a parameter that the callable itself does not have.
    """
    known = {each["name"] for each in facts["parameters"]}
    all_parameters = [
        {each["name"]: each for each in signature["parameters"] if not each["kind"].startswith("var-")}
        for signature in signatures
    ]
    if len(signatures) < 2 or any(not parameters.keys() <= known for parameters in all_parameters):
        return []
    telling = {
        name
        for one in all_parameters
        for name in one
        if any(name not in other or _differ(one[name], other[name]) for other in all_parameters)
    }
    names = [each["name"] for each in facts["parameters"] if each["name"] in telling]
    return [
        {
            # Of one that it does not have, no type can say that it must not be given.
            "narrowed": [_narrowing(parameters.get(name, {"name": name, "required": False})) for name in names],
            **({"returns": signature["returns"]} if "returns" in signature else {}),
        }
        for parameters, signature in zip(all_parameters, signatures, strict=True)
    ]


def _differ(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Tell two parameters apart, also where their types are spelt in ways that nobody here understands."""
    return any(one.get(key) != other.get(key) for key in ("required", "type", "spelt"))


def _narrowing(parameter: dict[str, Any]) -> dict[str, Any]:
    return {key: parameter[key] for key in ("name", "required", "type") if key in parameter}
