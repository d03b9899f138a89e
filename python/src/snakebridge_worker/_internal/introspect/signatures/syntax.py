"""Lists of parameters in Python's own syntax: ``(a: int, b=None, *, c) -> str``."""

from __future__ import annotations

import ast
import re
from typing import Any, Protocol

from ..objects.literals import stable_repr
from ..objects.static import MISSING

# pybind11 calls parameters without a name arg0, arg1, …: they cannot be passed by keyword.
_UNNAMED = re.compile(r"arg\d+")


class NodeReader(Protocol):
    """What turns the syntax of an annotation into facts."""

    def read_node(self, node: ast.expr | None) -> dict[str, Any] | None:
        """Return the facts, or ``None`` when it says nothing."""


def parameters_of(arguments: ast.arguments, reader: NodeReader) -> list[dict[str, Any]]:
    """Return the parameters of a definition as facts."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [MISSING] * (len(positional) - len(arguments.defaults)) + arguments.defaults
    result = []
    for index, (argument, default) in enumerate(zip(positional, defaults, strict=True)):
        unnamed = index < len(arguments.posonlyargs) or _UNNAMED.fullmatch(argument.arg)
        result.append(_facts(argument, "positional-only" if unnamed else "positional", default, reader))
    if arguments.vararg:
        result.append(_facts(arguments.vararg, "var-positional", None, reader))
    for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True):
        result.append(_facts(argument, "keyword-only", MISSING if default is None else default, reader))
    if arguments.kwarg:
        result.append(_facts(arguments.kwarg, "var-keyword", None, reader))
    return result


def _facts(argument: ast.arg, kind: str, default: Any, reader: NodeReader) -> dict[str, Any]:
    facts: dict[str, Any] = {"name": argument.arg, "kind": kind, "required": default is MISSING}
    # `...` says only that there is one.
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
        facts["spelt"] = ast.unparse(argument.annotation)
    return facts


def without_spelling(signature: dict[str, Any]) -> dict[str, Any]:
    """Return the signature without the texts of annotations that were not understood."""
    parameters = [{key: each[key] for key in each if key != "spelt"} for each in signature["parameters"]]
    return {**signature, "parameters": parameters}
