"""The parameters of a definition's syntax tree: ``(a: int, b=None, *, c) -> str``."""

from __future__ import annotations

import ast
import re
from typing import Any, Protocol, cast

from ..copies import without
from ..facts import ParameterFacts, ParameterKind, SignatureFacts, TypeFacts
from ..objects.literals import stable_repr
from ..objects.static import MISSING
from .parameters import SyntaxParameter

# pybind11 names the parameters that have no name arg0, arg1, …: they cannot be passed by keyword.
_UNNAMED = re.compile(r"arg\d+")


class NodeReader(Protocol):
    """Reads the syntax tree of an annotation."""

    def read_node(self, node: ast.expr | None) -> TypeFacts | None:
        """Return the type, or ``None`` if the annotation carries no information."""


def parameters_of(arguments: ast.arguments, reader: NodeReader) -> list[SyntaxParameter]:
    """Return the parameters of a definition."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [MISSING] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    result = []
    for index, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        unnamed = index < len(arguments.posonlyargs) or _UNNAMED.fullmatch(argument.arg)
        result.append(_parameter(argument, "positional-only" if unnamed else "positional", default, reader))
    if arguments.vararg:
        result.append(_parameter(arguments.vararg, "var-positional", None, reader))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        result.append(_parameter(argument, "keyword-only", MISSING if default is None else default, reader))
    if arguments.kwarg:
        result.append(_parameter(arguments.kwarg, "var-keyword", None, reader))
    return result


def _parameter(argument: ast.arg, kind: ParameterKind, default: Any, reader: NodeReader) -> SyntaxParameter:
    facts: SyntaxParameter = {"name": argument.arg, "kind": kind, "required": default is MISSING}
    # `...` shows only that there is a default.
    if isinstance(default, ast.expr) and ast.unparse(default) != "...":
        try:
            text = stable_repr(ast.literal_eval(default))
        except (ValueError, TypeError, SyntaxError, MemoryError, RecursionError):
            text = None
        if text is not None:
            facts["default"] = text
    annotation = reader.read_node(argument.annotation)
    if annotation is not None:
        facts["type"] = annotation
    elif argument.annotation is not None:
        facts["unread"] = ast.unparse(argument.annotation)
    return facts


def without_unread(signature: SignatureFacts) -> SignatureFacts:
    """Return the signature without the texts of annotations that the reader does not understand."""
    parameters = cast("list[SyntaxParameter]", signature["parameters"])
    known: list[ParameterFacts] = [without(each, "unread") for each in parameters]
    return {**signature, "parameters": known}
