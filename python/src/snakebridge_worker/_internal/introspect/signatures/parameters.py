"""Parameters: their kinds, and how the parameters of two signatures correspond."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ..facts import ParameterFacts, SignatureFacts

if TYPE_CHECKING:
    from typing_extensions import NotRequired

POSITIONAL = ("positional-only", "positional")


class SyntaxParameter(ParameterFacts):
    """A parameter that was read from syntax. ``without_unread`` removes what no answer may contain."""

    #: The text of an annotation that the reader does not understand.
    unread: NotRequired[str]


def is_variadic(parameter: ParameterFacts) -> bool:
    """Return whether a parameter takes any number of arguments."""
    return parameter["kind"].startswith("var-")


def without_first(signature: SignatureFacts) -> SignatureFacts:
    """Return the signature of a method as its callers use it: without ``self`` or ``cls``."""
    parameters = signature["parameters"]
    if parameters and parameters[0]["kind"] in POSITIONAL:
        return {**signature, "parameters": parameters[1:]}
    return signature


def same_parameter(parameter: ParameterFacts, index: int, others: Sequence[ParameterFacts]) -> ParameterFacts | None:
    """Find the corresponding parameter: by its name, or by kind or position if callers use only that."""
    if is_variadic(parameter):
        return next((each for each in others if each["kind"] == parameter["kind"]), None)
    for other in others:
        if other["name"] == parameter["name"]:
            return None if is_variadic(other) else other
    by_position = index < len(others) and parameter["kind"] == others[index]["kind"] == "positional-only"
    return others[index] if by_position else None
