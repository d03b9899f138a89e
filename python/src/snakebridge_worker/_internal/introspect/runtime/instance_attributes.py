"""The attributes that the methods of a class assign to its instances: ``self.x = …``.

The names come from the bytecode of all methods, so they need no source. The types come from the initializers' source.
"""

from __future__ import annotations

import dis
import types
from typing import Any

from ..facts import TypeFacts
from ..objects.static import class_dict, is_instance
from ..objects.wrapped import innermost
from .initializers import attribute_types

Attributes = dict[str, TypeFacts | None]

#: Methods that run for each new instance; other methods may never be called.
INITIALIZERS = ("__init__", "__post_init__", "__attrs_post_init__", "model_post_init")

_STORE = dis.opmap["STORE_ATTR"]
_known: dict[int, tuple[type, Attributes]] = {}


def instance_attributes(cls: type) -> Attributes:
    """Return the attributes that the class's own methods assign, with their types where these are certain."""
    # By identity, because comparing or hashing a class may run code of its metaclass.
    if id(cls) not in _known:
        _known[id(cls)] = (cls, _read(cls))
    return _known[id(cls)][1]


def _read(cls: type) -> Attributes:
    functions = {
        name: function
        for name, value in class_dict(cls).items()
        if is_instance(function := innermost(value), types.FunctionType)
        and not is_instance(value, staticmethod, classmethod)
    }
    stored = {name: _stored(function.__code__) for name, function in functions.items()}
    later = {each for name, names in stored.items() if name not in INITIALIZERS for each in names}
    attributes: Attributes = dict.fromkeys(each for names in stored.values() for each in names)
    for name in INITIALIZERS:
        if stored.get(name):
            for attribute, (type_, is_declared) in attribute_types(functions[name]).items():
                # Another method may assign a value of any other type.
                if attribute in attributes and (is_declared or attribute not in later):
                    attributes[attribute] = type_
    return attributes


def _stored(code: types.CodeType) -> list[str]:
    """Return the attributes that a function assigns to its first parameter."""
    if code.co_argcount == 0 or _STORE not in code.co_code[::2]:
        return []
    receiver = code.co_varnames[0]
    names = []
    before: Any = None
    for instruction in dis.get_instructions(code):
        if instruction.opcode == _STORE and before == receiver:
            names.append(instruction.argval)
        if instruction.opcode != dis.EXTENDED_ARG:
            # Python 3.13 loads two variables at once, the receiver last.
            value = instruction.argval
            before = (value[-1] if type(value) is tuple and value else value) if "LOAD" in instruction.opname else None
    return names
