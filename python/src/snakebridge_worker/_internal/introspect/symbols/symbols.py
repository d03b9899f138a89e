"""The facts of one symbol: its kind, signature, members and documentation."""

from __future__ import annotations

from ..checksum import checksum_of
from ..copies import without
from ..docstrings.documentation import docstring_of, documentation
from ..docstrings.documented_types import with_documented_attributes, with_documented_types
from ..facts import ClassFacts, FunctionFacts, MemberFacts, ObjectFacts, ParameterFacts, SignatureFacts, SymbolFacts
from ..objects.literals import constant_image, differs_between_machines
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


def facts_of(module: str, name: str, value: object, stubs: Stubs) -> SymbolFacts:
    """Return the facts of the attribute ``name`` of ``module``."""
    facts: ClassFacts | FunctionFacts
    if is_class(value):
        facts = _class_facts(value, [f"{module}:{name}", class_path(value)], stubs)
    elif is_function(value):
        facts = _function_facts(value, [f"{module}:{name}", *filter(None, [object_path(value)])], stubs)
    else:
        image = constant_image(module, value)
        if image is not NotImplemented:
            return {"kind": "constant", "value": image}
        return _object_facts(type(value), stubs)
    checksum = checksum_of(module, value)
    if checksum is not None:
        facts["checksum"] = checksum
    path = object_path(value)
    # `os.path.join` is defined in `posixpath` or `ntpath`, which depends on the machine.
    if path is not None and path != f"{module}:{name}" and not differs_between_machines(path):
        facts["canonical"] = path
    return facts


def is_function(value: object) -> bool:
    """Return whether a value is meant to be called; forms of ``typing`` have a ``__call__``, but are not."""
    kind = type(value)
    if is_module(value) or class_path(kind).split(":")[0] in ("typing", "typing_extensions"):
        return class_path(kind) == "typing:NewType"
    if class_path(kind) in ("types:GenericAlias", "types:UnionType"):
        return False
    return class_attribute(kind, "__call__") is not MISSING


def _function_facts(value: object, paths: list[str], stubs: Stubs) -> FunctionFacts:
    runtime = signature_of(value)
    signature = ufunc_signature(value, runtime) or stubs.function(paths, runtime)
    docstring = docstring_of(value)
    signature = with_documented_types(_curried(signature) if _is_curried(value) else signature, docstring, value)
    facts: FunctionFacts = {"kind": "function", "signature": signature}
    if is_async(value):
        facts["async"] = True
    cls = type(value)
    # Functions have no members. Other objects can be called like a function and have members too.
    members = stubs.class_cache.once(cls, "()", lambda: _object_members(cls, stubs))
    if members or class_attribute(cls, "__getattr__") is not MISSING:
        facts["type"] = class_path(cls)
    if members:
        facts["members"] = members
    return {**facts, **documentation(docstring, signature)}


def _is_curried(value: object) -> bool:
    """Return whether a callable waits for missing arguments (toolz); only the name of its class shows it."""
    return type(value).__name__.lower() in ("curry", "curried")


def _curried(signature: SignatureFacts) -> SignatureFacts:
    """Return the signature with all parameters optional. Its result is unknown: it depends on the arguments."""
    parameters: list[ParameterFacts] = [{**each, "required": False} for each in signature["parameters"]]
    curried: SignatureFacts = {"parameters": parameters, "tier": signature["tier"]}
    if "disagreements" in signature:
        curried["disagreements"] = signature["disagreements"]
    return curried


def _object_facts(cls: type, stubs: Stubs) -> ObjectFacts:
    members = _object_members(cls, stubs)
    facts: ObjectFacts = {"kind": "object", "type": class_path(cls)}
    if members:
        facts["members"] = members
    return facts


def _object_members(cls: type, stubs: Stubs) -> list[MemberFacts]:
    """Return the public members of an object, without those of Python's builtin types."""

    def is_own(name: str) -> bool:
        owner = next((base for base in class_mro(cls) if name in class_dict(base)), cls)
        return not class_path(owner).startswith("builtins:")

    return [member for member in members_of(cls, [class_path(cls)], stubs) if is_own(member["name"])]


def _class_facts(cls: type, paths: list[str], stubs: Stubs) -> ClassFacts:
    docstring = docstring_of(cls)
    bases = [class_path(base) for base in class_mro(cls)[1:] if base is not object]
    constructor = stubs.constructor(paths, signature_of(cls))
    members = members_of(cls, paths, stubs)
    unknown = stubs.unknown_members(paths, [each["name"] for each in members])
    if unknown:
        constructor = {**constructor, "disagreements": [*constructor.get("disagreements", []), *unknown]}
    constructor = without(with_documented_types(constructor, docstring, cls), "documented")
    facts: ClassFacts = {
        "kind": "class",
        "bases": bases,
        "constructor": constructor,
        "members": with_documented_attributes(members, docstring, cls),
    }
    special = special_members(cls, paths, stubs)
    if special:
        facts["special"] = special
    return {**facts, **documentation(docstring, constructor)}
