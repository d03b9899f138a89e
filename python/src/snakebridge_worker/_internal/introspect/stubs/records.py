"""``TypedDict`` classes: their keys, those of the bases included."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ..facts import TypeFacts
from ..types.typing_forms import is_required
from .definitions import Binding, Scope
from .names import find_name, last_name
from .scopes import StubScopes

_BASES_LIMIT = 16


def is_record(scopes: StubScopes, binding: Binding, depth: int = 0) -> bool:
    """Return whether a class or one of its bases is a ``TypedDict``."""
    node = binding.first
    if not isinstance(node, ast.ClassDef) or depth > _BASES_LIMIT:
        return False
    if any(last_name(base) == "TypedDict" for base in node.bases):
        return True
    bases = [
        find_name(scopes, base, binding.scope) for base in node.bases if isinstance(base, (ast.Name, ast.Attribute))
    ]
    return any(is_record(scopes, base, depth + 1) for base in bases if base is not None)


def fields_of(
    scopes: StubScopes, binding: Binding, read: Callable[[ast.expr, Scope], TypeFacts], depth: int = 0
) -> dict[str, tuple[bool, TypeFacts]]:
    """Return by key whether it is required, and its type."""
    node, scope = binding.first, scopes.class_scope(binding)
    fields: dict[str, tuple[bool, TypeFacts]] = {}
    if not isinstance(node, ast.ClassDef) or scope is None or depth > _BASES_LIMIT:
        return fields
    for base in node.bases:
        inherited = find_name(scopes, base, binding.scope)
        if inherited is not None:
            fields |= fields_of(scopes, inherited, read, depth + 1)
    is_total = not any(each.arg == "total" and ast.unparse(each.value) == "False" for each in node.keywords)
    for name, (first, *_) in scope.names.items():
        if isinstance(first, ast.AnnAssign):
            text = ast.unparse(first.annotation)
            fields[name] = (is_required(text, otherwise=is_total), read(first.annotation, binding.scope))
    return fields
