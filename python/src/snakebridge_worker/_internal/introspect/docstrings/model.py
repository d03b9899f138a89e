"""The parts of a docstring, in any style."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass
class Entry:
    """A documented parameter, result, attribute or exception."""

    name: str
    #: As written; empty if the docstring has none.
    type: str = ""
    text: str = ""


@dataclass
class Docstring:
    """The parts of one docstring; texts keep their markup."""

    #: The text before the first section.
    prose: str = ""
    parameters: list[Entry] = field(default_factory=list)
    returns: list[Entry] = field(default_factory=list)
    yields: list[Entry] = field(default_factory=list)
    raises: list[Entry] = field(default_factory=list)
    attributes: list[Entry] = field(default_factory=list)
    #: Other sections (``examples``, ``notes``, ``see also``…), as written.
    others: dict[str, str] = field(default_factory=dict)
    deprecated: str | None = None

    def entries(self, kind: str) -> list[Entry]:
        """Return the list of one kind of entries: ``parameters``, ``returns``, …"""
        entries: list[Entry] = getattr(self, kind)
        return entries
