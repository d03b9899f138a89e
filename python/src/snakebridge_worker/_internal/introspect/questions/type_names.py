"""What a dotted name means as a type: ``networkx.classes.graph.Graph`` is told as a checker of types prints it."""

from __future__ import annotations

from typing import Any

from ..objects.static import MISSING, class_dict, is_class, module_dict
from ..runtime.annotations import AnnotationReader
from ..stubs.stubs import Stubs
from ..types.constructors import UNKNOWN, Facts, named
from .import_failures import ImportFailedError
from .lookup import Lookup


class TypeNames:
    """Finds names in the modules as they are at run time, and in stubs where only those have them."""

    def __init__(self, lookup: Lookup, stubs: Stubs) -> None:
        self._lookup = lookup
        self._stubs = stubs

    def facts(self, path: str) -> Facts:
        """Return the type that a name stands for; unknown where it stands for none."""
        value = self._value(path.split("."))
        if value is not MISSING:
            return AnnotationReader({}).read(value) or UNKNOWN
        facts = self._stubs.resolved(named(path))
        return facts if facts["kind"] != "name" or ":" in facts["name"] else UNKNOWN

    def _value(self, parts: list[str]) -> Any:
        """Walk through as many modules as there are, then through classes; nothing on the way is run but imports."""
        for at in range(len(parts) - 1, 0, -1):
            try:
                module = self._lookup.import_module(".".join(parts[:at]))
            except ImportFailedError:
                continue
            value = _member(module, parts[at:])
            if value is not MISSING:
                return value
        return MISSING


def _member(value: Any, path: list[str]) -> Any:
    for name in path:
        if value is MISSING:
            break
        value = (class_dict(value) if is_class(value) else module_dict(value)).get(name, MISSING)
    return value
