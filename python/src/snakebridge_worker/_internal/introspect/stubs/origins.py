"""The modules and classes that the names in stubs come from."""

from __future__ import annotations

from ..facts import TypeFacts
from ..types.constructors import UNKNOWN, named
from ..types.typing_forms import DESCRIBING, form_path
from .definitions import Binding, Imported

#: The modules whose names can be forms.
FORM_MODULES = DESCRIBING | {"types"}


def origin_of(binding: Binding) -> tuple[str, str | None]:
    """Return the module that defines a name, and the name there; no name for a module itself."""
    first = binding.first
    return (first.module, first.name) if isinstance(first, Imported) else (binding.scope.module, binding.name)


def form_of(binding: Binding) -> str | None:
    """Return the class that a form of ``typing`` represents, under whatever name a module imports it."""
    module, name = origin_of(binding)
    return form_path(name) if name is not None and module in FORM_MODULES else None


def class_by_bases(path: str, bases: list[str]) -> TypeFacts:
    """Return the type of a class by the names of its bases."""
    if path == "typing:Any":
        return UNKNOWN
    if "TypedDict" in bases:
        return {"kind": "name", "name": "builtins:dict", "args": [named("builtins:str"), UNKNOWN]}
    return named(path)


def protocol_path(module: str, name: str) -> str | None:
    """Return the path of a protocol that is known without a stub."""
    return f"{module.replace('typing_extensions', 'typing')}:{name}" if name.startswith("Supports") else None
