"""Facts of one symbol: what kind of thing it is, and what its users need to know."""

from __future__ import annotations

from typing import Any

from ..checksum import checksum_of
from ..docstrings.documentation import docstring_of, documentation
from ..docstrings.documented_types import with_documented_attributes, with_documented_types
from ..objects.literals import constant_image, is_of_machine
from ..objects.static import (
    MISSING,
    class_attribute,
    class_dict,
    class_mro,
    class_path,
    is_class,
    is_module,
    object_path,
)
from ..runtime.signatures import is_async, signature_of
from ..runtime.ufuncs import ufunc_signature
from ..stubs.stubs import Stubs
from .members import members_of
from .special_members import special_members

Facts = dict[str, Any]


def facts_of(module: str, name: str, value: object, stubs: Stubs) -> Facts:
    """Return the facts of the attribute ``name`` of ``module``."""
    if is_class(value):
        facts = _class_facts(value, [f"{module}:{name}", class_path(value)], stubs)
    elif is_function(value):
        facts = _function_facts(value, [f"{module}:{name}", *filter(None, [object_path(value)])], stubs)
    else:
        image = constant_image(module, value)
        if image is not NotImplemented:
            return {"kind": "constant", "value": image}
        return {"kind": "object", "type": class_path(type(value)), **_object_members(type(value), stubs)}
    checksum = checksum_of(module, value)
    if checksum is not None:
        facts["checksum"] = checksum
    path = object_path(value)
    # `os.path.join` says `posixpath` or `ntpath`: that is the machine's business.
    if path is not None and path != f"{module}:{name}" and not is_of_machine(path):
        facts["canonical"] = path
    return facts


def _function_facts(value: object, paths: list[str], stubs: Stubs) -> Facts:
    told = signature_of(value)
    signature = ufunc_signature(value, told) or stubs.function(paths, told)
    facts: Facts = {"kind": "function", "signature": _of_some_arguments(signature) if _is_curried(value) else signature}
    if is_async(value):
        facts["async"] = True
    return _with_doc({**facts, **_callable_object(type(value), stubs)}, value)


def _is_curried(value: object) -> bool:
    """Tell whether a callable waits for the rest where arguments are missing (toolz); only its class's name says so."""
    return type(value).__name__.lower() in ("curry", "curried")


def _of_some_arguments(signature: Facts) -> Facts:
    """Return the signature under which any of the arguments may be missing, so that it is not known what comes back."""
    parameters = [{**each, "required": False} for each in signature["parameters"]]
    return {key: signature[key] for key in ("tier", "disagreements") if key in signature} | {"parameters": parameters}


def _callable_object(cls: type, stubs: Stubs) -> Facts:
    """What else an object can do that is called as if it were a function; functions themselves can nothing else."""
    members = stubs.told.once(cls, "()", lambda: _object_members(cls, stubs))
    return {"type": class_path(cls), **members} if members or class_attribute(cls, "__getattr__") is not MISSING else {}


def _object_members(cls: type, stubs: Stubs) -> Facts:
    """The public members of an object, but for those of Python's own types."""

    def is_own(name: str) -> bool:
        owner = next((base for base in class_mro(cls) if name in class_dict(base)), cls)
        return not class_path(owner).startswith("builtins:")

    members = [member for member in members_of(cls, [class_path(cls)], stubs) if is_own(member["name"])]
    return {"members": members} if members else {}


def _class_facts(cls: type, paths: list[str], stubs: Stubs) -> Facts:
    bases = [class_path(base) for base in class_mro(cls)[1:] if base is not object]
    constructor = stubs.constructor(paths, signature_of(cls))
    members = members_of(cls, paths, stubs)
    unknown = stubs.unknown_members(paths, [each["name"] for each in members])
    if unknown:
        constructor["disagreements"] = [*constructor.get("disagreements", []), *unknown]
    facts = {"kind": "class", "bases": bases, "constructor": constructor, "members": members}
    special = special_members(cls, paths, stubs)
    if special:
        facts["special"] = special
    return _with_doc(facts, cls)


def is_function(value: object) -> bool:
    """Tell whether a value is there to be called; forms of ``typing`` only look like it."""
    kind = type(value)
    if is_module(value) or class_path(kind).split(":")[0] in ("typing", "typing_extensions"):
        return class_path(kind) == "typing:NewType"
    if class_path(kind) in ("types:GenericAlias", "types:UnionType"):
        return False
    return class_attribute(kind, "__call__") is not MISSING


def _with_doc(facts: Facts, value: object) -> Facts:
    docstring = docstring_of(value)
    if is_class(value):
        facts = {**facts, "members": with_documented_attributes(facts["members"], docstring, value)}
    key = "constructor" if facts["kind"] == "class" else "signature"
    typed = with_documented_types(facts[key], docstring, value)
    if facts["kind"] == "class":
        typed = {name: typed[name] for name in typed if name != "documented"}
    return {**facts, key: typed, **documentation(docstring, typed)}
