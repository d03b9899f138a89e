"""Classes whose instances can be of unrelated classes: protocols, and abstract classes with registration."""

from __future__ import annotations

import sys

from ..objects.static import class_dict, class_mro, class_path

#: Bases that ask for no members.
_FORMS = frozenset(("builtins:object", "typing:Generic", "typing:Protocol", "typing_extensions:Protocol"))


def is_structural_class(cls: type) -> bool:
    """Return whether an object can count as an instance without being of a subclass.

    Python's own abstract classes accept registrations (``numbers``). The abstract classes of libraries are bases,
    unless they decide themselves which classes are their subclasses.
    """
    names = class_dict(cls)
    if names.get("_is_protocol") is True:
        return True
    methods = names.get("__abstractmethods__")
    # The class `type` has a descriptor under this name.
    is_abstract = type(methods) is frozenset and bool(methods)
    return is_abstract and (_is_of_python(cls) or _has_subclass_hook(cls))


def members_of_protocol(cls: type) -> set[str]:
    """Return the names of the members that a protocol and its bases ask for."""
    bases = [class_dict(base) for base in class_mro(cls) if class_path(base) not in _FORMS]
    return {name for names in bases for name in (*names, *(names.get("__annotations__") or ())) if type(name) is str}


def _has_subclass_hook(cls: type) -> bool:
    return any("__subclasshook__" in class_dict(base) and not _is_of_python(base) for base in class_mro(cls))


def _is_of_python(cls: type) -> bool:
    return class_path(cls).partition(":")[0].partition(".")[0] in sys.stdlib_module_names
