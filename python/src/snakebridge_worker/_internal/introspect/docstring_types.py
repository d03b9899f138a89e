"""Types that docstrings tell, for what no code tells: parameters generously, results where they are sure."""

from __future__ import annotations

import re
import sys
import types
from collections.abc import Mapping
from typing import Any

from .docstring_grammar import NOTHING, parse_type
from .docstrings import Docstring, Entry
from .documentation import member_documentation
from .open_classes import is_open_class
from .static import class_path, is_class, is_instance, is_module, module_dict, static_text
from .type_facts import UNKNOWN, Facts, named, union
from .wrapped import innermost

#: With one of these, a result that is called a number may be an array of them.
_VECTORIZING = frozenset(("axis", "axes", "keepdims", "multioutput", "out", "average"))
_SCALARS = frozenset(("builtins:bool", "builtins:int", "builtins:float", "builtins:complex"))
_SURE = _SCALARS | {
    "builtins:NoneType",
    "builtins:bytes",
    "builtins:dict",
    "builtins:list",
    "builtins:set",
    "builtins:str",
    "numpy:ndarray",
    "typing:Self",
}
#: Prose that speaks of further types: "… or a list of them", "can also be a callable".
_FURTHER = re.compile(
    r"\b(?:or|also|either|can|may|if|unless)\b[^.]{0,60}?\b(?:arrays?|lists?|sequences?|tuples?|iterables?|callables?|"
    r"functions?|dict(?:ionary)?|mappings?|series|frames?|objects?|instances?|paths?|str(?:ing)?s?|floats?|ints?|bytes)\b",
    re.IGNORECASE,
)
_SHAPE = re.compile(r"shape|\(|\d-?d\b", re.IGNORECASE)
_QUOTED = re.compile(r"['\"][\w. -]+['\"]")
_PATHS = re.compile(r"file|path|dir|fname|buf|url", re.IGNORECASE)
#: Prose that makes a result depend on arguments.
_CONDITIONS = re.compile(r"\b(?:if|when|only|unless|depend\w*|otherwise)\b", re.IGNORECASE)
_TEXT = named("builtins:str")


def with_documented_types(signature: Facts, docstring: Docstring | None, value: object) -> Facts:
    """Return the signature with ``documented`` types where it has none."""
    if docstring is None:
        return signature
    resolve = Names(value).resolve
    entries = {entry.name.lstrip("*"): entry for entry in docstring.parameters}
    parameters = [
        _with(each, _parameter_type(each, entries.get(each["name"]), resolve))
        if "type" not in each and not each["kind"].startswith("var-")
        else each
        for each in signature["parameters"]
    ]
    typed = {**signature, "parameters": parameters}
    return typed if "returns" in signature else _with(typed, result_type(docstring, parameters, resolve))


def result_type(docstring: Docstring, parameters: list[Facts], resolve: Any) -> Facts | None:
    """Return the type of the one result; several may arrive as an object of any class."""
    if len(docstring.returns) != 1 or "," in docstring.returns[0].name:
        return None
    [entry] = docstring.returns
    if entry.name == "self" and entry.type in ("", "self", "object", "Self"):
        return named("typing:Self")
    facts, is_optional = parse_type(entry.type or entry.name, resolve)
    if is_optional or not _is_sure(facts) or _CONDITIONS.search(entry.text) or _may_be_scalar(facts, entry):
        return None
    names = {each["name"] for each in parameters}
    return None if _has_scalar(facts) and not _VECTORIZING.isdisjoint(names) else facts


def with_documented_attributes(members: list[Facts], docstring: Docstring | None, cls: type) -> list[Facts]:
    """Return the members of a class, and what its docstring tells about the attributes of its instances."""
    resolve = Names(cls).resolve
    found = {each["name"]: each for each in members}
    for entry in docstring.attributes if docstring is not None else ():
        if not entry.name.isidentifier() or entry.name.startswith("_"):
            continue
        member = found.setdefault(entry.name, {"name": entry.name, "kind": "attribute"})
        if member["kind"] not in ("attribute", "property"):
            continue
        facts, is_optional = parse_type(entry.type, resolve)
        if "type" not in member and _is_sure(facts) and not is_optional and not _may_be_scalar(facts, entry):
            member = {**member, "documented": facts}
        found[entry.name] = {**member_documentation(Docstring(prose=entry.text), None), **member}
    return [found[name] for name in sorted(found)]


class Names:
    """Classes that a docstring may name: those of its module, and of the library's uppermost package."""

    def __init__(self, value: object) -> None:
        function = innermost(value)
        module = static_text(value, "__module__") or ""
        own = function.__globals__ if is_instance(function, types.FunctionType) else _names_of(module)
        self._scopes: list[Mapping[str, Any]] = [own, _names_of(module.partition(".")[0])]

    def resolve(self, name: str) -> Facts:
        """Return the class that a name means; its last part counts, where all of it leads nowhere."""
        path = name.split(".")
        for way in (path, path[-1:]):
            for scope in self._scopes:
                found = _follow(scope, way)
                if is_class(found):
                    return UNKNOWN if is_open_class(found) else named(class_path(found))
        return UNKNOWN


def _parameter_type(parameter: Facts, entry: Entry | None, resolve: Any) -> Facts | None:
    if entry is None or not entry.type or _PATHS.search(entry.name) or _FURTHER.search(entry.text):
        return None
    facts, is_optional = parse_type(entry.type, resolve)
    members = [_generous(facts)]
    if is_optional or not parameter["required"] or "None" in entry.text:
        members.append(NOTHING)
    if _QUOTED.search(entry.text):
        members.append(_TEXT)
    default = parameter.get("default")
    if default is not None:
        members.append(_type_of_default(default))
    known = union(members)
    return None if known == UNKNOWN else known


def _generous(facts: Facts) -> Facts:
    """Return what Python takes where this is called the type: any iterable for a list, a whole number for a truth."""
    kind = facts["kind"]
    if kind == "union":
        return union([_generous(each) for each in facts["members"]])
    if kind == "literal":
        return union([_generous(_type_of_default(repr(value))) for value in facts["values"]])
    name = facts.get("name")
    if name in _SCALARS:
        return union([named("builtins:bool"), named("builtins:int"), named("builtins:float")])
    if name == "builtins:dict":
        return named("builtins:dict")
    # Strings that are compared with strings, functions that are called: nothing else will do.
    return facts if kind == "callable" or name in ("builtins:str", "builtins:NoneType") else UNKNOWN


def _type_of_default(text: str) -> Facts:
    if text == "None":
        return NOTHING
    if text in ("True", "False") or re.fullmatch(r"-?[\d.]+(?:e[-+]?\d+)?|-?inf|nan", text):
        return _generous(named("builtins:int"))
    return _TEXT if text[:1] in "'\"" else UNKNOWN


def _is_sure(facts: Facts) -> bool:
    if facts["kind"] == "union":
        return all(map(_is_sure, facts["members"]))
    name = facts.get("name", "")
    if name in _SURE:
        return all(map(_is_sure, facts.get("args", [])))
    # An instance of a class that somebody wrote.
    return ":" in name and not name.startswith(("builtins:", "typing:", "collections.abc:", "types:"))


def _may_be_scalar(facts: Facts, entry: Entry) -> bool:
    """Tell whether an array is told without its shape: that of one number is often a number."""
    members = facts["members"] if facts["kind"] == "union" else [facts]
    is_array = any(each.get("name") == "numpy:ndarray" for each in members)
    return is_array and _SHAPE.search(entry.type or entry.name) is None


def _has_scalar(facts: Facts) -> bool:
    return any(map(_has_scalar, facts["members"])) if facts["kind"] == "union" else facts.get("name") in _SCALARS


def _with(facts: Facts, documented: Facts | None) -> Facts:
    return facts if documented is None else {**facts, "documented": documented}


def _names_of(module: str) -> Mapping[str, Any]:
    return module_dict(sys.modules.get(module))


def _follow(scope: Mapping[str, Any], path: list[str]) -> object:
    value: object = scope.get(path[0])
    for name in path[1:]:
        # Submodules may be loaded or not, by what was asked before.
        value = module_dict(value).get(name) if is_module(value) else None
        if is_module(value):
            return None
    return value
