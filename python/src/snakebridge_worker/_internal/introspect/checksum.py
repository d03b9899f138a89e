"""The checksum of a signature, computed by the introspector and by the worker.

It covers everything that a wrapper relies on: the parameters, their order, whether each is required, and how each can
be passed. Defaults, annotations and names that no caller can use are not part of it. This module only reads attributes
that Python itself sets, and only imports modules that a worker has loaded anyway.
"""

from __future__ import annotations

import hashlib
import re
import sys
import types

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_LENGTH = 12
_WRAPPERS = 32

_mro: Any = type.__dict__["__mro__"].__get__
_names: Any = type.__dict__["__dict__"].__get__


def checksum_of(module: str, value: object) -> str | None:
    """Return the checksum of a function or a class that ``module`` exports.

    ``None`` if nothing about it is reliable: it accepts anything, does not declare its parameters, or comes from
    another library, as the replacements by a program or an instrumentation do. Python's own library has none: it
    differs between systems, and changes only with Python.
    """
    library = module.partition(".")[0]
    if library in sys.stdlib_module_names:
        return None
    shape = _class_shape(value, library) if issubclass(type(value), type) else _shape(value, library)
    return None if shape is None else hashlib.sha256(shape.encode()).hexdigest()[:_LENGTH]


def _class_shape(cls: Any, library: str) -> str | None:
    shapes = [f"{name}({shape})" for name in ("__new__", "__init__") if (shape := _constructor(cls, name, library))]
    return " ".join(shapes) or None


def _constructor(cls: type, name: str, library: str) -> str | None:
    constructor = next((_names(base)[name] for base in _mro(cls) if name in _names(base)), None)
    return _shape(constructor.__func__ if type(constructor) is staticmethod else constructor, library)


def _shape(value: object, library: str) -> str | None:
    function = _innermost(value)
    parts: list[str] | None
    if type(function) is types.FunctionType:
        parts = _of_code(function)
    elif type(function) is types.BuiltinFunctionType:
        parts = _of_text(getattr(function, "__text_signature__", None))
    else:
        return None
    home = function.__module__
    if type(home) is not str or home.partition(".")[0] != library or parts is None or parts == ["*", "**"]:
        return None
    return ", ".join(parts)


def _innermost(value: object) -> Any:
    """Return the function inside of decorators that set ``__wrapped__``."""
    for _ in range(_WRAPPERS):
        if type(value) is types.MethodType:
            return value.__func__
        try:
            names = object.__getattribute__(value, "__dict__")
        except AttributeError:
            return value
        if type(names) is not dict or "__wrapped__" not in names:
            return value
        value = names["__wrapped__"]
    return value


def _of_code(function: types.FunctionType) -> list[str]:
    code = function.__code__
    names = code.co_varnames
    required = code.co_argcount - len(function.__defaults__ or ())
    optional = function.__kwdefaults__ or {}

    def positional(index: int) -> str:
        name = "_" if index < code.co_posonlyargcount else names[index]
        return name if index < required else f"{name}="

    by_keyword = sorted(names[code.co_argcount : code.co_argcount + code.co_kwonlyargcount])
    return [
        *map(positional, range(code.co_argcount)),
        *(["*"] if code.co_flags & 0x04 else []),
        *(f"{name}:=" if name in optional else f"{name}:" for name in by_keyword),
        *(["**"] if code.co_flags & 0x08 else []),
    ]


def _of_text(signature: object) -> list[str] | None:
    """Return the parameters of a function in C, from ``($module, x, /, *, key=None)``."""
    if type(signature) is not str or not re.fullmatch(r"\([^()\[\]{}\"']*\)", signature):
        return None
    parts: list[str] = []
    mark = ""
    for each in filter(None, map(str.strip, signature[1:-1].split(","))):
        name, _, default = each.partition("=")
        name = name.partition(":")[0].strip()
        if name == "/":
            parts = ["_=" if part.endswith("=") else "_" for part in parts]
        elif name.startswith("**"):
            parts.append("**")
        elif name.startswith("*"):
            mark = ":"
            parts += ["*"] if len(name) > 1 else []
        elif not name.startswith("$"):
            parts.append(f"{name}{mark}{'=' if default else ''}")
    return parts
