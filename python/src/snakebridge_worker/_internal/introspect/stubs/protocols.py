"""The protocols in stubs, and the types of the values that meet them."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..facts import TypeFacts
from ..types.constructors import UNKNOWN, function
from ..types.protocol_values import with_members
from .definitions import Binding, Scope
from .names import find_class, last_name
from .scopes import StubScopes

_DEPTH_LIMIT = 16
_FORMS = frozenset(("ABC", "Generic", "Protocol", "object"))


def callable_protocol(
    scopes: StubScopes, binding: Binding, read: Callable[[ast.expr, Scope], TypeFacts]
) -> TypeFacts | None:
    """Return the type of a protocol whose only member is ``__call__``; ``None`` for other protocols."""
    scope = scopes.class_scope(binding)
    call = None if scope is None else _only_call(scope)
    if scope is None or call is None:
        return None
    parameters = call.args
    positional = [*parameters.posonlyargs, *parameters.args][1:]
    types = [UNKNOWN if each.annotation is None else read(each.annotation, scope) for each in positional]
    returns = UNKNOWN if call.returns is None else read(call.returns, scope)
    takes_more = bool(parameters.vararg or parameters.kwarg or parameters.kwonlyargs or parameters.defaults)
    return function(types, returns, takes_more=takes_more)


def _only_call(scope: Scope) -> ast.FunctionDef | None:
    call = scope.names["__call__"] if set(scope.names) == {"__call__"} else []
    return call[0] if len(call) == 1 and isinstance(call[0], ast.FunctionDef) else None


def type_of_protocol(scopes: StubScopes, binding: Binding) -> TypeFacts:
    """Return the type of the values that meet a protocol; unknown if not all of its bases are known."""
    names = _members_of(scopes, binding, 0)
    return UNKNOWN if names is None else with_members(names)


def _members_of(scopes: StubScopes, binding: Binding, depth: int) -> set[str] | None:
    scope = scopes.class_scope(binding)
    if scope is None or depth > _DEPTH_LIMIT or not isinstance(binding.first, ast.ClassDef):
        return None
    names = set(scope.names)
    for base in binding.first.bases:
        if last_name(base) in _FORMS:
            continue
        inherited = find_class(scopes, base, binding.scope)
        more = None if inherited is None else _members_of(scopes, inherited, depth + 1)
        if more is None:
            return None
        names |= more
    return names
