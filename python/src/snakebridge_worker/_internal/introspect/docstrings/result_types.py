"""The results that docstrings tell, where they are sure.

Of numpy's arrays they tell loosely: what is called an array may be one number where numbers were given, and the
reverse where there is an axis. Several results are a tuple, or an object with such names.
"""

from __future__ import annotations

import re

from ..types.constructors import UNKNOWN, Facts, generic, named, union
from ..types.numpy_types import ARRAY, ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON
from .class_names import Names
from .parse import Docstring, Entry
from .type_grammar import NOTHING, parse_type

#: With one of these, a result that is called a number may be an array of them.
_VECTORIZING = frozenset(("axis", "axes", "keepdims", "multioutput", "out", "average"))
_SCALARS = frozenset(("builtins:bool", "builtins:int", "builtins:float", "builtins:complex"))
_ARRAYS = frozenset(("numpy:ndarray", "numpy.typing:ArrayLike", "numpy:generic"))
_SURE = (
    _SCALARS
    | _ARRAYS
    | {
        "builtins:NoneType",
        "builtins:bytes",
        "builtins:dict",
        "builtins:list",
        "builtins:set",
        "builtins:str",
        "callable",
        "collections.abc:Generator",
        "collections.abc:Iterator",
        "typing:Protocol",
        "typing:Self",
    }
)
_SHAPE = re.compile(r"shape|\(|\d-?d\b", re.IGNORECASE)
#: Prose that makes a result depend on arguments.
_CONDITIONS = re.compile(r"\b(?:if|when|only|unless|depend\w*|otherwise)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:tuples?|lists?|dict\w*|objects?|none|matri\w+|\w*frames?|series|str(?:ing)?s?|sparse|instances?)\b",
    re.IGNORECASE,
)
_COMBINING = re.compile(r"\b(?:tuples?|lists?|dict\w*)\b", re.IGNORECASE)
#: Of several results, one that is not always there: said beside its name, and in prose.
_SOMETIMES = re.compile(r"\b(?:if|when|only|optional|unless)\b|^\(", re.IGNORECASE)
_GIVEN = r"\b(?:returned|present|provided|given|available)\b"
_CONDITION = r"\b(?:only|if|when|unless)\b"
_IN_PROSE = re.compile(rf"{_CONDITION}[^.]{{0,40}}{_GIVEN}|{_GIVEN}[^.]{{0,40}}{_CONDITION}", re.IGNORECASE)
_UNSURE = ("builtins:", "collections.abc:", "numpy.typing:", "os:", "types:", "typing:")
_TUPLE = named("builtins:tuple")


def result_type(docstring: Docstring, parameters: list[Facts], names: Names) -> Facts | None:
    """Return the type of what a call gives; nothing where that is not sure."""
    entries = [each for entry in docstring.returns for each in _parts(entry)]
    is_vectorized = names.has_numpy and not _VECTORIZING.isdisjoint(each["name"] for each in parameters)
    if len(entries) == 1:
        return _single(entries[0], names, parameters, is_vectorized=is_vectorized)
    found = [_single(each, names, parameters, is_vectorized=is_vectorized) or UNKNOWN for each in entries]
    return _several(entries, found) if entries else None


def _parts(entry: Entry) -> list[Entry]:
    """Take ``q, r : ndarray`` apart."""
    parts = [each.strip() for each in entry.name.split(",")]
    if len(parts) > 1 and all(each.isidentifier() for each in parts):
        return [Entry(each, entry.type, entry.text) for each in parts]
    return [entry]


def _several(entries: list[Entry], found: list[Facts]) -> Facts | None:
    if not all(each.name for each in entries):
        # Without names they are alternatives, or not.
        known = union(found)
        return None if known == UNKNOWN else union([known, _TUPLE, IN_PYTHON])
    if any(map(_is_sometimes, entries)):
        return None if found[0] == UNKNOWN else union([found[0], _TUPLE, IN_PYTHON])
    together = generic(_TUPLE, found)
    return None if together == _TUPLE else union([together, IN_PYTHON])


def _is_sometimes(entry: Entry) -> bool:
    told = any(_SOMETIMES.search(text) for text in (entry.name, entry.type, entry.text.split("\n")[0]))
    return told or _IN_PROSE.search(entry.text) is not None


def _single(entry: Entry, names: Names, parameters: list[Facts], *, is_vectorized: bool) -> Facts | None:
    if entry.name == "self" and entry.type in ("", "self", "object", "Self"):
        return named("typing:Self")
    facts, is_optional = parse_type(entry.type or entry.name, names.resolve, names.owners)
    if is_optional or not is_sure(facts):
        return None
    has_array = any(each.get("name") in _ARRAYS for each in _members(facts))
    has_scalar = any(each.get("name") in _SCALARS for each in _members(facts))
    is_truth = facts == named("builtins:bool")
    # Where several types are told, conditions choose among these.
    is_choice = sum(each != NOTHING for each in _members(facts)) > 1 and not _COMBINING.search(entry.text)
    is_loose = is_truth or is_choice or (has_array and not _OTHERS.search(entry.text))
    is_conditional = _CONDITIONS.search(entry.text) is not None and not is_loose
    if is_conditional or (not names.has_numpy and has_scalar and not is_truth and _is_vectorizing(parameters)):
        return None
    return _loosely(facts, entry, is_vectorized=is_vectorized and has_scalar)


def _is_vectorizing(parameters: list[Facts]) -> bool:
    return not _VECTORIZING.isdisjoint(each["name"] for each in parameters)


def _loosely(facts: Facts, entry: Entry, *, is_vectorized: bool) -> Facts:
    members = _members(facts)
    # A scalar of numpy is no number of Python's own.
    is_scalar = ELEMENT in members
    told = [each for each in members if each != ARRAY_LIKE and not (is_scalar and each.get("name") in _SCALARS)]
    if ARRAY_LIKE in members:
        told += [ARRAY, ELEMENT, IN_PYTHON]
    elif ARRAY in members and may_be_scalar(facts, entry):
        told.append(ELEMENT)
    if is_vectorized:
        told += [ARRAY, ELEMENT]
    return union(told)


def is_sure(facts: Facts) -> bool:
    """Tell whether a type is one that arrives as it is told."""
    if facts["kind"] == "union":
        return all(map(is_sure, facts["members"]))
    name = str(facts.get("name", facts["kind"]))
    if name in _SURE:
        return all(each == UNKNOWN or is_sure(each) for each in facts.get("args", []))
    # An instance of a class that somebody wrote.
    return ":" in name and not name.startswith(_UNSURE)


def may_be_scalar(facts: Facts, entry: Entry) -> bool:
    """Tell whether an array is told without its shape: that of one number is often a number."""
    return ARRAY in _members(facts) and _SHAPE.search(entry.type or entry.name) is None


def _members(facts: Facts) -> list[Facts]:
    return facts["members"] if facts["kind"] == "union" else [facts]
