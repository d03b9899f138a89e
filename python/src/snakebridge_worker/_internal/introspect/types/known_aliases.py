"""Aliases and protocols that have types of their own in TypeScript, known by their names."""

from __future__ import annotations

import re

from ..facts import NameType
from .constructors import named

#: The elements of numpy's array-like aliases, by the part of their names that differs.
_ELEMENTS = {
    "Bool": ["builtins:bool"],
    "UInt": ["builtins:int"],
    "Int": ["builtins:int"],
    "Float": ["builtins:float"],
    "Float64": ["builtins:float"],
    "Complex": ["builtins:complex"],
    "Complex128": ["builtins:complex"],
    "Number": ["builtins:complex"],
    "TD64": ["builtins:int", "datetime:timedelta"],
    "DT64": ["datetime:datetime"],
    "Str": ["builtins:str"],
    "String": ["builtins:str"],
    "Bytes": ["builtins:bytes"],
    "AnyString": ["builtins:str", "builtins:bytes"],
}
_ARRAY_LIKE = re.compile(r"_?ArrayLike(\w*?)(?:_co)?")


def known_alias(module: str, name: str) -> NameType | None:
    """Return the type of an alias or a protocol that TypeScript's type table knows by its name."""
    if module == "_typeshed":
        return named("_typeshed:SupportsRichComparison") if name == "SupportsRichComparison" else None
    if (module, name) == ("os", "PathLike"):
        return named("os:PathLike")
    if not module.startswith(("numpy._typing", "numpy.typing")):
        return None
    if re.fullmatch(r"_?DTypeLike\w*", name):
        return named("numpy.typing:DTypeLike")
    if name in ("_NestedSequence", "_SupportsArray"):
        return named("numpy.typing:ArrayLike")
    match = _ARRAY_LIKE.fullmatch(name)
    elements = None if match is None else _ELEMENTS.get(match.group(1), [])
    if elements is None:
        return None
    facts = named("numpy.typing:ArrayLike")
    if elements:
        facts["args"] = [named(each) for each in elements]
    return facts
