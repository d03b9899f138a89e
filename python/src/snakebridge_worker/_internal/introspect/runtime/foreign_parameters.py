"""Parameters as tools for C and C++ write them, as Python would: ``(int a, b: ns::T = <T>)`` is ``(a, b=...)``."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

_OPENING, _CLOSING = "([{<", ")]}>"
#: Cython writes types of C before names: one word, or words that belong together in C.
_TYPED = re.compile(r"(?:(?:const|unsigned|signed|long|short)\s+)*[\w.]+(?:\[[\w:, ]*\])?[\s*&]+(\w+)$")


def python_parameters(text: str) -> str | None:
    """Return ``(…) -> …`` as Python would write it, without what is not Python's; ``None`` where that is not clear."""
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
    """Return one parameter, without its annotation or default where these are not Python's."""
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
    # Any expression says only that there is a default.
    return f"{name}{kept} = {default[0].strip() if _is_expression(default[0].strip()) else '...'}"


def _split(text: str, separator: str, most: int = -1) -> list[str]:
    """Split at the separators that are in no brackets or quotes."""
    parts, begin = [], 0
    for index in _outside(text):
        is_double = text[index : index + 2] in ("::", "==") or text[index - 1 : index + 1] in ("::", "==")
        if text[index] == separator and not is_double and most != 0:
            parts.append(text[begin:index])
            begin, most = index + 1, most - 1
    return [*parts, text[begin:]]


def _end_of_list(text: str) -> int | None:
    """Return where the list of parameters ends; the text begins with it."""
    outside = [index for index in _outside(text) if index > 0]
    return outside[0] if outside else (len(text) if text.endswith(")") else None)


def _outside(text: str) -> Iterator[int]:
    """Yield the places that are in no brackets or quotes."""
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
