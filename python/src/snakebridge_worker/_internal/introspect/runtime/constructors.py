"""Signatures of classes: which of ``__init__`` and ``__new__`` describes what the class accepts."""

from __future__ import annotations

import types

from ..objects.static import class_attribute, is_instance


def constructor_of(cls: type, name: str) -> object:
    """Return ``__init__`` or ``__new__`` of a class, unbound."""
    attribute = class_attribute(cls, name)
    return attribute.__func__ if isinstance(attribute, staticmethod) else attribute


def written_constructors(cls: type) -> list[types.FunctionType]:
    """Return those of ``__init__`` and ``__new__`` that are written in Python."""
    both = (constructor_of(cls, name) for name in ("__init__", "__new__"))
    return [each for each in both if is_instance(each, types.FunctionType)]


def has_own_constructor(cls: type) -> bool:
    """Return whether a class has a constructor other than that of ``object``."""
    if constructor_of(cls, "__init__") is not object.__init__:
        return True
    return constructor_of(cls, "__new__") is not object.__new__


def metaclass_intercepts(cls: type) -> bool:
    """Return whether reading an attribute of a class runs code of its metaclass."""
    return class_attribute(type(cls), "__getattribute__") is not type.__getattribute__
