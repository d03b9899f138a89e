"""Differences between a stub and the library about what can be called: names, kinds and defaults of parameters."""

from __future__ import annotations

from collections.abc import Sequence

from ..facts import Disagreement, DisagreementKind, DisagreementSource, ParameterFacts, SignatureFacts
from .parameters import is_variadic, same_parameter

#: The kinds of ``(*args, **kwargs)``, which cannot disagree with anything.
_OPAQUE = {"var-positional", "var-keyword"}


def disagreements(
    parameters: Sequence[ParameterFacts], stubs: Sequence[SignatureFacts], source: DisagreementSource
) -> list[Disagreement]:
    """Compare the run time's parameters with those of a stub's signatures."""
    kinds = {each["kind"] for each in parameters}
    if kinds == _OPAQUE:
        return []
    differences: list[Disagreement] = []
    for index, parameter in enumerate(_named(parameters)):
        same = [each for stub in stubs if (each := same_parameter(parameter, index, stub["parameters"])) is not None]
        difference = _difference(parameter, same, stubs)
        if difference is not None:
            differences.append({"name": parameter["name"], "what": difference, "source": source})
    if "var-keyword" not in kinds:
        known = {each["name"] for each in parameters}
        named = [each for stub in stubs for each in _named(stub["parameters"]) if each["kind"] != "positional-only"]
        for name in dict.fromkeys(each["name"] for each in named if each["name"] not in known):
            differences.append({"name": name, "what": "absent", "source": source})
    return differences


def _difference(
    parameter: ParameterFacts, same: Sequence[ParameterFacts], stubs: Sequence[SignatureFacts]
) -> DisagreementKind | None:
    if not same:
        takes_any = any(is_variadic(each) for stub in stubs for each in stub["parameters"])
        return None if takes_any else "unlisted"
    if all(each["kind"] != parameter["kind"] for each in same):
        return "kind"
    # An overload may require a parameter for which the function itself has a default.
    if len(stubs) == 1 and same[0]["required"] != parameter["required"]:
        return "required" if parameter["required"] else "optional"
    return None


def _named(parameters: Sequence[ParameterFacts]) -> list[ParameterFacts]:
    return [each for each in parameters if not is_variadic(each)]
