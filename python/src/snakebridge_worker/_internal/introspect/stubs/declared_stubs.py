"""What the user's configuration declares about a library, in the syntax of stubs: it wins over everything else."""

from __future__ import annotations

import ast
from typing import Any

from ..signatures.disagreements import disagreements
from ..signatures.join import join
from .scopes import Found, Imported, Scope, collect
from .stubs import Signature, Stubs, functions_of, signature_of_stub
from .type_reader import StubTypes
from .variants import variants


class DeclaredStubs(Stubs):
    """Stubs over which declarations are laid, by module; names in these are found as if the module's stub had them."""

    def __init__(self, typeshed: str | None, texts: dict[str, str]) -> None:
        super().__init__(typeshed)
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
            self._overlay.scopes.lay_over(module, scope)

    def function(self, paths: list[str], facts: Signature) -> Signature:
        """Return the signature of a function, as it is declared."""
        return self._with(self._found(paths), paths, super().function(paths, facts), is_bound=False)

    def constructor(self, paths: list[str], facts: Signature) -> Signature:
        """Return the signature of a class; ``__init__`` or ``__new__`` can declare it."""
        found = self._found(paths, "__init__") or self._found(paths, "__new__")
        signature = self._with(found, paths, super().constructor(paths, facts), is_bound=True)
        return {key: value for key, value in signature.items() if key not in ("returns", "overloads")}

    def member(self, paths: list[str], facts: dict[str, Any]) -> dict[str, Any]:
        """Return the facts of a member, as it is declared."""
        known = super().member(paths, facts)
        found = self._found(paths, facts["name"])
        if found is None:
            return known
        if "signature" in known:
            bound = facts["kind"] != "staticmethod"
            return {**known, "signature": self._with(found, paths, known["signature"], is_bound=bound)}
        type_ = self._overlay.attribute(found)
        return known if type_ is None else {**known, "type": type_}

    def attributes(self, paths: list[str]) -> dict[str, dict[str, Any] | None]:
        """Return the attributes of instances that are declared, and those of the stub."""
        scope = self._class_scope(paths)
        return {**super().attributes(paths), **({} if scope is None else self._overlay.attributes_of(scope))}

    def unknown_members(self, paths: list[str], members: list[str]) -> list[dict[str, Any]]:
        """Return what is declared of a class, and not there."""
        scope = self._class_scope(paths)
        names = () if scope is None else scope.names
        return [
            {"name": name, "what": "member", "source": "declaration"}
            for name in names
            if name not in members and not name.startswith("_")
        ]

    def _found(self, paths: list[str], member: str | None = None) -> Found | None:
        for path in paths:
            module, _, name = path.partition(":")
            declared = self._declared.get(module)
            definitions = [] if declared is None else declared.names.get(name.split(".")[0], [])
            if definitions and not isinstance(definitions[0], Imported):
                return self._overlay.scopes.find(module, name if member is None else f"{name}.{member}")
        return None

    def _class_scope(self, paths: list[str]) -> Scope | None:
        found = self._found(paths)
        return None if found is None else self._overlay.scopes.class_scope(found)

    def _with(self, found: Found | None, paths: list[str], facts: Signature, *, is_bound: bool) -> Signature:
        """Join a signature with its declaration, and say where the two do not agree."""
        wrong = [
            {"name": self._mistakes[module], "what": "syntax", "source": "declaration"}
            for module in dict.fromkeys(path.partition(":")[0] for path in paths)
            if module in self._mistakes
        ]
        functions = [] if found is None else functions_of(found)
        if found is not None and functions:
            types = StubTypes(self._overlay.scopes, found.scope)
            declared = [
                signature_of_stub(each, of, is_bound) for each in functions for of in variants(each, types, is_bound)
            ]
            wrong += disagreements(facts["parameters"], declared, "declaration")
            before = {key: value for key, value in facts.items() if key not in ("overloads", "disagreements")}
            facts = {**join(before, declared), "tier": "declaration"}
        return {**facts, "disagreements": wrong} if wrong else facts
