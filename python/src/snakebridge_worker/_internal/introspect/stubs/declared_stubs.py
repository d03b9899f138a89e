"""The user's declarations of a library, in the syntax of stubs: they take precedence over all other sources."""

from __future__ import annotations

import ast
from collections.abc import Mapping, Sequence

from ..copies import without
from ..facts import Disagreement, MemberFacts, SignatureFacts, TypeFacts
from ..signatures.disagreements import disagreements
from ..signatures.join import join
from .collect import collect
from .definitions import Binding, Imported, Scope, functions_of
from .signatures import signatures_of
from .stubs import Stubs


class DeclaredStubs(Stubs):
    """Stubs and, over them, the declarations of each module. Declarations can use the names of the module's stub."""

    def __init__(self, typeshed: str | None, texts: Mapping[str, str]) -> None:
        super().__init__(typeshed)
        #: Syntax errors by module: the line and the message.
        self._mistakes: dict[str, str] = {}
        self._declared: dict[str, Scope] = {}
        self._overlay = Stubs(typeshed)
        for module, text in texts.items():
            scope = Scope(module, "", is_stub=True)
            try:
                collect(scope, ast.parse(text).body, module)
            except (SyntaxError, ValueError, RecursionError) as error:
                self._mistakes[module] = f"line {getattr(error, 'lineno', 1)}: {getattr(error, 'msg', error)}"
                continue
            self._declared[module] = scope
            self._overlay.scopes.overlay(module, scope)

    def function(self, paths: list[str], facts: SignatureFacts) -> SignatureFacts:
        """Return the declared signature of a function."""
        return self._with_declaration(self._declaration(paths), paths, super().function(paths, facts), is_bound=False)

    def constructor(self, paths: list[str], facts: SignatureFacts) -> SignatureFacts:
        """Return the declared signature of a class, from ``__init__`` or ``__new__``."""
        binding = self._declaration(paths, "__init__") or self._declaration(paths, "__new__")
        signature = self._with_declaration(binding, paths, super().constructor(paths, facts), is_bound=True)
        return without(signature, "returns", "overloads")

    def member(self, paths: list[str], facts: MemberFacts) -> MemberFacts:
        """Return the declared facts of a member."""
        known = super().member(paths, facts)
        binding = self._declaration(paths, facts["name"])
        if binding is None:
            return known
        if "signature" in known:
            is_bound = facts["kind"] != "staticmethod"
            signature = self._with_declaration(binding, paths, known["signature"], is_bound=is_bound)
            return {**known, "signature": signature}
        type_ = self._overlay.attribute(binding)
        return known if type_ is None else {**known, "type": type_}

    def attributes(self, paths: list[str]) -> dict[str, TypeFacts | None]:
        """Return the attributes of instances from the declaration and from the stub."""
        scope = self._declared_class(paths)
        return {**super().attributes(paths), **({} if scope is None else self._overlay.attributes_of(scope))}

    def unknown_members(self, paths: list[str], members: Sequence[str]) -> list[Disagreement]:
        """Return the declared members that a class lacks."""
        scope = self._declared_class(paths)
        names = () if scope is None else scope.names
        return [
            {"name": name, "what": "member", "source": "declaration"}
            for name in names
            if name not in members and not name.startswith("_")
        ]

    def _declaration(self, paths: list[str], member: str | None = None) -> Binding | None:
        for path in paths:
            module, _, name = path.partition(":")
            declared = self._declared.get(module)
            definitions = [] if declared is None else declared.names.get(name.split(".")[0], [])
            if definitions and not isinstance(definitions[0], Imported):
                return self._overlay.scopes.find(module, name if member is None else f"{name}.{member}")
        return None

    def _declared_class(self, paths: list[str]) -> Scope | None:
        binding = self._declaration(paths)
        return None if binding is None else self._overlay.scopes.class_scope(binding)

    def _with_declaration(
        self, binding: Binding | None, paths: list[str], facts: SignatureFacts, *, is_bound: bool
    ) -> SignatureFacts:
        """Join a signature with its declaration, and add the disagreements."""
        differences: list[Disagreement] = [
            {"name": self._mistakes[module], "what": "syntax", "source": "declaration"}
            for module in dict.fromkeys(path.partition(":")[0] for path in paths)
            if module in self._mistakes
        ]
        if binding is not None and functions_of(binding):
            declared = signatures_of(self._overlay.scopes, binding, is_bound=is_bound)
            differences += disagreements(facts["parameters"], declared, "declaration")
            facts = {**join(without(facts, "overloads", "disagreements"), declared), "tier": "declaration"}
        return {**facts, "disagreements": differences} if differences else facts
