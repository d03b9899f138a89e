"""The type of a result from its docstring, if it is certain.

Docstrings about numpy's arrays are imprecise: an "array" can be a single number if the arguments are numbers, and the
reverse if there is an axis. Several results are a tuple, or an object with these names.
"""

from __future__ import annotations

import re

from ..facts import ParameterFacts, TypeFacts
from ..types.constructors import NONE, UNKNOWN, generic, members_of, name_of, named, union
from ..types.numpy_types import ARRAY, ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON
from .class_names import ClassNames
from .model import Docstring, Entry
from .type_grammar import parse_type

#: With one of these parameters, a result that is documented as a number can be an array.
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
#: Words for a result that depends on arguments.
_CONDITIONS = re.compile(r"\b(?:if|when|only|unless|depend\w*|otherwise)\b", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:tuples?|lists?|dict\w*|objects?|none|matri\w+|\w*frames?|series|str(?:ing)?s?|sparse|instances?)\b",
    re.IGNORECASE,
)
_COMBINING = re.compile(r"\b(?:tuples?|lists?|dict\w*)\b", re.IGNORECASE)
#: Of several results, one that is not always returned: marked at its name, or in prose.
_SOMETIMES = re.compile(r"\b(?:if|when|only|optional|unless)\b|^\(", re.IGNORECASE)
_RETURNED = r"\b(?:returned|present|provided|given|available)\b"
_CONDITION = r"\b(?:only|if|when|unless)\b"
_IN_PROSE = re.compile(rf"{_CONDITION}[^.]{{0,40}}{_RETURNED}|{_RETURNED}[^.]{{0,40}}{_CONDITION}", re.IGNORECASE)
_UNSURE = ("builtins:", "collections.abc:", "numpy.typing:", "os:", "types:", "typing:")
_TUPLE: TypeFacts = named("builtins:tuple")


def result_type(docstring: Docstring, parameters: list[ParameterFacts], names: ClassNames) -> TypeFacts | None:
    """Return the type of a call's result; ``None`` if it is not certain."""
    entries = [each for entry in docstring.returns for each in _parts(entry)]
    is_vectorized = names.has_numpy and not _VECTORIZING.isdisjoint(each["name"] for each in parameters)
    if len(entries) == 1:
        return _single(entries[0], names, parameters, is_vectorized=is_vectorized)
    result_types = [_single(each, names, parameters, is_vectorized=is_vectorized) or UNKNOWN for each in entries]
    return _several(entries, result_types) if entries else None


def _parts(entry: Entry) -> list[Entry]:
    """Split ``q, r : ndarray`` into its results."""
    parts = [each.strip() for each in entry.name.split(",")]
    if len(parts) > 1 and all(each.isidentifier() for each in parts):
        return [Entry(each, entry.type, entry.text) for each in parts]
    return [entry]


def _several(entries: list[Entry], result_types: list[TypeFacts]) -> TypeFacts | None:
    if not all(each.name for each in entries):
        # Without names they can be alternatives.
        known = union(result_types)
        return None if known == UNKNOWN else union([known, _TUPLE, IN_PYTHON])
    if any(map(_is_sometimes, entries)):
        return None if result_types[0] == UNKNOWN else union([result_types[0], _TUPLE, IN_PYTHON])
    tuple_type = generic(_TUPLE, result_types)
    return None if tuple_type == _TUPLE else union([tuple_type, IN_PYTHON])


def _is_sometimes(entry: Entry) -> bool:
    is_marked = any(_SOMETIMES.search(text) for text in (entry.name, entry.type, entry.text.split("\n")[0]))
    return is_marked or _IN_PROSE.search(entry.text) is not None


def _single(
    entry: Entry, names: ClassNames, parameters: list[ParameterFacts], *, is_vectorized: bool
) -> TypeFacts | None:
    if entry.name == "self" and entry.type in ("", "self", "object", "Self"):
        return named("typing:Self")
    facts, is_optional = parse_type(entry.type or entry.name, names.resolve, names.owners)
    if is_optional or not is_sure(facts):
        return None
    has_array = any(name_of(each) in _ARRAYS for each in members_of(facts))
    has_scalar = any(name_of(each) in _SCALARS for each in members_of(facts))
    is_truth = facts == named("builtins:bool")
    # If several types are documented, conditions choose between them.
    is_choice = sum(each != NONE for each in members_of(facts)) > 1 and not _COMBINING.search(entry.text)
    is_imprecise = is_truth or is_choice or (has_array and not _OTHERS.search(entry.text))
    is_conditional = _CONDITIONS.search(entry.text) is not None and not is_imprecise
    if is_conditional or (not names.has_numpy and has_scalar and not is_truth and _is_vectorizing(parameters)):
        return None
    return _widened(facts, entry, is_vectorized=is_vectorized and has_scalar)


def _is_vectorizing(parameters: list[ParameterFacts]) -> bool:
    return not _VECTORIZING.isdisjoint(each["name"] for each in parameters)


def _widened(facts: TypeFacts, entry: Entry, *, is_vectorized: bool) -> TypeFacts:
    members = members_of(facts)
    # A scalar of numpy is no number of Python.
    is_scalar = ELEMENT in members
    results = [each for each in members if each != ARRAY_LIKE and not (is_scalar and name_of(each) in _SCALARS)]
    if ARRAY_LIKE in members:
        results += [ARRAY, ELEMENT, IN_PYTHON]
    elif ARRAY in members and may_be_scalar(facts, entry):
        results.append(ELEMENT)
    if is_vectorized:
        results += [ARRAY, ELEMENT]
    return union(results)


def is_sure(facts: TypeFacts) -> bool:
    """Return whether a value of this type arrives as it is documented."""
    if facts["kind"] == "union":
        return all(map(is_sure, facts["members"]))
    name = name_of(facts) or facts["kind"]
    if name in _SURE:
        arguments = facts.get("args", []) if facts["kind"] == "name" else []
        return all(each == UNKNOWN or is_sure(each) for each in arguments)
    # An instance of a library's class.
    return ":" in name and not name.startswith(_UNSURE)


def may_be_scalar(facts: TypeFacts, entry: Entry) -> bool:
    """Return whether an array is documented without its shape. The array of one number is often a number."""
    return ARRAY in members_of(facts) and _SHAPE.search(entry.type or entry.name) is None
