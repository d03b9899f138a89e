"""What a library has, for people who look around in it: its modules, the names in them, everything about one name."""

from __future__ import annotations

import os
import pkgutil
from typing import Any

from ..docstrings.documentation import whole_docstring
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
from ..runtime.signatures import signature_of, without_first
from ..symbols.symbols import is_function
from .lookup import Lookup, Node, Place, is_module_of
from .suggestions import near_names

Facts = dict[str, Any]

_SUMMARY_LIMIT = 200
_MODULES_LIMIT = 3000
_DEPTH_LIMIT = 12
#: Not for users of a library; importing some of them does something.
_HIDDEN = frozenset(("conftest", "setup", "test", "tests"))


def modules_of(lookup: Lookup, library: str) -> Facts:
    """Return the public modules of a library, found in its folders: only the library itself is imported."""
    place = lookup.walk(library, [])
    if not isinstance(place, Place):
        return place
    found = [library]
    _add_modules(library, _folders(place.value), found, 0)
    return {"modules": sorted(found)}


def names_in(lookup: Lookup, module: str) -> Facts:
    """Return the public names in a module, with members of classes."""
    place = lookup.walk(module, [])
    return {"names": _names(lookup, place.node)} if isinstance(place, Place) else place


def entry_of(lookup: Lookup, module: str, path: list[str]) -> Facts:
    """Return all that is known about one name, which may be that of a member of a class."""
    place = lookup.walk(module, path)
    if not isinstance(place, Place):
        return place
    if place.name is None:
        doc = whole_docstring(None, "", place.value)
        submodules: list[str] = []
        _add_modules(place.node.name, _folders(place.value), submodules, _DEPTH_LIMIT)
        return {
            "entry": {
                "name": place.node.name,
                "kind": "module",
                **_present({"doc": doc, "modules": sorted(submodules), "names": _names(lookup, place.node)}),
            }
        }
    name = f"{place.node.name}.{place.name}"
    facts = lookup.facts(place)
    if place.consumed < len(path):
        return _member_entry(name, place, facts, path)
    entry = {
        "name": name,
        "kind": facts["kind"],
        "home": facts.get("canonical"),
        "signature": facts.get("signature") or facts.get("constructor"),
        "doc": whole_docstring(None, "", place.value),
        "names": _members(place.value) if is_class(place.value) else None,
        "async": facts.get("async"),
        "type": facts.get("type"),
    }
    return {"entry": _present(entry)}


def _member_entry(owner: str, place: Place, facts: Facts, path: list[str]) -> Facts:
    name = path[place.consumed]
    members = {each["name"]: each for each in facts.get("members", [])}
    member = members.get(name)
    if member is None or place.consumed + 1 < len(path):
        at = place.consumed + (member is not None)
        near = near_names(path[at], members) if member is None else []
        return {"missing": {"module": owner if member is None else f"{owner}.{name}", "at": at, "suggestions": near}}
    cls = place.value if is_class(place.value) else type(place.value)
    value = next((class_dict(base)[name] for base in class_mro(cls) if name in class_dict(base)), None)
    entry = {
        "name": f"{owner}.{name}",
        "kind": member["kind"],
        "signature": member.get("signature"),
        "type": (member.get("type") or {}).get("name"),
        "async": member.get("async"),
        "doc": (whole_docstring(cls, name, value) if value is not None else None) or member.get("doc"),
    }
    return {"entry": _present(entry)}


def _names(lookup: Lookup, node: Node) -> list[Facts]:
    names = module_dict(node.value)
    listed = names.get("__all__")
    if is_instance(listed, list, tuple):
        wanted = sorted({each for each in listed if type(each) is str and each.isidentifier()})
    else:
        wanted = sorted(each for each in names if type(each) is str and not each.startswith("_"))
    library = node.name.partition(".")[0]
    found = []
    for name in wanted:
        value = guarded(lambda: lookup.attribute(node, name))  # noqa: B023
        if value is MISSING or is_module(value) or is_module_of(node, name, value):
            continue
        home = guarded(lambda: object_path(value))  # noqa: B023
        # What a module only imports from elsewhere is not its own, unless it says so.
        if listed is None and home is not None and home.partition(":")[0].partition(".")[0] != library:
            continue
        # What was told under another name is not told again: libraries export the same things from many modules.
        is_new = id(value) not in lookup.told
        lookup.told[id(value)] = value
        said = guarded(lambda: _name(name, value, home, is_new=is_new))  # noqa: B023
        found.append(said or {"name": name, "kind": "object"})
    return found


def _name(name: str, value: object, home: str | None, *, is_new: bool) -> Facts:
    if not is_class(value) and not is_function(value):
        return {"name": name, "kind": "object"}
    said: Facts = {"name": name, "kind": "class" if is_class(value) else "function", "home": home}
    if not is_new:
        return _present(said)
    said["summary"] = _summary(None, "", value)
    more: Facts = {"members": _members(value)} if is_class(value) else {"signature": signature_of(value)}
    return _present({**said, **more})


def _members(cls: type) -> list[Facts]:
    """Return the public methods and properties of a class and its bases, but for those of Python's own types."""
    found: dict[str, Facts] = {}
    for base in class_mro(cls):
        if class_path(base).startswith("builtins:"):
            continue
        for name, value in class_dict(base).items():
            if type(name) is str and not name.startswith("_") and name not in found:
                found[name] = guarded(lambda: _member(cls, name, value)) or {"name": name, "kind": "object"}  # noqa: B023
    return [found[name] for name in sorted(found)]


def _member(cls: type, name: str, value: Any) -> Facts:
    summary = _summary(cls, name, value)
    if is_instance(value, staticmethod, classmethod):
        function: Any = value
        signature = signature_of(function.__func__)
        signature = signature if is_instance(value, staticmethod) else without_first(signature)
        return _present({"name": name, "kind": "method", "signature": signature, "summary": summary})
    if not is_class(value) and is_function(value):
        signature = without_first(signature_of(value))
        return _present({"name": name, "kind": "method", "signature": signature, "summary": summary})
    return _present({"name": name, "kind": "property", "summary": summary})


def _summary(owner: type | None, name: str, value: object) -> str:
    text = whole_docstring(owner, name, value) or ""
    paragraphs = [" ".join(each.split()) for each in text[: 4 * _SUMMARY_LIMIT].split("\n\n")]
    # C extensions begin with the signature.
    said = paragraphs[1] if len(paragraphs) > 1 and "(" in paragraphs[0].partition(" ")[0] else paragraphs[0]
    return said if len(said) <= _SUMMARY_LIMIT else said[: _SUMMARY_LIMIT - 1] + "…"


def _folders(module: object) -> list[str]:
    found = guarded(lambda: [each for each in module_dict(module)["__path__"] if type(each) is str])
    return found or []


def _add_modules(parent: str, folders: list[str], found: list[str], depth: int) -> None:
    for each in guarded(lambda: list(pkgutil.iter_modules(folders))) or ():
        if each.name.startswith("_") or each.name in _HIDDEN or len(found) >= _MODULES_LIMIT:
            continue
        name = f"{parent}.{each.name}"
        if name not in found:
            found.append(name)
        if each.ispkg and depth < _DEPTH_LIMIT:
            _add_modules(name, [os.path.join(folder, each.name) for folder in folders], found, depth + 1)


def _present(facts: Facts) -> Facts:
    return {key: value for key, value in facts.items() if value}
