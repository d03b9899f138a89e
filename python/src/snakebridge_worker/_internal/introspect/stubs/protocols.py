"""The protocols of stubs: what they ask for, and what meets that."""

from __future__ import annotations

import ast

from ..types.constructors import UNKNOWN, Facts
from ..types.protocol_values import with_members
from .names import find_class, last_name
from .scopes import Found, Scope, StubScopes

_DEPTH_LIMIT = 16
_FORMS = frozenset(("ABC", "Generic", "Protocol", "object"))


def only_call(scope: Scope) -> ast.FunctionDef | None:
    """Return the call that a class describes, where it describes nothing else."""
    call = scope.names["__call__"] if set(scope.names) == {"__call__"} else []
    return call[0] if len(call) == 1 and isinstance(call[0], ast.FunctionDef) else None


def type_of_protocol(scopes: StubScopes, found: Found) -> Facts:
    """Return the type of what meets a protocol; unknown where not all is known that it asks for."""
    names = _members_of(scopes, found, 0)
    return UNKNOWN if names is None else with_members(names)


def _members_of(scopes: StubScopes, found: Found, depth: int) -> set[str] | None:
    scope = scopes.class_scope(found)
    if scope is None or depth > _DEPTH_LIMIT or not isinstance(found.first, ast.ClassDef):
        return None
    names = set(scope.names)
    for base in found.first.bases:
        if last_name(base) in _FORMS:
            continue
        inherited = find_class(scopes, base, found.scope)
        more = None if inherited is None else _members_of(scopes, inherited, depth + 1)
        if more is None:
            return None
        names |= more
    return names
