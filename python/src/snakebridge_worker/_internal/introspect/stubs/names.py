"""Looks up the names in stubs, from the scope in which they are written."""

from __future__ import annotations

import ast
import builtins

from ..objects.static import is_class
from ..types.typing_forms import WRAPPERS
from .definitions import Binding, Imported, Scope
from .scopes import StubScopes


def find_name(scopes: StubScopes, node: ast.expr, scope: Scope) -> Binding | None:
    """Return the definitions of a dotted name; ``None`` for other nodes and unknown names."""
    if isinstance(node, ast.Name):
        return _find(scopes, node.id, scope)
    if not isinstance(node, ast.Attribute):
        return None
    owner = find_name(scopes, node.value, scope)
    if owner is None:
        return None
    if isinstance(owner.first, Imported):
        return None if owner.first.name is not None else _of_module(scopes, owner, owner.first.module, node.attr)
    inside = scopes.class_scope(owner)
    return None if inside is None else scopes.look_up(inside, node.attr)


def find_class(scopes: StubScopes, node: ast.expr, scope: Scope) -> Binding | None:
    """Return the class that an annotation names, without type arguments and wrappers such as ``Final``."""
    while isinstance(node, ast.Subscript):
        is_wrapper = ast.unparse(node.value).rpartition(".")[2] in WRAPPERS
        node = node.slice if is_wrapper else node.value
    binding = find_name(scopes, node, scope)
    return binding if binding is not None and isinstance(binding.first, ast.ClassDef) else None


def imported_as(scopes: StubScopes, module: str, name: str, binding: Binding | None) -> str | None:
    """Return the path from which a module imports ``module.name``; ``None`` if it does not import it."""
    if binding is not None and isinstance(binding.first, Imported):
        return f"{binding.first.module}.{binding.first.name}" if binding.first.name else None
    # `npt.NDArray`, if `npt` is an imported module.
    outer, _, short = module.rpartition(".")
    owner = scopes.find(outer, short) if outer else None
    first = None if owner is None else owner.first
    return f"{first.module}.{name}" if isinstance(first, Imported) and first.name is None else None


def is_alias(node: ast.AnnAssign) -> bool:
    """Return whether a variable is declared as a ``TypeAlias``."""
    return ast.unparse(node.annotation).endswith("TypeAlias")


def last_name(node: ast.expr) -> str:
    """Return ``Name`` of ``a.b.Name[…]``."""
    named = node.value if isinstance(node, ast.Subscript) else node
    return ast.unparse(named).rpartition(".")[2]


def _of_module(scopes: StubScopes, owner: Binding, module: str, name: str) -> Binding | None:
    scope = scopes.module(module)
    if scope is None:
        return Binding(owner.scope, name, [Imported(module, name)])
    binding = scopes.look_up(scope, name)
    inner = f"{module}.{name}"
    if binding is None and scopes.module(inner) is not None:
        return Binding(owner.scope, name, [Imported(inner, None)])
    return binding


def _find(scopes: StubScopes, name: str, scope: Scope) -> Binding | None:
    """Find a name in the class, in the module, or in ``builtins``."""
    places: list[Scope | None] = [scope] if scope.qualname else []
    places += [scopes.module(scope.module), scopes.module("builtins")]
    for place in places:
        binding = None if place is None else scopes.look_up(place, name)
        # In a class, an annotation does not refer to a method or attribute that has the same name as a type.
        if binding is not None and not (place is scope and scope.qualname and not _is_type(binding)):
            return binding
    # Builtin classes are known without typeshed too.
    if is_class(getattr(builtins, name, None)):
        node = ast.ClassDef(name=name, bases=[], keywords=[], body=[], decorator_list=[])
        return Binding(Scope("builtins", "", True), name, [node])
    return None


def _is_type(binding: Binding) -> bool:
    return isinstance(binding.first, (ast.ClassDef, Imported)) or (
        isinstance(binding.first, ast.AnnAssign) and is_alias(binding.first)
    )
