"""The readers of a definition's annotations: one, or one for each choice of a constrained type variable."""

from __future__ import annotations

import ast

from ..facts import TypeFacts
from ..types.constructors import named, variable
from .definitions import Function
from .type_reader import StubTypes

#: With more choices, the union of the constraints is better.
_CHOICES_LIMIT = 3


def variants(function: Function, types: StubTypes, is_bound: bool) -> list[StubTypes]:
    """Return the readers of a definition.

    ``def f(path: AnyStr) -> AnyStr`` has two variants, one for `str` and one for `bytes`.
    """
    types = types.with_variables({**_own(function, types), **(_self(function, types) if is_bound else {})})
    if function.returns is None:
        return [types]
    in_parameters = _names(*(each.annotation for each in _parameters(function)))
    in_result = _names(function.returns)
    for name in sorted(in_parameters & in_result):
        constraints = types.constraints_of(ast.Name(name))
        if 0 < len(constraints) <= _CHOICES_LIMIT:
            return [types.with_variables({name: each}) for each in constraints]
    return [types]


def _own(function: Function, types: StubTypes) -> dict[str, TypeFacts]:
    """Return the variables that a definition declares: ``def f[T](…)``."""
    declared = [each for each in getattr(function, "type_params", []) if hasattr(each, "bound")]
    return {each.name: variable(each.name, types.read_node(each.bound)) for each in declared}


def _self(function: Function, types: StubTypes) -> dict[str, TypeFacts]:
    """Return the variable that ``self: T`` or ``cls: type[T]`` declares."""
    first = next(iter(_parameters(function)), None)
    node = None if first is None else first.annotation
    if isinstance(node, ast.Subscript):
        node = node.slice
    return {node.id: named("typing:Self")} if isinstance(node, ast.Name) and types.is_variable(node) else {}


def _parameters(function: Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _names(*nodes: ast.expr | None) -> set[str]:
    nodes_inside = (each for node in nodes if node is not None for each in ast.walk(node))
    return {each.id for each in nodes_inside if isinstance(each, ast.Name)}
