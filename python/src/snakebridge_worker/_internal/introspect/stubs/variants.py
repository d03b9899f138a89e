"""What the type variables of a definition stand for."""

from __future__ import annotations

import ast

from ..types.constructors import Facts, named, variable
from .type_reader import StubTypes

#: More choices than these are better told by what they have in common.
_CHOICES_LIMIT = 3
Function = ast.FunctionDef | ast.AsyncFunctionDef


def variants(function: Function, types: StubTypes, is_bound: bool) -> list[StubTypes]:
    """Return a reader of the definition's annotations; of one with a constrained variable, a reader for each choice.

    ``def f(path: AnyStr) -> AnyStr`` is an overload for `str`, and another one for `bytes`.
    """
    types = types.with_variables({**_own(function, types), **(_self(function, types) if is_bound else {})})
    if function.returns is None:
        return [types]
    taken = _names(*(each.annotation for each in _parameters(function)))
    given = _names(function.returns)
    for name in sorted(taken & given):
        constraints = types.constraints_of(ast.Name(name))
        if 0 < len(constraints) <= _CHOICES_LIMIT:
            return [types.with_variables({name: each}) for each in constraints]
    return [types]


def _own(function: Function, types: StubTypes) -> dict[str, Facts]:
    """Return the variables that a definition declares: ``def f[T](…)``."""
    declared = [each for each in getattr(function, "type_params", []) if hasattr(each, "bound")]
    return {each.name: variable(each.name, types.read_node(each.bound)) for each in declared}


def _self(function: Function, types: StubTypes) -> dict[str, Facts]:
    """Return the variable that ``self: T`` or ``cls: type[T]`` declares."""
    first = next(iter(_parameters(function)), None)
    node = None if first is None else first.annotation
    if isinstance(node, ast.Subscript):
        node = node.slice
    return {node.id: named("typing:Self")} if isinstance(node, ast.Name) and types.is_variable(node) else {}


def _parameters(function: Function) -> list[ast.arg]:
    return [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]


def _names(*nodes: ast.expr | None) -> set[str]:
    found = (each for node in nodes if node is not None for each in ast.walk(node))
    return {each.id for each in found if isinstance(each, ast.Name)}
