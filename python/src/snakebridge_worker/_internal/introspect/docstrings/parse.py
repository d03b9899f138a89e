"""Splits a docstring into its parts, and chooses the style of each part.

Many docstrings mix styles, so each section is read in its own style. A line begins a section of numpydoc
(``Parameters`` over dashes), a section of Google's style (``Args:`` over an indented block) or a Sphinx field
(``:param x:``), or it continues the part before. Text in no style is prose.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from . import google, numpydoc, sphinx
from .lines import joined
from .model import Docstring, Entry
from .titles import ENTRIES, OTHERS


@dataclass
class _Section:
    title: str
    lines: list[str]
    entries: Callable[[str, list[str]], list[Entry]]


def parse_docstring(text: str) -> Docstring:
    """Split a dedented docstring into its parts."""
    docstring = Docstring()
    prose, sections = _sections(text.split("\n"))
    for section in sections:
        kind = ENTRIES.get(section.title)
        if kind is None:
            docstring.others[OTHERS[section.title]] = joined(section.lines)
        else:
            docstring.entries(kind).extend(section.entries(kind, section.lines))
    rest = joined(sphinx.take_fields(prose, docstring))
    docstring.prose = sphinx.take_deprecation(rest, docstring)
    return docstring


def _sections(lines: list[str]) -> tuple[list[str], list[_Section]]:
    """Split into the lines before the first section, and the sections."""
    prose: list[str] = []
    sections: list[_Section] = []
    current = prose
    index = 0
    while index < len(lines):
        title = numpydoc.title_at(lines, index, is_first=not sections)
        block = google.section_at(lines, index) if title is None else None
        if title is not None:
            current = []
            sections.append(_Section(title, current, numpydoc.entries))
            index += 2
        elif block is not None:
            title, body, index = block
            sections.append(_Section(title, body, google.entries))
        else:
            current.append(lines[index])
            index += 1
    return prose, sections
