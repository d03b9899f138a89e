"""Answers for users who explore a library: its modules, the names in them, everything about one name."""

from __future__ import annotations

from typing import Any

from ..copies import without_empty
from ..docstrings.documentation import full_docstring
from ..facts import MemberFacts, MissingAnswer, SymbolFacts
from ..objects.guarded import guarded
from ..objects.static import (
    MISSING,
    class_dict,
    class_mro,
    class_path,
    is_class,
    is_instance,
    is_module,
    module_dict,
    object_path,
)
from ..runtime.signatures import signature_of
from ..signatures.parameters import without_first
from ..symbols.symbols import is_function
from .catalogue_facts import EntryAnswer, EntryFacts, ModulesAnswer, NameFacts, NamesAnswer
from .lookup import Lookup, Node, Place, is_module_of
from .module_names import module_names, nested_modules
from .suggestions import near_names

_SUMMARY_LIMIT = 200


def modules_of(lookup: Lookup, library: str) -> ModulesAnswer | MissingAnswer:
    """Return the public modules of a library."""
    place = lookup.walk(library, [])
    return {"modules": module_names(library, place.value)} if isinstance(place, Place) else place


def names_in(lookup: Lookup, module: str) -> NamesAnswer | MissingAnswer:
    """Return the public names in a module, with the members of classes."""
    place = lookup.walk(module, [])
    return {"names": _names(lookup, place.node)} if isinstance(place, Place) else place


def entry_of(lookup: Lookup, module: str, path: list[str]) -> EntryAnswer | MissingAnswer:
    """Return everything about one name, which can be that of a class's member."""
    place = lookup.walk(module, path)
    if not isinstance(place, Place):
        return place
    if place.name is None:
        return {"entry": _module_entry(lookup, place)}
    name = f"{place.node.name}.{place.name}"
    facts = lookup.facts(place)
    if place.consumed < len(path):
        return _member_answer(name, place, facts, path)
    entry: EntryFacts = {"name": name, "kind": facts["kind"]}
    if "canonical" in facts:
        entry["home"] = facts["canonical"]
    if facts["kind"] == "class":
        entry["signature"] = facts["constructor"]
    elif facts["kind"] == "function":
        entry["signature"] = facts["signature"]
    entry["doc"] = full_docstring(None, "", place.value) or ""
    entry["names"] = _members(place.value) if is_class(place.value) else []
    if facts["kind"] == "function":
        entry["async"] = facts.get("async", False)
        entry["type"] = facts.get("type", "")
    elif facts["kind"] == "object":
        entry["type"] = facts["type"]
    return {"entry": without_empty(entry)}


def _module_entry(lookup: Lookup, place: Place) -> EntryFacts:
    entry: EntryFacts = {
        "name": place.node.name,
        "kind": "module",
        "doc": full_docstring(None, "", place.value) or "",
        "modules": nested_modules(place.node.name, place.value),
        "names": _names(lookup, place.node),
    }
    return without_empty(entry)


def _member_answer(owner: str, place: Place, facts: SymbolFacts, path: list[str]) -> EntryAnswer | MissingAnswer:
    name = path[place.consumed]
    members = {each["name"]: each for each in _member_facts(facts)}
    member = members.get(name)
    if member is None:
        return {"missing": {"module": owner, "at": place.consumed, "suggestions": near_names(name, members)}}
    if place.consumed + 1 < len(path):
        return {"missing": {"module": f"{owner}.{name}", "at": place.consumed + 1, "suggestions": []}}
    cls = place.value if is_class(place.value) else type(place.value)
    value = next((class_dict(base)[name] for base in class_mro(cls) if name in class_dict(base)), None)
    doc = None if value is None else full_docstring(cls, name, value)
    entry: EntryFacts = {"name": f"{owner}.{name}", "kind": member["kind"]}
    if "signature" in member:
        entry["signature"] = member["signature"]
    type_ = member.get("type")
    if type_ is not None and type_["kind"] in ("name", "variable"):
        entry["type"] = type_["name"]
    entry["async"] = member.get("async", False)
    entry["doc"] = doc or member.get("doc", "")
    return {"entry": without_empty(entry)}


def _member_facts(facts: SymbolFacts) -> list[MemberFacts]:
    if facts["kind"] == "class":
        return facts["members"]
    if facts["kind"] == "function" or facts["kind"] == "object":
        return facts.get("members", [])
    return []


def _names(lookup: Lookup, node: Node) -> list[NameFacts]:
    names = module_dict(node.value)
    exported = names.get("__all__")
    if is_instance(exported, list, tuple):
        wanted = sorted({each for each in exported if type(each) is str and each.isidentifier()})
    else:
        wanted = sorted(each for each in names if type(each) is str and not each.startswith("_"))
    library = node.name.partition(".")[0]
    listed: list[NameFacts] = []
    for name in wanted:
        value = guarded(lambda: lookup.attribute(node, name))  # noqa: B023
        if value is MISSING or is_module(value) or is_module_of(node, name, value):
            continue
        home = guarded(lambda: object_path(value))  # noqa: B023
        # Imports from other libraries count only if the module exports them.
        if exported is None and home is not None and home.partition(":")[0].partition(".")[0] != library:
            continue
        # Libraries export the same objects from many modules. Only the first name has all facts.
        is_new = id(value) not in lookup.listed
        lookup.listed[id(value)] = value
        facts = guarded(lambda: _name(name, value, home, is_new=is_new))  # noqa: B023
        listed.append(facts or {"name": name, "kind": "object"})
    return listed


def _name(name: str, value: object, home: str | None, *, is_new: bool) -> NameFacts:
    if not is_class(value) and not is_function(value):
        return {"name": name, "kind": "object"}
    facts: NameFacts = {"name": name, "kind": "class" if is_class(value) else "function", "home": home or ""}
    if is_new:
        facts["summary"] = _summary(None, "", value)
        if is_class(value):
            facts["members"] = _members(value)
        else:
            facts["signature"] = signature_of(value)
    return without_empty(facts)


def _members(cls: type) -> list[NameFacts]:
    """Return the public methods and properties of a class and its bases, without those of Python's builtin types."""
    listed: dict[str, NameFacts] = {}
    for base in class_mro(cls):
        if class_path(base).startswith("builtins:"):
            continue
        for name, value in class_dict(base).items():
            if type(name) is str and not name.startswith("_") and name not in listed:
                member = guarded(lambda: _member(cls, name, value))  # noqa: B023
                listed[name] = member or {"name": name, "kind": "object"}
    return [listed[name] for name in sorted(listed)]


def _member(cls: type, name: str, value: Any) -> NameFacts:
    facts: NameFacts = {"name": name, "kind": "method"}
    if is_instance(value, staticmethod, classmethod):
        function: Any = value
        signature = signature_of(function.__func__)
        facts["signature"] = signature if is_instance(value, staticmethod) else without_first(signature)
    elif not is_class(value) and is_function(value):
        facts["signature"] = without_first(signature_of(value))
    else:
        facts["kind"] = "property"
    facts["summary"] = _summary(cls, name, value)
    return without_empty(facts)


def _summary(owner: type | None, name: str, value: object) -> str:
    text = full_docstring(owner, name, value) or ""
    paragraphs = [" ".join(each.split()) for each in text[: 4 * _SUMMARY_LIMIT].split("\n\n")]
    # Docstrings in C extensions begin with the signature.
    has_signature = len(paragraphs) > 1 and "(" in paragraphs[0].partition(" ")[0]
    summary = paragraphs[1] if has_signature else paragraphs[0]
    return summary if len(summary) <= _SUMMARY_LIMIT else summary[: _SUMMARY_LIMIT - 1] + "…"
