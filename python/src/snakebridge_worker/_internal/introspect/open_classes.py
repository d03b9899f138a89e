"""Classes that say nothing of what their instances are: objects of unrelated classes count as theirs."""

from __future__ import annotations

import sys

from .static import class_dict, class_mro, class_path


def is_open_class(cls: type) -> bool:
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
