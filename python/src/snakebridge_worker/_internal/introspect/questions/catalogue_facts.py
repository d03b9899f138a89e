"""The schema of the catalogue's answers: the types of ``src/commands/lookup/entry.ts``, under the same names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

from ..facts import Async

if TYPE_CHECKING:
    from typing_extensions import NotRequired

    from ..facts import SignatureFacts


class NameFacts(TypedDict):
    """A name in a module, or a member of a class. A name that was listed before has only its home."""

    name: str
    kind: Literal["class", "function", "object", "method", "property"]
    home: NotRequired[str]
    signature: NotRequired[SignatureFacts]
    summary: NotRequired[str]
    members: NotRequired[list[NameFacts]]


class EntryFacts(Async):
    """Everything about one name."""

    name: str
    kind: str
    home: NotRequired[str]
    signature: NotRequired[SignatureFacts]
    type: NotRequired[str]
    doc: NotRequired[str]
    names: NotRequired[list[NameFacts]]
    modules: NotRequired[list[str]]


class EntryAnswer(TypedDict):
    entry: EntryFacts


class NamesAnswer(TypedDict):
    names: list[NameFacts]


class ModulesAnswer(TypedDict):
    modules: list[str]
