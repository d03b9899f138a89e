"""Types from stubs, joined with what the run time says.

The run time decides what can be called: names, kinds and defaults. The stub decides types, and where Python knows no
signature at all, the whole signature.
"""

from __future__ import annotations

import ast
from typing import Any

from ..objects.class_cache import ClassCache
from ..signatures.disagreements import disagreements
from ..signatures.join import join
from ..signatures.opaque import opaque_signature
from ..signatures.syntax import parameters_of, without_spelling
from ..types.constructors import UNKNOWN, Facts, union
from ..types.type_variables import settle_signature
from .files import StubFiles
from .scopes import Definition, Found, Scope, StubScopes, decorators
from .type_reader import StubTypes
from .variants import variants

Signature = dict[str, Any]
Function = ast.FunctionDef | ast.AsyncFunctionDef

#: Decorators after which a call still gives what the definition says.
_HARMLESS = frozenset((
    "abstractmethod", "cache", "cached_property", "classmethod", "deprecated", "final", "lru_cache", "overload",
    "override", "property", "staticmethod", "type_check_only", "wraps",
))  # fmt: skip
_POSITIONAL = ("positional-only", "positional")
_BASES_LIMIT = 16
_SPELT_LIMIT = 4
_NOWHERE = Scope("", "", is_stub=False)


class Stubs:
    """Answers what the stubs of a library say about its symbols."""

    def __init__(self, typeshed: str | None) -> None:
        self.scopes = StubScopes(StubFiles(typeshed))
        self.told = ClassCache()

    def function(self, paths: list[str], facts: Signature) -> Signature:
        """Return the signature of a function, typed by the stub of the first of ``paths`` that has one."""
        found = self._find(paths)
        if found is None:
            return self.resolved(facts)
        found = self._aliased(found)
        method = self._method_of(found)
        return self._typed(method or found, facts, is_bound=method is not None)

    def constructor(self, paths: list[str], facts: Signature) -> Signature:
        """Return the signature of a class with the types of its constructor's stub."""
        for name in ("__init__", "__new__"):
            method = self._inherited(self._find(paths), name)
            if method is not None and method.scope.qualname != "object":
                typed = self._typed(method, facts, is_bound=True)
                taken = {key: value for key, value in typed.items() if key not in ("returns", "overloads")}
                # Without a result, nothing is left for callers to decide.
                return settle_signature(taken)
        return self.resolved(facts)

    def member(self, paths: list[str], facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of a member with the types of the class that defines it."""
        found = self._inherited(self._find(paths), facts["name"])
        if found is None:
            return self.resolved(facts)
        if "signature" in facts:
            signature = self._typed(found, facts["signature"], is_bound=facts["kind"] != "staticmethod")
            return {**facts, "signature": signature}
        type_ = self.attribute(found)
        return facts if type_ is None else {**facts, "type": type_}

    def declared_method(self, paths: list[str], name: str) -> Signature | None:
        """Return the signature of a method by the source of its class, where the run time has something else."""
        for path in paths:
            module, _, qualname = path.partition(":")
            found = self.scopes.find(module, f"{qualname}.{name}")
            functions = [] if found is None else functions_of(found)
            if found is not None and functions and all(map(_is_plain, functions)):
                signature = signature_of_stub(functions[-1], StubTypes(self.scopes, found.scope), is_bound=True)
                return without_spelling({**signature, "tier": "annotations"})
        return None

    def attributes(self, paths: list[str]) -> dict[str, Facts | None]:
        """Return the attributes of instances that only the stub of a class knows, with their types."""
        scope = self._class(paths)
        return {} if scope is None or not scope.is_stub else self.attributes_of(scope)

    def methods(self, paths: list[str]) -> dict[str, Signature]:
        """Return the methods of a class by its stub, for a class that answers for them without having them."""
        scope = self._class(paths)
        if scope is None or not scope.is_stub:
            return {}
        found = {name: Found(scope, name, definitions) for name, definitions in scope.names.items()}
        methods = {name: each for name, each in found.items() if functions_of(each) and not _is_property(each.first)}
        return {name: self._typed(each, opaque_signature(), is_bound=True) for name, each in methods.items()}

    def attributes_of(self, scope: Scope) -> dict[str, Facts | None]:
        """Return the attributes that a class in a stub declares for its instances."""
        return {
            name: self.attribute(Found(scope, name, definitions))
            for name, definitions in scope.names.items()
            if isinstance(definitions[0], ast.AnnAssign) or _is_property(definitions[0])
        }

    def unknown_members(self, _paths: list[str], _members: list[str]) -> list[dict[str, Any]]:
        """Return what was declared of a class and is not there; stubs may well know more than the run time shows."""
        return []

    def _find(self, paths: list[str]) -> Found | None:
        for path in paths:
            module, _, name = path.partition(":")
            found = self.scopes.find(module, name)
            if found is not None and found.scope.is_stub:
                return found
        return None

    def _class(self, paths: list[str]) -> Scope | None:
        found = self._find(paths)
        return None if found is None else self.scopes.class_scope(found)

    def _inherited(self, found: Found | None, name: str, depth: int = 0) -> Found | None:
        """Find a method in a class or the first of its bases that has it."""
        scope = None if found is None else self.scopes.class_scope(found)
        if found is None or scope is None or depth > _BASES_LIMIT:
            return None
        own = self.scopes.look_up(scope, name)
        if own is not None or not isinstance(found.first, ast.ClassDef):
            return own
        types = StubTypes(self.scopes, found.scope)
        bases = (self._inherited(types.class_of(base), name, depth + 1) for base in found.first.bases)
        return next((each for each in bases if each is not None), None)

    def _aliased(self, found: Found) -> Found:
        """Follow ``abs = absolute``."""
        for _ in range(_BASES_LIMIT):
            node = found.first
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
                break
            other = StubTypes(self.scopes, found.scope).look_up(node.value)
            if other is None:
                break
            found = other
        return found

    def _method_of(self, found: Found) -> Found | None:
        """Return what a call of a variable calls: ``random = _inst.random``, or `__call__` of its class."""
        node = found.first
        types = StubTypes(self.scopes, found.scope)
        if isinstance(node, ast.AnnAssign):
            return self._inherited(types.class_of(node.annotation), "__call__")
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            owner = types.look_up(node.value.value)
            if owner is not None and isinstance(owner.first, ast.AnnAssign):
                return self._inherited(types.class_of(owner.first.annotation), node.value.attr)
        return None

    def resolved(self, facts: Facts, depth: int = 0) -> Facts:
        """Follow the names that the run time could only spell: aliases and classes that type checkers alone import."""
        if facts.get("kind") == "name" and ":" not in facts["name"] and "." in facts["name"]:
            arguments = [self.resolved(each, depth) for each in facts.get("args", [])]
            read = StubTypes(self.scopes, _NOWHERE).read_path(facts["name"], arguments)
            # What an alias stands for may be spelt in turn.
            return read if depth > _SPELT_LIMIT or read.get("name") == facts["name"] else self.resolved(read, depth + 1)
        if facts.get("kind") == "union":
            return union([self.resolved(each, depth) for each in facts["members"]])
        followed: Facts = {}
        for key, value in facts.items():
            if isinstance(value, list):
                followed[key] = [self.resolved(each, depth) if isinstance(each, dict) else each for each in value]
            else:
                followed[key] = self.resolved(value, depth) if isinstance(value, dict) else value
        return {key: value for key, value in followed.items() if key not in ("type", "returns") or value != UNKNOWN}

    def attribute(self, found: Found) -> Facts | None:
        """Return the type of an attribute or of a property."""
        types = StubTypes(self.scopes, found.scope)
        getters = [each for each in functions_of(found) if _is_plain(each)]
        node = found.first.annotation if isinstance(found.first, ast.AnnAssign) else None
        return types.read_node(getters[0].returns if node is None and getters else node)

    def _typed(self, found: Found, facts: Signature, *, is_bound: bool) -> Signature:
        functions = functions_of(found)
        if not functions or not all(map(_is_plain, functions)):
            return self.resolved(facts)
        types = StubTypes(self.scopes, found.scope)
        bound = is_bound and "staticmethod" not in decorators(functions[0])
        signatures = [signature_of_stub(each, of, bound) for each in functions for of in variants(each, types, bound)]
        wrong = disagreements(facts["parameters"], signatures, "stub")
        return {**self.resolved(join(facts, signatures)), **({"disagreements": wrong} if wrong else {})}


def signature_of_stub(function: Function, types: StubTypes, is_bound: bool) -> Signature:
    """Return what a definition in a stub says; of a method, without the object itself."""
    parameters = parameters_of(function.args, types)
    if is_bound and parameters and parameters[0]["kind"] in _POSITIONAL:
        parameters = parameters[1:]
    # Before positional-only parameters had a syntax, stubs wrote two underscores.
    for each in parameters:
        if each["name"].startswith("__") and each["kind"] == "positional":
            each |= {"name": each["name"].lstrip("_"), "kind": "positional-only"}
    signature: Signature = {"parameters": parameters, "tier": "stub"}
    returns = types.read_node(function.returns)
    return settle_signature(signature if returns is None else {**signature, "returns": returns})


def functions_of(found: Found) -> list[Function]:
    """Return the functions that a name is defined as; several of an overloaded one."""
    return [each for each in found.definitions if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _is_property(definition: Definition) -> bool:
    return "property" in decorators(definition)


def _is_plain(function: Function) -> bool:
    return _HARMLESS.issuperset(decorators(function))
