"""Google's style: ``Args:`` over an indented block of ``name (type): text``."""

from __future__ import annotations

import re

from .lines import blocks, dedented, is_indented, joined
from .model import Entry
from .titles import is_title

_TITLE = re.compile(r"([A-Za-z][A-Za-z ]{2,20}):")
_ENTRY = re.compile(r"(\*{0,2}[\w.]+)\s*(?:\((.*?)\))?\s*:(?:\s+(.*))?$")
_TYPE = re.compile(r"[\w.]+(?:\[[\w\s.,|\[\]]*\])?(?:(?: of| or| \||,) [\w.]+)*")
_TYPE_LIMIT = 200


def section_at(lines: list[str], index: int) -> tuple[str, list[str], int] | None:
    """Return the section that begins at a line: its title, its dedented lines, and the index of the line after it."""
    match = _TITLE.fullmatch(lines[index])
    title = match[1].lower() if match else ""
    if not is_title(title) or not is_indented(lines, index + 1):
        return None
    end = index + 1
    while end < len(lines) and (not lines[end].strip() or lines[end][:1].isspace()):
        end += 1
    return title, dedented(lines[index + 1 : end]), end


def entries(kind: str, lines: list[str]) -> list[Entry]:
    """Return the entries of a section."""
    result: list[Entry] = []
    for head, body in blocks(lines):
        text = joined(body)
        if kind == "raises":
            name, _, first = head.partition(":")
            result.append(Entry(name.strip(), text=_text(first.strip(), text)))
        elif kind not in ("returns", "yields"):
            if match := _ENTRY.match(head):
                result.append(Entry(match[1], (match[2] or "").strip(), _text(match[3] or "", text)))
        elif result:
            # A result has one entry: this is a second paragraph, or a second line of its text.
            result[0].text = _text(f"{result[0].text}\n{head}", text)
        else:
            type_, _, first = head.partition(": ")
            if not first or not _TYPE.fullmatch(type_[:_TYPE_LIMIT].strip()):
                type_, first = "", head
            result.append(Entry("", type_.strip(), _text(first, text)))
    return result


def _text(first: str, rest: str) -> str:
    return f"{first}\n{rest}".strip()
