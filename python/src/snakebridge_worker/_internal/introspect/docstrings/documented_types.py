"""Types that docstrings tell, for what no code tells: parameters generously, results where they are sure."""

from __future__ import annotations

import re

from ..types.constructors import ANYTHING, UNKNOWN, Facts, named, union
from ..types.numpy_types import ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON
from .class_names import Names
from .documentation import member_documentation
from .parse import Docstring, Entry
from .result_types import is_sure, may_be_scalar, result_type
from .type_grammar import NOTHING, parse_type

_NUMBERS = frozenset(("builtins:bool", "builtins:int", "builtins:float"))
_CONTAINERS = frozenset((
    "builtins:frozenset", "builtins:list", "builtins:set", "builtins:tuple", "collections.abc:Collection",
    "collections.abc:Generator", "collections.abc:Iterable", "collections.abc:Iterator", "collections.abc:Sequence",
))  # fmt: skip
#: Nothing else will do for these.
_EXACT = frozenset((
    "builtins:NoneType", "builtins:dict", "builtins:str", "collections.abc:Mapping", "numpy.typing:DTypeLike",
    "builtins:type", "os:PathLike", "typing:Protocol",
))  # fmt: skip
#: Prose that speaks of further types: "… or a list of them", "can also be a callable".
_FURTHER = re.compile(
    r"\b(?:(?:or|also|either|can|may|unless)\b[^.]{0,60}?|if(?: \w+){0,3}? )\b(arrays?|lists?|sequences?|tuples?|"
    r"iterables?|callables?|functions?|dict(?:ionary)?|mappings?|series|frames?|objects?|instances?|paths?|"
    r"str(?:ing)?s?|floats?|ints?|bytes)\b",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"['\"][\w. -]+['\"]")
_PATHS = re.compile(r"file|path|dir|fname|buf|url", re.IGNORECASE)
_TEXT = named("builtins:str")
_LISTED = named("collections.abc:Iterable")
_PLACE = union([_TEXT, named("builtins:bytes"), named("os:PathLike"), IN_PYTHON])


def with_documented_types(signature: Facts, docstring: Docstring | None, value: object) -> Facts:
    """Return the signature with ``documented`` types where it has none."""
    if docstring is None:
        return signature
    names = Names(value)
    entries = {entry.name.lstrip("*"): entry for entry in docstring.parameters}
    parameters = [
        _with(each, _parameter_type(each, entries.get(each["name"]), names))
        if "type" not in each and not each["kind"].startswith("var-")
        else each
        for each in signature["parameters"]
    ]
    typed = {**signature, "parameters": parameters}
    return typed if "returns" in signature else _with(typed, result_type(docstring, parameters, names))


def with_documented_attributes(members: list[Facts], docstring: Docstring | None, cls: type) -> list[Facts]:
    """Return the members of a class, and what its docstring tells about the attributes of its instances."""
    names = Names(cls)
    found = {each["name"]: each for each in members}
    for entry in docstring.attributes if docstring is not None else ():
        if not entry.name.isidentifier() or entry.name.startswith("_"):
            continue
        member = found.setdefault(entry.name, {"name": entry.name, "kind": "attribute"})
        if member["kind"] not in ("attribute", "property"):
            continue
        facts, is_optional = parse_type(entry.type, names.resolve, names.owners)
        if "type" not in member and is_sure(facts) and not is_optional and not may_be_scalar(facts, entry):
            member = {**member, "documented": facts}
        found[entry.name] = {**member_documentation(Docstring(prose=entry.text), None), **member}
    return [found[name] for name in sorted(found)]


def _parameter_type(parameter: Facts, entry: Entry | None, names: Names) -> Facts | None:
    if entry is None or not entry.type:
        return None
    facts, is_optional = parse_type(entry.type, names.resolve, names.owners)
    is_place = _PATHS.search(entry.name) is not None
    if is_place and facts != _TEXT and _TEXT not in facts.get("members", ()):
        return None
    members = [_generous(facts, names), *([_PLACE] if is_place else [])]
    if is_optional or not parameter["required"] or "None" in entry.text:
        members.append(NOTHING)
    if _QUOTED.search(entry.text):
        members.append(_TEXT)
    default = parameter.get("default")
    if default is not None:
        members.append(_type_of_default(default))
    known = union(members)
    return None if known == UNKNOWN or not _covers(known, entry.text) else known


def _covers(facts: Facts, text: str) -> bool:
    """Tell whether all that prose speaks of is in a type already."""
    if facts == ANYTHING:
        return True
    told = {each.get("name", each["kind"]) for each in facts.get("members", [facts])}
    return all(not told.isdisjoint(_MEANT.get(word[:3].lower(), ())) for word in _FURTHER.findall(text))


_SEVERAL = ("collections.abc:Iterable", "numpy.typing:ArrayLike")
#: By how the words begin that prose has for them.
_MEANT = {
    **dict.fromkeys(("lis", "seq", "tup", "ite"), _SEVERAL),
    **dict.fromkeys(("int", "flo"), ("builtins:float", "numpy.typing:ArrayLike")),
    **dict.fromkeys(("cal", "fun"), ("callable",)),
    **dict.fromkeys(("dic", "map"), ("builtins:dict", "collections.abc:Mapping")),
    "arr": ("numpy.typing:ArrayLike",),
    "str": ("builtins:str",),
    "pat": ("os:PathLike",),
    "byt": ("builtins:bytes",),
}


def _generous(facts: Facts, names: Names) -> Facts:
    """Return what Python takes where this is called the type: any iterable for a list, a whole number for a truth."""
    kind = facts["kind"]
    if kind == "union":
        return union([_generous(each, names) for each in facts["members"]])
    if kind == "literal":
        return union([_type_of_default(repr(value)) for value in facts["values"]])
    name = facts.get("name", "")
    if name in _NUMBERS:
        return union([named(each) for each in ("builtins:bool", "builtins:int", "builtins:float")])
    if name in ("builtins:complex", "numpy:generic"):
        return union([named("builtins:bool"), named("builtins:complex"), ELEMENT])
    if name in ("numpy:ndarray", "numpy.typing:ArrayLike"):
        return ARRAY_LIKE
    if name in _CONTAINERS:
        return union([_LISTED, *([ARRAY_LIKE] if names.has_numpy else [])])
    if kind == "callable" or facts == ANYTHING:
        return facts
    if name in _EXACT:
        return named(name)
    return facts if names.is_only(name) else UNKNOWN


def _type_of_default(text: str) -> Facts:
    if text == "None":
        return NOTHING
    if text in ("True", "False") or re.fullmatch(r"-?[\d.]+(?:e[-+]?\d+)?|-?inf|nan", text):
        return union([named(each) for each in ("builtins:bool", "builtins:int", "builtins:float")])
    if text[:1] in "([":
        return _LISTED
    return _TEXT if text[:1] in "'\"" else UNKNOWN


def _with(facts: Facts, documented: Facts | None) -> Facts:
    return facts if documented is None else {**facts, "documented": documented}
