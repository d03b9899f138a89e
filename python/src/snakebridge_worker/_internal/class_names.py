"""Names of classes, read without running code of a metaclass."""

from __future__ import annotations

_mro = type.__dict__["__mro__"].__get__
_qualname = type.__dict__["__qualname__"].__get__
_module = type.__dict__["__module__"].__get__


def class_name(cls: type) -> str:
    """``"module:qualname"``."""
    module = _module(cls)
    return f"{module if type(module) is str else '?'}:{_qualname(cls)}"


def class_names(cls: type) -> list[str]:
    """The names of the class and its bases, in the order of its MRO."""
    return [class_name(base) for base in _mro(cls)]
