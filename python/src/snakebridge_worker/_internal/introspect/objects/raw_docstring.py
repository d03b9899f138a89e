"""The docstrings of objects, unprocessed."""

from __future__ import annotations

from .static import class_dict, is_class, static_text


def raw_docstring(value: object) -> str | None:
    """Return the docstring, without running code."""
    if is_class(value):
        text = class_dict(value).get("__doc__")
        return text if type(text) is str else None
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    text = static_text(value, "__doc__")
    # The docstring that an instance inherits describes its class.
    return None if text is class_dict(type(value)).get("__doc__") else text
