"""numpydoc: sections with an underlined title; ``name : type`` over an indented text."""

from __future__ import annotations

import re

from .lines import blocks, joined
from .model import Entry
from .titles import is_title

#: Unknown sections after the first one are read like this one.
_UNKNOWN_TITLE = "references"
_RULE = re.compile(r"\s*(-{3,}|={3,})\s*")
#: ``name: type``, which some authors write instead of ``name : type``.
_NAMED = re.compile(r"[A-Za-z_]\w*: \S")
_NAMES = re.compile(r"(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::\s*(.*))?$")


def title_at(lines: list[str], index: int, *, is_first: bool) -> str | None:
    """Return the title of the section that begins at a line; the underline is the next line."""
    underline = lines[index + 1] if index + 1 < len(lines) else ""
    title = lines[index].strip().lower() if _RULE.fullmatch(underline) else ""
    if not title:
        return None
    if is_title(title):
        return title
    return None if is_first else _UNKNOWN_TITLE


def entries(kind: str, lines: list[str]) -> list[Entry]:
    """Return the entries of a section."""
    result: list[Entry] = []
    for head, body in blocks(lines):
        text = joined(body)
        if kind in ("returns", "yields", "raises"):
            result.append(_result(kind, head, text))
        elif match := _NAMES.match(head):
            type_ = (match[2] or "").strip()
            result += [Entry(name.strip(), type_, text.strip()) for name in match[1].split(",")]
    return result


def _result(kind: str, head: str, text: str) -> Entry:
    separator = " : " if " : " in head or not _NAMED.match(head) else ": "
    name, _, type_ = head.partition(separator)
    if type_:
        return Entry(name.strip(), type_.strip(), text)
    if kind == "raises":
        return Entry(name.strip(), text=text)
    # A result without a name: the line is its type.
    return Entry("", name.strip().rstrip(":"), text)
