"""The scopes of stubs and sources: parsed once, with their imports followed. None of their code runs."""

from __future__ import annotations

import ast
import os
import re

from .collect import collect
from .definitions import Binding, Imported, Scope
from .files import StubFiles

_SIZE_LIMIT = 4_000_000
#: Sources are read only for their aliases, which the longest ones do not contain.
_SOURCE_LIMIT = 300_000
_IMPORT_LIMIT = 16


class StubScopes:
    """Reads each stub once, and follows the imports between them."""

    def __init__(self, files: StubFiles) -> None:
        self._files = files
        self._modules: dict[str, Scope | None] = {}
        self._classes: dict[tuple[str, str], Scope] = {}
        self._sources: dict[str, str] = {}

    def module(self, name: str) -> Scope | None:
        """Return the scope of a module, from its stub or its source; ``None`` if neither exists and parses."""
        if name not in self._modules:
            self._modules[name] = None
            path = self._files.find(name) or self._files.source(name)
            self._modules[name] = None if path is None else _read_module(name, path)
        return self._modules[name]

    def overlay(self, module: str, declared: Scope) -> None:
        """Add declared names to a module; they replace its own."""
        own = self.module(module)
        names = {**({} if own is None else own.names), **declared.names}
        stars = [*declared.stars, *([] if own is None else own.stars)]
        self._modules[module] = Scope(module, "", is_stub=True, names=names, stars=stars)

    def class_of_source(self, module: str, name: str) -> str | None:
        """Return the bases of a class in a source, as text, without parsing a file that can have thousands of lines."""
        if self._files.find(module) is not None:
            return None
        if module not in self._sources:
            path = self._files.source(module)
            self._sources[module] = "" if path is None else _text(path, _SIZE_LIMIT) or ""
        match = re.search(
            rf"^class {re.escape(name)}(?:\[[^\]]*\])?(?:\(([^)]*)\))?:", self._sources[module], re.MULTILINE
        )
        return None if match is None else match.group(1) or ""

    def find(self, module: str, qualname: str) -> Binding | None:
        """Find ``"Class.method"`` in a module. Inherited members are not found."""
        scope = self.module(module)
        *outer, last = qualname.split(".")
        for name in outer:
            binding = None if scope is None else self.look_up(scope, name)
            scope = None if binding is None else self.class_scope(binding)
        return None if scope is None else self.look_up(scope, last)

    def look_up(self, scope: Scope, name: str, depth: int = 0) -> Binding | None:
        """Find the definitions of a name in a scope, through imports."""
        definitions = scope.names.get(name)
        if definitions is None:
            for star in scope.stars if depth < _IMPORT_LIMIT else ():
                other = self.module(star)
                binding = None if other is None or name.startswith("_") else self.look_up(other, name, depth + 1)
                if binding is not None:
                    return binding
            return None
        first = definitions[0]
        if not isinstance(first, Imported):
            return Binding(scope, name, definitions)
        if first.name is None or depth >= _IMPORT_LIMIT:
            return Binding(scope, name, [first]) if first.name is None else None
        other = self.module(first.module)
        binding = None if other is None else self.look_up(other, first.name, depth + 1)
        if binding is not None:
            return binding
        # A submodule, or a name of a module without a stub.
        module = f"{first.module}.{first.name}"
        return Binding(scope, name, [Imported(module, None) if self.module(module) else first])

    def class_scope(self, binding: Binding) -> Scope | None:
        """Return the scope of a class."""
        node = binding.first
        if not isinstance(node, ast.ClassDef):
            return None
        qualname = f"{binding.scope.qualname}.{node.name}".lstrip(".")
        key = (binding.scope.module, qualname)
        if key not in self._classes:
            scope = Scope(binding.scope.module, qualname, binding.scope.is_stub, variables=_possible_variables(node))
            collect(scope, node.body, "")
            self._classes[key] = scope
        return self._classes[key]


def _possible_variables(node: ast.ClassDef) -> frozenset[str]:
    """Return all names in the type arguments of the bases. They include the type variables."""
    arguments = [base.slice for base in node.bases if isinstance(base, ast.Subscript)]
    names = {each.id for argument in arguments for each in ast.walk(argument) if isinstance(each, ast.Name)}
    return frozenset(names | {each.name for each in getattr(node, "type_params", [])})


def _read_module(name: str, path: str) -> Scope | None:
    is_stub = path.endswith(".pyi")
    text = _text(path, _SIZE_LIMIT if is_stub else _SOURCE_LIMIT)
    if text is None:
        return None
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None
    scope = Scope(name, "", is_stub)
    is_package = os.path.basename(path).startswith("__init__.")
    collect(scope, tree.body, name if is_package else name.rpartition(".")[0])
    return scope


def _text(path: str, limit: int) -> str | None:
    try:
        if os.path.getsize(path) > limit:
            return None
        with open(path, encoding="utf-8", errors="replace") as stream:
            return stream.read()
    except OSError:
        return None
