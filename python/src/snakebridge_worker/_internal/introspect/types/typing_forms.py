"""The forms of ``typing`` by their names, and aliases that say more than what they stand for."""

from __future__ import annotations

import re

from .constructors import Facts, named

#: Forms that are about their first argument.
WRAPPERS = frozenset(("Annotated", "ClassVar", "Final", "NotRequired", "ReadOnly", "Required"))
#: Modules whose protocols are known by name.
DESCRIBING = frozenset(("_typeshed", "collections.abc", "typing", "typing_extensions"))

_STANDS_FOR = {
    "List": "builtins:list",
    "Dict": "builtins:dict",
    "Set": "builtins:set",
    "FrozenSet": "builtins:frozenset",
    "Tuple": "builtins:tuple",
    "Type": "builtins:type",
    "Text": "builtins:str",
    "LiteralString": "builtins:str",
    "AbstractSet": "collections.abc:Set",
    "ContextManager": "contextlib:AbstractContextManager",
    "AsyncContextManager": "contextlib:AbstractAsyncContextManager",
    "TypeGuard": "builtins:bool",
    "TypeIs": "builtins:bool",
    "Self": "typing:Self",
    "NamedTuple": "typing:NamedTuple",
    "Unpack": "typing:Unpack",
    "Never": "typing:Never",
    "NoReturn": "typing:Never",
}
#: Bare forms of `typing.pyi` that are generic classes of `collections.abc` at run time.
_ABSTRACT = frozenset((
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Buffer", "ByteString", "Collection", "Container",
    "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence", "Sized", "ValuesView",
))  # fmt: skip
#: What `numpy._typing` calls what can be coerced to these.
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


def is_required(text: str, *, otherwise: bool) -> bool:
    """Tell whether the annotation of a key of a ``TypedDict`` marks it as required."""
    marks = re.findall(r"\b(?:NotRequired|Required)\b", text)
    return marks[0] == "Required" if marks else otherwise


def form_path(name: str) -> str | None:
    """Return the class that a bare form of ``typing`` stands for."""
    return _STANDS_FOR.get(name) or (f"collections.abc:{name}" if name in _ABSTRACT else None)


def known_alias(module: str, name: str) -> Facts | None:
    """Return the facts of an alias, or a protocol, that the type table knows by its name."""
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
    return {**facts, "args": [named(each) for each in elements]} if elements else facts
