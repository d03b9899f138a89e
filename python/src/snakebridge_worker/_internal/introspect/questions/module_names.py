"""The modules of a library, found in its folders; none of them is imported."""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Sequence

from ..objects.guarded import guarded
from ..objects.static import module_dict

_MODULES_LIMIT = 3000
_DEPTH_LIMIT = 12
#: Not for the library's users. Importing some of them runs tests or a setup.
_HIDDEN = frozenset(("conftest", "setup", "test", "tests"))


def module_names(library: str, module: object) -> list[str]:
    """Return the sorted names of a package and all public modules in it."""
    names = [library]
    _add_modules(library, _folders(module), names, 0)
    return sorted(names)


def nested_modules(name: str, module: object) -> list[str]:
    """Return the sorted names of the public modules directly in a package."""
    names: list[str] = []
    _add_modules(name, _folders(module), names, _DEPTH_LIMIT)
    return sorted(names)


def _folders(module: object) -> list[str]:
    names = guarded(lambda: [each for each in module_dict(module)["__path__"] if type(each) is str])
    return names or []


def _add_modules(parent: str, folders: Sequence[str], names: list[str], depth: int) -> None:
    for each in guarded(lambda: list(pkgutil.iter_modules(folders))) or ():
        if each.name.startswith("_") or each.name in _HIDDEN or len(names) >= _MODULES_LIMIT:
            continue
        name = f"{parent}.{each.name}"
        if name not in names:
            names.append(name)
        if each.ispkg and depth < _DEPTH_LIMIT:
            _add_modules(name, [os.path.join(folder, each.name) for folder in folders], names, depth + 1)
