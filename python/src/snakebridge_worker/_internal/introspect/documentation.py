"""Docstrings, cut by rule: at most ``LIMIT`` characters, ending at a paragraph where there is one."""

from __future__ import annotations

import inspect

from .static import class_dict, class_mro, is_class, static_text

LIMIT = 2000
SUMMARY_LIMIT = 300
# Nothing beyond this is even looked at: docstrings of megabytes exist.
_READ_LIMIT = 4 * LIMIT


def documentation(value: object) -> str | None:
    """Return the docstring of a function, class or module, dedented and cut at a paragraph."""
    text = _own_docstring(value)
    if text is None:
        return None
    # C extensions begin with the signature, which is told better elsewhere.
    first, _, others = text.partition("\n\n")
    if others and first.startswith(f"{static_text(value, '__name__')}("):
        text = others.lstrip("\n")
    if len(text) > LIMIT:
        head = text[: LIMIT + 1]
        end = max(head.rfind("\n\n"), 0) or max(head.rfind("\n"), 0) or LIMIT
        text = head[:end].rstrip() + "\n\n…"
    return text or None


def summary(owner: type, name: str, value: object) -> str | None:
    """Return the first paragraph of a member's docstring on one line, inherited where the member has none."""
    text = _own_docstring(value, LIMIT)
    for base in class_mro(owner) if text is None else ():
        if name in class_dict(base):
            text = _own_docstring(class_dict(base)[name], LIMIT)
        if text is not None:
            break
    if text is None:
        return None
    paragraph = " ".join(text.split("\n\n", 1)[0].split())
    return paragraph if len(paragraph) <= SUMMARY_LIMIT else paragraph[: SUMMARY_LIMIT - 1].rstrip() + "…"


def raw_docstring(value: object) -> str | None:
    """Return the docstring as it is, without running code."""
    if is_class(value):
        text = class_dict(value).get("__doc__")
        return text if type(text) is str else None
    if isinstance(value, (staticmethod, classmethod)):
        value = value.__func__
    text = static_text(value, "__doc__")
    # What an instance has from its class is about the class.
    return None if text is class_dict(type(value)).get("__doc__") else text


def _own_docstring(value: object, limit: int = _READ_LIMIT) -> str | None:
    text = raw_docstring(value)
    if type(text) is not str:
        return None
    return inspect.cleandoc(text[:limit]).strip() or None
