"""Classes that say nothing of what their instances are: objects of unrelated classes count as theirs."""

from __future__ import annotations

import sys

from ..objects.static import class_dict, class_mro, class_path

_FORMS = frozenset(("builtins:object", "typing:Generic", "typing:Protocol", "typing_extensions:Protocol"))


def is_structural_class(cls: type) -> bool:
    """Tell whether an object may count as an instance without being of a subclass: of a protocol, or by registration.

    Abstract classes of Python itself are there to be registered with (``numbers``); those of libraries are bases,
    unless they decide for themselves what their subclasses are.
    """
    names = class_dict(cls)
    if names.get("_is_protocol") is True:
        return True
    methods = names.get("__abstractmethods__")
    # The class `type` has a descriptor there.
    is_abstract = type(methods) is frozenset and bool(methods)
    return is_abstract and (_is_of_python(cls) or _decides(cls))


def _decides(cls: type) -> bool:
    return any("__subclasshook__" in class_dict(base) and not _is_of_python(base) for base in class_mro(cls))


def _is_of_python(cls: type) -> bool:
    return class_path(cls).partition(":")[0].partition(".")[0] in sys.stdlib_module_names


def members_of_protocol(cls: type) -> set[str]:
    """Return the names of what a protocol asks for, that of its bases included."""
    bases = [class_dict(base) for base in class_mro(cls) if class_path(base) not in _FORMS]
    return {name for names in bases for name in (*names, *(names.get("__annotations__") or ())) if type(name) is str}
