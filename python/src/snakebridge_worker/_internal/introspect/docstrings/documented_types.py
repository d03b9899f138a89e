"""Types from docstrings, for facts without types: wide types for parameters, and only certain types for results."""

from __future__ import annotations

import re

from ..facts import MemberFacts, ParameterFacts, SignatureFacts, TypeFacts
from ..signatures.parameters import is_variadic
from ..types.constructors import ANYTHING, NONE, UNKNOWN, members_of, name_of, named, union
from ..types.numpy_types import ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON
from .class_names import ClassNames
from .documentation import member_documentation
from .model import Docstring, Entry
from .result_types import is_sure, may_be_scalar, result_type
from .type_grammar import parse_type

_NUMBERS = frozenset(("builtins:bool", "builtins:int", "builtins:float"))
_CONTAINERS = frozenset((
    "builtins:frozenset", "builtins:list", "builtins:set", "builtins:tuple", "collections.abc:Collection",
    "collections.abc:Generator", "collections.abc:Iterable", "collections.abc:Iterator", "collections.abc:Sequence",
))  # fmt: skip
#: Types that accept only their own values.
_EXACT = frozenset((
    "builtins:NoneType", "builtins:dict", "builtins:str", "collections.abc:Mapping", "numpy.typing:DTypeLike",
    "builtins:type", "os:PathLike", "typing:Protocol",
))  # fmt: skip
#: Prose about further types: "… or a list of them", "can also be a callable".
_FURTHER = re.compile(
    r"\b(?:(?:or|also|either|can|may|unless)\b[^.]{0,60}?|if(?: \w+){0,3}? )\b(arrays?|lists?|sequences?|tuples?|"
    r"iterables?|callables?|functions?|dict(?:ionary)?|mappings?|series|frames?|objects?|instances?|paths?|"
    r"str(?:ing)?s?|floats?|ints?|bytes)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"['\"][\w. -]+['\"]")
_PATHS = re.compile(r"file|path|dir|fname|buf|url", re.IGNORECASE)
_TEXT: TypeFacts = named("builtins:str")
_LISTED: TypeFacts = named("collections.abc:Iterable")
_PLACE = union([_TEXT, named("builtins:bytes"), named("os:PathLike"), IN_PYTHON])


def with_documented_types(signature: SignatureFacts, docstring: Docstring | None, value: object) -> SignatureFacts:
    """Return the signature with ``documented`` types for parameters and a result without a type."""
    if docstring is None:
        return signature
    names = ClassNames(value)
    entries = {entry.name.lstrip("*"): entry for entry in docstring.parameters}
    parameters = [_documented(each, entries.get(each["name"]), names) for each in signature["parameters"]]
    typed: SignatureFacts = {**signature, "parameters": parameters}
    result = None if "returns" in signature else result_type(docstring, parameters, names)
    return typed if result is None else {**typed, "documented": result}


def with_documented_attributes(members: list[MemberFacts], docstring: Docstring | None, cls: type) -> list[MemberFacts]:
    """Return the members of a class, with the attributes that its docstring describes."""
    names = ClassNames(cls)
    facts_by_name: dict[str, MemberFacts] = {each["name"]: each for each in members}
    for entry in docstring.attributes if docstring is not None else ():
        if not entry.name.isidentifier() or entry.name.startswith("_"):
            continue
        member = facts_by_name.setdefault(entry.name, {"name": entry.name, "kind": "attribute"})
        if member["kind"] not in ("attribute", "property"):
            continue
        facts, is_optional = parse_type(entry.type, names.resolve, names.owners)
        if "type" not in member and is_sure(facts) and not is_optional and not may_be_scalar(facts, entry):
            member = {**member, "documented": facts}
        facts_by_name[entry.name] = {**member_documentation(Docstring(prose=entry.text), None), **member}
    return [facts_by_name[name] for name in sorted(facts_by_name)]


def _documented(parameter: ParameterFacts, entry: Entry | None, names: ClassNames) -> ParameterFacts:
    type_ = None if "type" in parameter or is_variadic(parameter) else _parameter_type(parameter, entry, names)
    return parameter if type_ is None else {**parameter, "documented": type_}


def _parameter_type(parameter: ParameterFacts, entry: Entry | None, names: ClassNames) -> TypeFacts | None:
    if entry is None or not entry.type:
        return None
    facts, is_optional = parse_type(entry.type, names.resolve, names.owners)
    is_place = _PATHS.search(entry.name) is not None
    if is_place and facts != _TEXT and _TEXT not in members_of(facts):
        return None
    members = [_accepted(facts, names), *([_PLACE] if is_place else [])]
    if is_optional or not parameter["required"] or "None" in entry.text:
        members.append(NONE)
    if _QUOTED.search(entry.text):
        members.append(_TEXT)
    default = parameter.get("default")
    if default is not None:
        members.append(_type_of_default(default))
    known = union(members)
    return None if known == UNKNOWN or not _covers(known, entry.text) else known


def _covers(facts: TypeFacts, text: str) -> bool:
    """Return whether a type includes all types that the prose mentions."""
    if facts == ANYTHING:
        return True
    known = {name_of(each) or each["kind"] for each in members_of(facts)}
    return all(not known.isdisjoint(_TYPES_OF_WORDS.get(word[:3].lower(), ())) for word in _FURTHER.findall(text))


_SEVERAL = ("collections.abc:Iterable", "numpy.typing:ArrayLike")
#: The types that words in prose mean, by the first three letters of the word.
_TYPES_OF_WORDS = {
    **dict.fromkeys(("lis", "seq", "tup", "ite"), _SEVERAL),
    **dict.fromkeys(("int", "flo"), ("builtins:float", "numpy.typing:ArrayLike")),
    **dict.fromkeys(("cal", "fun"), ("callable",)),
    **dict.fromkeys(("dic", "map"), ("builtins:dict", "collections.abc:Mapping")),
    "arr": ("numpy.typing:ArrayLike",),
    "str": ("builtins:str",),
    "pat": ("os:PathLike",),
    "byt": ("builtins:bytes",),
}


def _accepted(facts: TypeFacts, names: ClassNames) -> TypeFacts:
    """Return the type that Python usually accepts for a documented type: any iterable for a list."""
    if facts["kind"] == "union":
        return union([_accepted(each, names) for each in facts["members"]])
    if facts["kind"] == "literal":
        return union([_type_of_default(repr(value)) for value in facts["values"]])
    name = name_of(facts) or ""
    if name in _NUMBERS:
        return union([named(each) for each in ("builtins:bool", "builtins:int", "builtins:float")])
    if name in ("builtins:complex", "numpy:generic"):
        return union([named("builtins:bool"), named("builtins:complex"), ELEMENT])
    if name in ("numpy:ndarray", "numpy.typing:ArrayLike"):
        return ARRAY_LIKE
    if name in _CONTAINERS:
        return union([_LISTED, *([ARRAY_LIKE] if names.has_numpy else [])])
    if facts["kind"] == "callable" or facts == ANYTHING:
        return facts
    if name in _EXACT:
        return named(name)
    return facts if names.is_only(name) else UNKNOWN


def _type_of_default(text: str) -> TypeFacts:
    if text == "None":
        return NONE
    if text in ("True", "False") or re.fullmatch(r"-?[\d.]+(?:e[-+]?\d+)?|-?inf|nan", text):
        return union([named(each) for each in ("builtins:bool", "builtins:int", "builtins:float")])
    if text[:1] in "([":
        return _LISTED
    return _TEXT if text[:1] in "'\"" else UNKNOWN
