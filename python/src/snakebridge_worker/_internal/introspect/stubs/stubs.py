"""The types of stubs, joined with the facts of the run time.

The run time decides what can be called: names, kinds and defaults. The stub decides the types, and the whole signature
if Python knows none.
"""

from __future__ import annotations

import ast
from collections.abc import Sequence

from ..copies import without
from ..facts import Disagreement, MemberFacts, SignatureFacts, TypeFacts
from ..objects.class_cache import ClassCache
from ..signatures.disagreements import disagreements
from ..signatures.join import join
from ..signatures.opaque import opaque_signature
from ..signatures.syntax import without_unread
from ..types.type_variables import settle_signature
from .definitions import Binding, Scope, functions_of, is_plain, is_property
from .files import StubFiles
from .scopes import StubScopes
from .signatures import is_static, signature_of, signatures_of
from .type_reader import StubTypes
from .unresolved import UnresolvedNames

_BASES_LIMIT = 16


class Stubs:
    """Adds the types of a library's stubs to the run time's facts.

    ``paths`` are the names of one symbol, ``"module:qualname"``; the first one with a stub counts.
    """

    def __init__(self, typeshed: str | None) -> None:
        self.scopes = StubScopes(StubFiles(typeshed))
        #: Facts of classes, shared by the classes that inherit them.
        self.class_cache = ClassCache()
        self.unresolved = UnresolvedNames(self.scopes)

    def function(self, paths: list[str], facts: SignatureFacts) -> SignatureFacts:
        """Return the signature of a function with the types of its stub."""
        binding = self._find(paths)
        if binding is None:
            return self.unresolved.signature(facts)
        binding = self._follow_assignment(binding)
        method = self._method_of(binding)
        return self._typed(method or binding, facts, is_bound=method is not None)

    def constructor(self, paths: list[str], facts: SignatureFacts) -> SignatureFacts:
        """Return the signature of a class with the types of its constructor's stub."""
        for name in ("__init__", "__new__"):
            method = self._inherited(self._find(paths), name)
            if method is not None and method.scope.qualname != "object":
                typed = self._typed(method, facts, is_bound=True)
                # Without a result, callers bind no type variables.
                return settle_signature(without(typed, "returns", "overloads"))
        return self.unresolved.signature(facts)

    def member(self, paths: list[str], facts: MemberFacts) -> MemberFacts:
        """Return the facts of a member with the types of the class that defines it."""
        binding = self._inherited(self._find(paths), facts["name"])
        if binding is None:
            return self.unresolved.member(facts)
        if "signature" in facts:
            signature = self._typed(binding, facts["signature"], is_bound=facts["kind"] != "staticmethod")
            return {**facts, "signature": signature}
        type_ = self.attribute(binding)
        return facts if type_ is None else {**facts, "type": type_}

    def declared_method(self, paths: list[str], name: str) -> SignatureFacts | None:
        """Return the signature of a method in the source of its class, for a class with another value at run time."""
        for path in paths:
            module, _, qualname = path.partition(":")
            binding = self.scopes.find(module, f"{qualname}.{name}")
            functions = [] if binding is None else functions_of(binding)
            if binding is not None and functions and all(map(is_plain, functions)):
                signature = signature_of(functions[-1], StubTypes(self.scopes, binding.scope), is_bound=True)
                return without_unread({**signature, "tier": "annotations"})
        return None

    def attributes(self, paths: list[str]) -> dict[str, TypeFacts | None]:
        """Return the attributes of instances that only the stub of a class declares, with their types."""
        scope = self._class(paths)
        return {} if scope is None or not scope.is_stub else self.attributes_of(scope)

    def attributes_of(self, scope: Scope) -> dict[str, TypeFacts | None]:
        """Return the attributes that a class in a stub declares for its instances."""
        return {
            name: self.attribute(Binding(scope, name, definitions))
            for name, definitions in scope.names.items()
            if isinstance(definitions[0], ast.AnnAssign) or is_property(definitions[0])
        }

    def methods(self, paths: list[str]) -> dict[str, SignatureFacts]:
        """Return the methods in the stub of a class, for a class whose ``__getattr__`` provides them."""
        scope = self._class(paths)
        if scope is None or not scope.is_stub:
            return {}
        binding = {name: Binding(scope, name, definitions) for name, definitions in scope.names.items()}
        methods = {name: each for name, each in binding.items() if functions_of(each) and not is_property(each.first)}
        return {name: self._typed(each, opaque_signature(), is_bound=True) for name, each in methods.items()}

    def attribute(self, binding: Binding) -> TypeFacts | None:
        """Return the type of an attribute or a property."""
        types = StubTypes(self.scopes, binding.scope)
        getters = [each for each in functions_of(binding) if is_plain(each)]
        node = binding.first.annotation if isinstance(binding.first, ast.AnnAssign) else None
        return types.read_node(getters[0].returns if node is None and getters else node)

    def unknown_members(self, _paths: list[str], _members: Sequence[str]) -> list[Disagreement]:
        """Return the declared members that a class lacks. Those of a stub do not count: it may know more."""
        return []

    def _find(self, paths: list[str]) -> Binding | None:
        for path in paths:
            module, _, name = path.partition(":")
            binding = self.scopes.find(module, name)
            if binding is not None and binding.scope.is_stub:
                return binding
        return None

    def _class(self, paths: list[str]) -> Scope | None:
        binding = self._find(paths)
        return None if binding is None else self.scopes.class_scope(binding)

    def _inherited(self, binding: Binding | None, name: str, depth: int = 0) -> Binding | None:
        """Find a method in a class or in the first of its bases that has it."""
        scope = None if binding is None else self.scopes.class_scope(binding)
        if binding is None or scope is None or depth > _BASES_LIMIT:
            return None
        own = self.scopes.look_up(scope, name)
        if own is not None or not isinstance(binding.first, ast.ClassDef):
            return own
        types = StubTypes(self.scopes, binding.scope)
        bases = (self._inherited(types.class_of(base), name, depth + 1) for base in binding.first.bases)
        return next((each for each in bases if each is not None), None)

    def _follow_assignment(self, binding: Binding) -> Binding:
        """Follow ``abs = absolute``."""
        for _ in range(_BASES_LIMIT):
            node = binding.first
            if not isinstance(node, ast.Assign) or not isinstance(node.value, ast.Name):
                break
            other = StubTypes(self.scopes, binding.scope).look_up(node.value)
            if other is None:
                break
            binding = other
        return binding

    def _method_of(self, binding: Binding) -> Binding | None:
        """Return the method that a call of a variable calls: of ``random = _inst.random``, or ``__call__``."""
        node = binding.first
        types = StubTypes(self.scopes, binding.scope)
        if isinstance(node, ast.AnnAssign):
            return self._inherited(types.class_of(node.annotation), "__call__")
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Attribute):
            owner = types.look_up(node.value.value)
            if owner is not None and isinstance(owner.first, ast.AnnAssign):
                return self._inherited(types.class_of(owner.first.annotation), node.value.attr)
        return None

    def _typed(self, binding: Binding, facts: SignatureFacts, *, is_bound: bool) -> SignatureFacts:
        functions = functions_of(binding)
        if not functions or not all(map(is_plain, functions)):
            return self.unresolved.signature(facts)
        signatures = signatures_of(self.scopes, binding, is_bound=is_bound and not is_static(binding))
        differences = disagreements(facts["parameters"], signatures, "stub")
        typed = self.unresolved.signature(join(facts, signatures))
        return {**typed, "disagreements": differences} if differences else typed
