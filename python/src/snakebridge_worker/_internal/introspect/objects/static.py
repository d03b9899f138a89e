"""Reads objects without running their code: no property, no ``__getattr__``, no false ``__class__``."""

from __future__ import annotations

import inspect
import sys
import types
from typing import Any, TypeGuard, TypeVar

MISSING: Any = object()
T = TypeVar("T")

_class_dict: Any = type.__dict__["__dict__"].__get__
_class_mro: Any = type.__dict__["__mro__"].__get__
_class_module: Any = type.__dict__["__module__"].__get__
_class_qualname: Any = type.__dict__["__qualname__"].__get__
_module_dict: Any = vars(types.ModuleType)["__dict__"].__get__

# Descriptors in C for C-level slots. Reading them runs no Python code.
_SAFE_DESCRIPTORS = (types.GetSetDescriptorType, types.MemberDescriptorType)
# Reading their attributes runs no code of a library.
_PLAIN = (types.BuiltinFunctionType, types.FunctionType, types.MethodDescriptorType)


def is_instance(value: object, *classes: type[T]) -> TypeGuard[T]:
    """Return whether the real type of ``value`` is one of these; ``isinstance`` would read its ``__class__`` too."""
    return issubclass(type(value), classes)


def is_class(value: object) -> TypeGuard[type]:
    """Return whether ``value`` is a class, by its real type."""
    return issubclass(type(value), type)


def is_module(value: object) -> TypeGuard[types.ModuleType]:
    """Return whether ``value`` is a module, by its real type."""
    return issubclass(type(value), types.ModuleType)


def module_dict(module: object) -> dict[str, Any]:
    """Return a module's names; empty for an object that only replaces a module."""
    return _module_dict(module) if is_module(module) else {}


def class_dict(cls: type) -> Any:
    """Return the class's own names, whatever its metaclass returns."""
    return _class_dict(cls)


def class_mro(cls: type) -> tuple[type, ...]:
    """Return the method resolution order, whatever the metaclass returns."""
    mro: tuple[type, ...] = _class_mro(cls)
    return mro


def class_attribute(cls: type, name: str) -> Any:
    """Return the unbound attribute of the first class in the MRO that has ``name``; ``MISSING`` if none does."""
    for base in class_mro(cls):
        names = class_dict(base)
        if name in names:
            return names[name]
    return MISSING


def class_path(cls: type) -> str:
    """Return ``"module:qualname"``, the same text as the worker sends for the class of a reference."""
    module = _class_module(cls)
    return f"{module if type(module) is str else _home(cls)}:{_class_qualname(cls)}"


def _home(cls: type) -> object:
    """Return the module of the functions of a class whose ``__module__`` is an attribute of its instances."""
    inside = f"{_class_qualname(cls)}."
    functions = (each for each in class_dict(cls).values() if type(each) is types.FunctionType)
    return next((each.__globals__.get("__name__") for each in functions if each.__qualname__.startswith(inside)), "?")


def inside(value: Any, path: str) -> Any:
    """Return the object of a dotted name inside of a class; the class itself for an empty name."""
    for name in path.split(".") if path else ():
        value = class_attribute(value, name) if is_class(value) else MISSING
    return value


def is_defined_where_named(cls: type) -> bool:
    """Return whether the class's module has the class under its qualified name."""
    module, _, qualname = class_path(cls).partition(":")
    first, _, rest = qualname.partition(".")
    return inside(module_dict(sys.modules.get(module)).get(first), rest) is cls


def static_text(value: object, name: str) -> str | None:
    """Return a text attribute such as ``__doc__``, read without running Python code."""
    if is_class(value) and name == "__module__":
        module = _class_module(value)
        return module if type(module) is str else None
    if type(value) in _PLAIN:
        text = getattr(value, name, None)
        return text if type(text) is str else None
    try:
        # The attributes of the class object itself are in its metaclass.
        attribute = class_attribute(type(value), name) if is_class(value) else inspect.getattr_static(value, name)
        if type(attribute) in _SAFE_DESCRIPTORS:
            attribute = attribute.__get__(value, type(value))
    except BaseException:
        return None
    return attribute if type(attribute) is str else None


def object_path(value: object) -> str | None:
    """Return the ``"module:qualname"`` that an object declares; ``None`` if it declares none."""
    if is_class(value):
        return class_path(value)
    module = static_text(value, "__module__")
    name = static_text(value, "__qualname__") or static_text(value, "__name__")
    return f"{module}:{name}" if module and name else None
