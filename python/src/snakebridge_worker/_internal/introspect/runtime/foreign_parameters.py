"""Rewrites parameter lists of C and C++ tools for Python: ``(int a, b: ns::T = <T>)`` becomes ``(a, b=...)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_OPENING, _CLOSING = "([{<", ")]}>"
#: Cython writes a C type before the name: one word, or the words of one C type.
_TYPED = re.compile(r"(?:(?:const|unsigned|signed|long|short)\s+)*[\w.]+(?:\[[\w:, ]*\])?[\s*&]+(\w+)$")


def python_parameters(text: str) -> str | None:
    """Return ``(…) -> …`` without types and defaults of other languages; ``None`` if it is unclear."""
    end = _end_of_list(text)
    if end is None:
        return None
    parameters = [_parameter(each) for each in _split(text[1 : end - 1], ",")]
    if any(each is None for each in parameters):
        return None
    _, arrow, returns = text[end:].partition("->")
    result = returns.strip().rstrip(".:")
    suffix = f" -> {result}" if arrow and _is_expression(result) else ""
    return f"({', '.join(each for each in parameters if each)}){suffix}"


def _parameter(text: str) -> str | None:
    """Return one parameter. Its annotation and default are left out if they are not Python's."""
    text = text.strip()
    if text in ("", "*", "/"):
        return text
    [head, *default] = _split(text, "=", 1)
    [name, *annotation] = _split(head, ":", 1)
    name = name.strip()
    typed = None if annotation else _TYPED.match(name)
    name = typed[1] if typed else name
    if not name.lstrip("*").isidentifier():
        return None
    kept = f": {annotation[0].strip()}" if annotation and _is_expression(annotation[0].strip()) else ""
    if not default:
        return f"{name}{kept}"
    # `...` shows only that there is a default.
    return f"{name}{kept} = {default[0].strip() if _is_expression(default[0].strip()) else '...'}"


def _split(text: str, separator: str, most: int = -1) -> list[str]:
    """Split at the separators outside of brackets and quotes."""
    parts, begin = [], 0
    for index in _outside(text):
        is_double = text[index : index + 2] in ("::", "==") or text[index - 1 : index + 1] in ("::", "==")
        if text[index] == separator and not is_double and most != 0:
            parts.append(text[begin:index])
            begin, most = index + 1, most - 1
    return [*parts, text[begin:]]


def _end_of_list(text: str) -> int | None:
    """Return the end of the parameter list at the beginning of the text."""
    outside = [index for index in _outside(text) if index > 0]
    return outside[0] if outside else (len(text) if text.endswith(")") else None)


def _outside(text: str) -> Iterator[int]:
    """Yield the indexes outside of brackets and quotes."""
    depth, quote = 0, ""
    for index, character in enumerate(text):
        if quote:
            quote = "" if character == quote and text[index - 1] != "\\" else quote
        elif character in "'\"":
            quote = character
        elif character in _OPENING:
            depth += 1
        elif character in _CLOSING and text[index - 1 : index + 1] != "->":
            depth -= 1
        elif depth == 0:
            yield index


def _is_expression(text: str) -> bool:
    try:
        ast.parse(text, mode="eval")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True
