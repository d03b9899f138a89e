"""The forms of ``typing`` by their names."""

from __future__ import annotations

import re

#: Forms that only wrap their first argument.
WRAPPERS = frozenset(("Annotated", "ClassVar", "Final", "NotRequired", "ReadOnly", "Required"))
#: Modules whose protocols are known by name.
DESCRIBING = frozenset(("_typeshed", "collections.abc", "typing", "typing_extensions"))

_CLASSES = {
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
#: Forms without a definition in `typing.pyi`; at run time they are generic classes of `collections.abc`.
_ABSTRACT = frozenset((
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Buffer", "ByteString", "Collection", "Container",
    "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence", "Sized", "ValuesView",
))  # fmt: skip


def is_required(text: str, *, otherwise: bool) -> bool:
    """Return whether the annotation of a ``TypedDict`` key marks it as required."""
    marks = re.findall(r"\b(?:NotRequired|Required)\b", text)
    return marks[0] == "Required" if marks else otherwise


def form_path(name: str) -> str | None:
    """Return the class that a form of ``typing`` represents."""
    return _CLASSES.get(name) or (f"collections.abc:{name}" if name in _ABSTRACT else None)
