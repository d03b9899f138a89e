"""The classes that docstrings name."""

from __future__ import annotations

import sys
import types
from collections.abc import Mapping
from typing import Any

from ..facts import TypeFacts
from ..objects.static import (
    MISSING,
    class_attribute,
    class_mro,
    class_path,
    is_class,
    is_instance,
    is_module,
    module_dict,
    static_text,
)
from ..objects.wrapped import innermost
from ..runtime.structural_classes import is_structural_class
from ..types.constructors import UNKNOWN, named, union
from ..types.numpy_types import ARRAY, ARRAY_LIKE, ELEMENT

#: Words for numpy's types, valid in modules that import numpy.
_OF_NUMPY: dict[str, TypeFacts] = {
    **dict.fromkeys(("array", "arrays"), ARRAY),
    **dict.fromkeys(("array_like", "array-like", "arraylike", "array_likes", "array-likes"), ARRAY_LIKE),
    **dict.fromkeys(("scalar", "scalars"), union([named("builtins:complex"), ELEMENT])),
    **dict.fromkeys(("dtype", "data-type", "np.dtype", "numpy.dtype"), named("numpy.typing:DTypeLike")),
}
#: A class with one of these methods can accept other values too: a number, a text, a list.
_OPEN = ("__add__", "__radd__", "__int__", "__float__", "__iter__", "__getitem__", "__fspath__", "__call__")


class ClassNames:
    """The classes that a docstring can name: those of its module and of the library's top-level package."""

    def __init__(self, value: object) -> None:
        function = innermost(value)
        module = static_text(value, "__module__") or ""
        own = function.__globals__ if is_instance(function, types.FunctionType) else _names_of(module)
        self._library = module.partition(".")[0]
        self._scopes: list[Mapping[str, Any]] = [own, _names_of(self._library)]
        imported = (own.get(each) for each in ("np", "numpy"))
        self.has_numpy = self._library == "numpy" or any(static_text(each, "__name__") == "numpy" for each in imported)
        #: Words before a name that only name its library: "a NetworkX graph".
        self.owners = frozenset((self._library.lower(), "numpy", "scipy"))

    def resolve(self, name: str) -> TypeFacts:
        """Return the class of a name; if the whole name leads nowhere, the class of its last part."""
        cls = self._find(name)
        word = _OF_NUMPY.get(name.lower()) if self.has_numpy else None
        # A library with a class `Array` means that class by "array" (pyarrow).
        if word is not None and not self._has_own(cls, name):
            return word
        return UNKNOWN if cls is None or is_structural_class(cls) else named(class_path(cls))

    def _has_own(self, cls: type | None, word: str) -> bool:
        module, _, name = ("", "", "") if cls is None else class_path(cls).partition(":")
        return module.partition(".")[0] == self._library and name != word.lower()

    def is_only(self, name: str) -> bool:
        """Return whether a name is a class of this library that accepts only its own instances."""
        cls = self._find(name.partition(":")[2])
        if cls is None or class_path(cls) != name or not name.startswith((f"{self._library}.", f"{self._library}:")):
            return False
        return _has_no_builtin_base(cls) and all(class_attribute(cls, each) is MISSING for each in _OPEN)

    def _find(self, name: str) -> type | None:
        path = name.split(".")
        # "graph" is the class `Graph`, if the library has one.
        ways = [(scope, way) for way in (path, path[-1:]) for scope in self._scopes]
        if name.isalpha() and name.islower():
            ways.append((self._scopes[1], [name.capitalize()]))
        values = (_follow(scope, way) for scope, way in ways)
        return next((each for each in values if is_class(each)), None)


def _has_no_builtin_base(cls: type) -> bool:
    return not any(class_path(each).startswith("builtins:") for each in class_mro(cls) if each is not object)


def _names_of(module: str) -> Mapping[str, Any]:
    return module_dict(sys.modules.get(module))


def _follow(scope: Mapping[str, Any], path: list[str]) -> object:
    value: object = scope.get(path[0])
    for name in path[1:]:
        # A submodule may be loaded only because of an earlier question.
        value = module_dict(value).get(name) if is_module(value) else None
        if is_module(value):
            return None
    return value
