"""Finds the stub of a module: in the library's own folder, in a stub distribution, or in typeshed."""

from __future__ import annotations

import os
import sys

#: The standard library, and further modules in typeshed's `stdlib`: types for checkers only, and new parts of `typing`.
_STDLIB = frozenset((*sys.stdlib_module_names, "_typeshed", "typing_extensions"))


class StubFiles:
    """Finds ``.pyi`` files by module names, without importing the modules."""

    def __init__(self, typeshed: str | None) -> None:
        self._typeshed = typeshed
        self._third_party: dict[str, list[str]] | None = None

    def find(self, module: str) -> str | None:
        """Return the path of a module's stub, from the best source."""
        parts = module.split(".")
        if parts[0] in _STDLIB:
            return self._in_typeshed("stdlib", parts)
        for entry in sys.path:
            if os.path.isabs(entry):
                path = _stub_at(entry, [f"{parts[0]}-stubs", *parts[1:]]) or _stub_at(entry, parts)
                if path is not None:
                    return path
        for distribution in self._distributions(parts[0]):
            path = self._in_typeshed(os.path.join("stubs", distribution), parts)
            if path is not None:
                return path
        return None

    def source(self, module: str) -> str | None:
        """Return the path of a module's own source. It defines the type aliases if there is no stub."""
        parts = module.split(".")
        if parts[0] in _STDLIB:
            return None
        places = (os.path.join(entry, *parts) for entry in sys.path if os.path.isabs(entry))
        candidates = (each for place in places for each in (os.path.join(place, "__init__.py"), f"{place}.py"))
        return next(filter(os.path.isfile, candidates), None)

    def _in_typeshed(self, folder: str, parts: list[str]) -> str | None:
        return None if self._typeshed is None else _stub_at(os.path.join(self._typeshed, folder), parts)

    def _distributions(self, package: str) -> list[str]:
        """Return the typeshed distributions with stubs of a top-level package."""
        if self._typeshed is None:
            return []
        if self._third_party is None:
            self._third_party = {}
            stubs = os.path.join(self._typeshed, "stubs")
            for distribution in sorted(_listed(stubs)):
                for name in _listed(os.path.join(stubs, distribution)):
                    self._third_party.setdefault(name.removesuffix(".pyi"), []).append(distribution)
        return self._third_party.get(package, [])


def _stub_at(folder: str, parts: list[str]) -> str | None:
    path = os.path.join(folder, *parts)
    for candidate in (os.path.join(path, "__init__.pyi"), f"{path}.pyi"):
        if os.path.isfile(candidate):
            return candidate
    return None


def _listed(folder: str) -> list[str]:
    try:
        return os.listdir(folder)
    except OSError:
        return []
