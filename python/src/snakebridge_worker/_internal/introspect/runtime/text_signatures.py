"""Signatures that are written as text, in Python's own syntax: ``(a: int, b=None, *, c) -> str``."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import Any

from ..facts import SignatureFacts
from ..signatures.syntax import parameters_of
from .annotations import AnnotationReader


def parse_signature(text: str, namespace: Mapping[str, Any]) -> SignatureFacts | None:
    """Parse ``(a, b=None) -> str``; ``None`` if it is not exactly a parameter list of Python."""
    try:
        [definition] = ast.parse(f"def f{text.rstrip('.:')}: pass").body
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    if not isinstance(definition, ast.FunctionDef) or len(definition.body) != 1:
        return None
    reader = AnnotationReader(namespace)
    parameters = parameters_of(definition.args, reader)
    if len({each["name"] for each in parameters}) < len(parameters):
        return None
    if parameters and parameters[0]["name"] == "self":
        parameters = parameters[1:]
    facts: SignatureFacts = {"parameters": [*parameters], "tier": "docstring"}
    returns = reader.read_node(definition.returns)
    if returns is not None:
        facts["returns"] = returns
    return facts
