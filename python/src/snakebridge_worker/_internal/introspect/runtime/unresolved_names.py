"""Names in annotations that are known only by their path: only type checkers import them, or no module loaded them."""

from __future__ import annotations

import collections.abc
import types
import typing
from dataclasses import dataclass
from typing import Any

from ..facts import TypeFacts
from ..objects.static import MISSING, module_dict
from ..types.constructors import named

_FORM_MODULES = {"typing": typing, "typing_extensions": typing, "types": types, "collections.abc": collections.abc}


@dataclass(frozen=True)
class UnresolvedName:
    """A name that is known by its import or its text only: it can be a class, an alias or anything else."""

    path: str

    def type(self) -> TypeFacts:
        """Return the type with the path as its name."""
        # Before Python 3.11, no module defines `Self`.
        is_self = self.path in ("Self", "typing.Self", "typing_extensions.Self")
        return named("typing:Self" if is_self else self.path)


def imported_name(source: tuple[str, str | None] | None) -> Any:
    """Return the object of a guarded import if it is a form of ``typing``, otherwise its ``UnresolvedName``.

    Earlier questions decide which modules are loaded. The answer must not depend on them.
    """
    if source is None:
        return MISSING
    module, name = source
    forms = _FORM_MODULES.get(module)
    if forms is not None:
        return forms if name is None else module_dict(forms).get(name, MISSING)
    return UnresolvedName(module if name is None else f"{module}.{name}")
