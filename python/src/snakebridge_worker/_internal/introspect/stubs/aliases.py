"""Aliases and type variables in stubs, recognized by the syntax of their definitions."""

from __future__ import annotations

import ast

from .definitions import Scope
from .names import last_name
from .scopes import StubScopes

_VARIABLES = ("TypeVar", "ParamSpec", "TypeVarTuple")


def type_variable_call(value: object) -> ast.Call | None:
    """Return the call of ``T = TypeVar(…)``."""
    return _call_of(value, ("TypeVar",))


def any_variable_call(value: object) -> ast.Call | None:
    """Return the call that declares a variable of any kind, ``ParamSpec`` included."""
    return _call_of(value, _VARIABLES)


def new_type_base(value: object) -> ast.expr | None:
    """Return ``Base`` of ``NewType("Name", Base)``."""
    call = _call_of(value, ("NewType",))
    return call.args[1] if call is not None and len(call.args) > 1 else None


def alias_variables(scopes: StubScopes, node: ast.stmt, value: ast.expr, scope: Scope) -> list[str]:
    """Return the names of an alias's type variables, in the order in which type arguments bind them."""
    own = [each.name for each in getattr(node, "type_params", [])]
    names = dict.fromkeys(each for each in _names(value) if each not in own)
    bindings = [(each, scopes.look_up(scope, each)) for each in names]
    calls = [(each, getattr(binding.first, "value", None)) for each, binding in bindings if binding is not None]
    return own + [each for each, call in calls if any_variable_call(call)]


def _call_of(node: object, names: tuple[str, ...]) -> ast.Call | None:
    return node if isinstance(node, ast.Call) and last_name(node.func) in names else None


def _names(node: ast.AST) -> list[str]:
    """Return the names of an expression in the order of its text."""
    if isinstance(node, ast.Name):
        return [node.id]
    return [name for child in ast.iter_child_nodes(node) for name in _names(child)]
