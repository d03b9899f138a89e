"""The signatures of definitions in stubs."""

from __future__ import annotations

from ..facts import ParameterFacts, SignatureFacts
from ..signatures.parameters import POSITIONAL
from ..signatures.syntax import parameters_of
from ..types.type_variables import settle_signature
from .definitions import Binding, Function, decorators, functions_of
from .scopes import StubScopes
from .type_reader import StubTypes
from .variants import variants


def signatures_of(scopes: StubScopes, binding: Binding, *, is_bound: bool) -> list[SignatureFacts]:
    """Return the signatures of a function, one for each overload; those of a method are without ``self``."""
    types = StubTypes(scopes, binding.scope)
    return [
        signature_of(each, reader, is_bound=is_bound)
        for each in functions_of(binding)
        for reader in variants(each, types, is_bound)
    ]


def is_static(binding: Binding) -> bool:
    """Return whether a name is defined as a static method."""
    return "staticmethod" in decorators(binding.first)


def signature_of(function: Function, types: StubTypes, *, is_bound: bool) -> SignatureFacts:
    """Return the signature of one definition."""
    parameters: list[ParameterFacts] = [*parameters_of(function.args, types)]
    if is_bound and parameters and parameters[0]["kind"] in POSITIONAL:
        parameters = parameters[1:]
    # Before positional-only parameters had a syntax, stubs marked them by two underscores.
    for each in parameters:
        if each["name"].startswith("__") and each["kind"] == "positional":
            each["name"], each["kind"] = each["name"].lstrip("_"), "positional-only"
    signature: SignatureFacts = {"parameters": parameters, "tier": "stub"}
    returns = types.read_node(function.returns)
    if returns is not None:
        signature["returns"] = returns
    return settle_signature(signature)
