"""Names, bases and attributes of classes, read without running code of a metaclass."""

from __future__ import annotations

from types import FunctionType

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_mro = type.__dict__["__mro__"].__get__
_qualname = type.__dict__["__qualname__"].__get__
_dict = type.__dict__["__dict__"].__get__
_module = type.__dict__["__module__"].__get__


def class_name(cls: type) -> str:
    """``"module:qualname"``."""
    module = _module(cls)
    return f"{module if type(module) is str else _home(cls)}:{_qualname(cls)}"


def _home(cls: type) -> object:
    """The module of the functions of a class whose ``__module__`` is an attribute of its instances (zope.interface)."""
    inside = f"{_qualname(cls)}."
    functions = (each for each in _dict(cls).values() if type(each) is FunctionType)
    return next((each.__globals__.get("__name__") for each in functions if each.__qualname__.startswith(inside)), "?")


def bases_of(cls: type) -> tuple[type, ...]:
    """The MRO of a class."""
    return _mro(cls)  # type: ignore[no-any-return]


def attributes_of(cls: type) -> Mapping[str, object]:
    """What the class itself defines."""
    return _dict(cls)  # type: ignore[no-any-return]


def class_names(cls: type) -> list[str]:
    """The names of the class and its bases, in the order of its MRO."""
    return [class_name(base) for base in _mro(cls)]
