"""Classes of ``TypedDict``: their keys, those of bases included."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..types.constructors import Facts
from ..types.typing_forms import is_required
from .names import find_name, last_name
from .scopes import Found, Scope, StubScopes

_BASES_LIMIT = 16


def is_record(scopes: StubScopes, found: Found, depth: int = 0) -> bool:
    """Tell whether a class is a ``TypedDict``, by itself or by a base."""
    node = found.first
    if not isinstance(node, ast.ClassDef) or depth > _BASES_LIMIT:
        return False
    if any(last_name(base) == "TypedDict" for base in node.bases):
        return True
    bases = [find_name(scopes, base, found.scope) for base in node.bases if isinstance(base, (ast.Name, ast.Attribute))]
    return any(is_record(scopes, base, depth + 1) for base in bases if base is not None)


def fields_of(
    scopes: StubScopes, found: Found, read: Callable[[ast.expr, Scope], Facts], depth: int = 0
) -> dict[str, tuple[bool, Facts]]:
    """Return, by key, whether it is required, and its type."""
    node, scope = found.first, scopes.class_scope(found)
    fields: dict[str, tuple[bool, Facts]] = {}
    if not isinstance(node, ast.ClassDef) or scope is None or depth > _BASES_LIMIT:
        return fields
    for base in node.bases:
        inherited = find_name(scopes, base, found.scope)
        if inherited is not None:
            fields |= fields_of(scopes, inherited, read, depth + 1)
    is_total = not any(each.arg == "total" and ast.unparse(each.value) == "False" for each in node.keywords)
    for name, (first, *_) in scope.names.items():
        if isinstance(first, ast.AnnAssign):
            text = ast.unparse(first.annotation)
            fields[name] = (is_required(text, otherwise=is_total), read(first.annotation, found.scope))
    return fields
