"""Looks up the names in annotations by plain dictionary access."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Mapping
from typing import Any

from ..objects.static import MISSING, class_attribute, is_class, is_module, module_dict, static_text
from .type_checking_imports import type_checking_imports
from .unresolved_names import UnresolvedName, imported_name


def look_up(node: ast.expr, namespace: Mapping[str, Any]) -> tuple[Any, Mapping[str, Any]]:
    """Return the object that a dotted name means, and the namespace in which the object's own text is written.

    The object is an ``UnresolvedName`` if the name leads nowhere.
    """
    value = MISSING
    if isinstance(node, ast.Name):
        value = namespace.get(node.id, getattr(builtins, node.id, MISSING))
        # Some modules define `Self = None` and import it under `TYPE_CHECKING`.
        if value is MISSING or value is None:
            value = imported_name(type_checking_imports(namespace).get(node.id))
    elif isinstance(node, ast.Attribute):
        owner, namespace = look_up(node.value, namespace)
        if is_module(owner):
            namespace = module_dict(owner)
            value = namespace.get(node.attr, MISSING)
            if value is None:
                value = MISSING
            # A submodule may be loaded only because of an earlier question.
            if value is MISSING or is_module(value):
                value = UnresolvedName(f"{static_text(owner, '__name__')}.{node.attr}")
        elif is_class(owner):
            value = class_attribute(owner, node.attr)
        elif isinstance(owner, UnresolvedName):
            value = UnresolvedName(f"{owner.path}.{node.attr}")
    return (UnresolvedName(ast.unparse(node)), namespace) if value is MISSING else (value, namespace)
