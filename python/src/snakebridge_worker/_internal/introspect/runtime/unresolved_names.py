"""Names in annotations that are known by their path only: type checkers alone import them, or nothing loaded them."""

from __future__ import annotations

import collections.abc
import types
import typing
from dataclasses import dataclass
from typing import Any

from ..objects.static import MISSING, module_dict
from ..types.constructors import Facts, named

_FORM_MODULES = {"typing": typing, "typing_extensions": typing, "types": types, "collections.abc": collections.abc}


@dataclass(frozen=True)
class UnresolvedName:
    """A name that is known by its import or its spelling only: it may be a class, an alias, anything."""

    path: str


def unresolved_type(path: str) -> Facts:
    """Return the facts of a name that only its path tells."""
    # Before 3.11 `Self` is in nobody's dictionary.
    return named("typing:Self" if path in ("Self", "typing.Self", "typing_extensions.Self") else path)


def imported_name(source: tuple[str, str | None] | None) -> Any:
    """Return what a guarded import stands for: itself for forms of types, else only its path.

    Whether its module is loaded depends on what was asked before, so an answer must not depend on that.
    """
    if source is None:
        return MISSING
    module, name = source
    forms = _FORM_MODULES.get(module)
    if forms is not None:
        return forms if name is None else module_dict(forms).get(name, MISSING)
    return UnresolvedName(module if name is None else f"{module}.{name}")
