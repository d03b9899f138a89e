"""The documentation of a symbol: the parts of its docstring, each shortened by rule.

Functions and classes keep at most ``PROSE_LIMIT`` characters of prose, up to the end of a paragraph. Members keep the
first paragraph. Parameters, results and exceptions keep the first paragraph, examples as many lines as fit.
"""

from __future__ import annotations

import inspect
import re
from functools import lru_cache

from ..copies import without_empty
from ..facts import DocDetails, DocEntry, Documentation, SignatureFacts
from ..objects.raw_docstring import raw_docstring
from ..objects.static import class_attribute, class_dict, class_mro, is_class, static_text
from .model import Docstring, Entry
from .parse import parse_docstring

PROSE_LIMIT = 1000
SUMMARY_LIMIT = 300
ENTRY_LIMIT = 300
MEMBER_ENTRY_LIMIT = 120
EXAMPLE_LIMIT = 600
TYPE_LIMIT = 80
#: The limit for docstrings that are shown as a whole.
FULL_LIMIT = 500_000
# The text after this limit is not read: some docstrings have megabytes.
_READ_LIMIT = 64_000
_ENTRIES_LIMIT = 100
_SEE_LIMIT = 6
_SEE = re.compile(r"(?::[\w:]+:)?`?~?([A-Za-z_][\w.]*)`?")


def docstring_of(value: object) -> Docstring | None:
    """Return the parts of the docstring of a function, a class or an object."""
    text = _own_text(value)
    if text is None:
        return None
    # Docstrings in C extensions begin with the signature, which another reader reads.
    first, _, others = text.partition("\n\n")
    if others and first.startswith(f"{static_text(value, '__name__')}("):
        text = others.lstrip("\n")
    parsed = parse_docstring(text)
    return _with_constructor(value, parsed) if is_class(value) else parsed


def member_docstring(owner: type, name: str, value: object) -> Docstring | None:
    """Return the docstring of a member, the inherited one if it has none."""
    text = _own_text(value)
    for base in class_mro(owner) if text is None else ():
        if name in class_dict(base):
            text = _own_text(class_dict(base)[name])
        if text is not None:
            break
    return None if text is None else _parsed(text)


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Docstring:
    """Parse a docstring that many classes may inherit. No caller may change the result."""
    return parse_docstring(text)


def documentation(docstring: Docstring | None, signature: SignatureFacts | None = None) -> Documentation:
    """Return ``doc`` and ``details`` of a symbol, if it has them."""
    if docstring is None:
        return {}
    prose = docstring.prose
    if len(prose) > PROSE_LIMIT:
        head = prose[: PROSE_LIMIT + 1]
        end = max(head.rfind("\n\n"), 0) or max(head.rfind("\n"), 0) or PROSE_LIMIT
        prose = head[:end].rstrip() + "\n\n…"
    details = _details(docstring, signature, ENTRY_LIMIT)
    details["example"] = _complete_lines(docstring.others.get("examples", ""))
    details["see"] = _names(docstring.others.get("see also", ""))[:_SEE_LIMIT]
    facts: Documentation = {"doc": prose, "details": without_empty(details)}
    return without_empty(facts)


def member_documentation(docstring: Docstring | None, signature: SignatureFacts | None) -> Documentation:
    """Return the documentation of a member, which is shorter."""
    if docstring is None:
        return {}
    paragraph = " ".join(docstring.prose.split("\n\n", 1)[0].split())
    details = _details(docstring, signature, MEMBER_ENTRY_LIMIT)
    facts: Documentation = {"doc": _cut(paragraph, SUMMARY_LIMIT), "details": without_empty(details)}
    return without_empty(facts)


def full_docstring(owner: type | None, name: str, value: object) -> str | None:
    """Return a docstring dedented, but not shortened; that of a member can be inherited."""
    for each in [value, *(class_dict(base).get(name) for base in class_mro(owner))] if owner else [value]:
        text = raw_docstring(each)
        if type(text) is str and text.strip():
            return inspect.cleandoc(text[:FULL_LIMIT]).strip()
    return None


def _details(docstring: Docstring, signature: SignatureFacts | None, limit: int) -> DocDetails:
    named = {each["name"]: each for each in signature["parameters"]} if signature else {}
    is_open = any(each["kind"] == "var-keyword" for each in named.values())
    # The documented type is only kept if no other source knows the type.
    typed = {name for name, each in named.items() if "type" in each}
    parameters = [
        entry
        for entry in docstring.parameters
        if entry.name.lstrip("*") in named or (is_open and entry.name.isidentifier())
    ]
    return {
        "parameters": [
            _entry(entry, limit, is_typed=entry.name.lstrip("*") in typed) for entry in parameters[:_ENTRIES_LIMIT]
        ],
        "returns": [_entry(entry, limit) for entry in docstring.returns[:_ENTRIES_LIMIT]],
        "yields": [_entry(entry, limit) for entry in docstring.yields[:_ENTRIES_LIMIT]],
        "raises": [_entry(entry, limit) for entry in docstring.raises[:_ENTRIES_LIMIT]],
        "deprecated": _cut(docstring.deprecated or "", limit),
    }


def _entry(entry: Entry, limit: int, *, is_typed: bool = False) -> DocEntry:
    text = entry.text.split("\n\n", 1)[0]
    facts: DocEntry = {
        "name": entry.name.lstrip("*"),
        "type": "" if is_typed else _cut(" ".join(entry.type.split()), TYPE_LIMIT),
        "text": _cut(text, limit),
    }
    return without_empty(facts)


def _with_constructor(cls: type, parsed: Docstring) -> Docstring:
    """Add the parameters and exceptions from the docstring of ``__init__``, if the class's own lists none."""
    if not parsed.parameters:
        text = _own_text(class_attribute(cls, "__init__"))
        constructor = parse_docstring(text) if text is not None else Docstring()
        parsed.parameters = constructor.parameters
        parsed.raises = parsed.raises or constructor.raises
    return parsed


def _own_text(value: object) -> str | None:
    text = raw_docstring(value)
    if type(text) is not str:
        return None
    return inspect.cleandoc(text[:_READ_LIMIT]).strip() or None


def _cut(text: str, limit: int) -> str:
    """Cut after a sentence in the second half of what fits, or after a word."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    sentence = max(head.rfind(". "), head.rfind(".\n"))
    if sentence >= limit // 2:
        return head[: sentence + 1]
    return re.sub(r"\s+\S*$", "", head[: limit - 1]) + "…"


def _names(see_also: str) -> list[str]:
    """Return the names in a section: ``mean, std : text``. Indented lines are text."""
    lines = [line.partition(" :")[0] for line in see_also.split("\n") if not line[:1].isspace()]
    return [match[1] for line in lines for part in line.split(",") if (match := _SEE.fullmatch(part.strip()))]


def _complete_lines(text: str) -> str:
    if len(text) <= EXAMPLE_LIMIT:
        return text
    head = text[: EXAMPLE_LIMIT + 1]
    paragraphs = head[: max(head.rfind("\n\n"), 0) or max(head.rfind("\n"), 0)].rstrip().split("\n\n")
    # A paragraph that only introduces the next piece of code is useless without it.
    while len(paragraphs) > 1 and ">>>" in text and ">>>" not in paragraphs[-1]:
        paragraphs.pop()
    return "\n\n".join(paragraphs)
