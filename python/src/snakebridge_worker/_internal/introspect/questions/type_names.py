"""The types that dotted names refer to: ``networkx.classes.graph.Graph``, as a type checker prints it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ..facts import TypeFacts
from ..objects.static import MISSING, class_dict, is_class, module_dict
from ..runtime.annotations import AnnotationReader
from ..stubs.stubs import Stubs
from ..types.constructors import UNKNOWN, named
from .import_failures import ImportFailedError
from .lookup import Lookup


class TypeNames:
    """Finds names in the imported modules, and in stubs if only those define them."""

    def __init__(self, lookup: Lookup, stubs: Stubs) -> None:
        self._lookup = lookup
        self._stubs = stubs

    def facts(self, path: str) -> TypeFacts:
        """Return the type that a name refers to; unknown if it is no type."""
        value = self._value(path.split("."))
        if value is not MISSING:
            return AnnotationReader({}).read(value) or UNKNOWN
        facts = self._stubs.unresolved.type(named(path))
        return UNKNOWN if facts["kind"] == "name" and ":" not in facts["name"] else facts

    def _value(self, parts: Sequence[str]) -> Any:
        """Import the longest module, then follow classes. Nothing but the import runs code."""
        for at in range(len(parts) - 1, 0, -1):
            try:
                module = self._lookup.import_module(".".join(parts[:at]))
            except ImportFailedError:
                continue
            value = _member(module, parts[at:])
            if value is not MISSING:
                return value
        return MISSING


def _member(value: Any, path: Sequence[str]) -> Any:
    for name in path:
        if value is MISSING:
            break
        value = (class_dict(value) if is_class(value) else module_dict(value)).get(name, MISSING)
    return value
