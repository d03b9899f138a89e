"""The names that a stub, or a source, defines: found in its syntax tree; nothing of it is run."""

from __future__ import annotations

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field

from .files import StubFiles

_SIZE_LIMIT = 4_000_000
#: Sources are read for their aliases only; those are not in the longest ones.
_SOURCE_LIMIT = 300_000
_IMPORT_LIMIT = 16


@dataclass(frozen=True)
class Imported:
    """A name that stands for another module's, or for a module (``name`` is ``None``)."""

    module: str
    name: str | None


Definition = ast.stmt | Imported


@dataclass
class Scope:
    """A module or a class: by name, its definitions; several only of an overloaded function."""

    module: str
    #: Dotted name of the class; empty for a module.
    qualname: str
    #: Whether a stub says so; a source is believed about aliases and classes only.
    is_stub: bool
    names: dict[str, list[Definition]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    #: Names of the type variables of a generic class.
    variables: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Found:
    """What a name means, and the module that says so."""

    scope: Scope
    name: str
    definitions: list[Definition]

    @property
    def first(self) -> Definition:
        return self.definitions[0]


class StubScopes:
    """Reads each stub once, and follows imports from one to another."""

    def __init__(self, files: StubFiles) -> None:
        self._files = files
        self._modules: dict[str, Scope | None] = {}
        self._classes: dict[tuple[str, str], Scope] = {}
        self._sources: dict[str, str] = {}

    def module(self, name: str) -> Scope | None:
        """Return the names of a module, from its stub or its source; ``None`` where neither is there and parses."""
        if name not in self._modules:
            self._modules[name] = None
            path = self._files.find(name) or self._files.source(name)
            self._modules[name] = None if path is None else _read_module(name, path)
        return self._modules[name]

    def lay_over(self, module: str, declared: Scope) -> None:
        """Let a module have these names before its own."""
        own = self.module(module)
        names = {**({} if own is None else own.names), **declared.names}
        stars = [*declared.stars, *([] if own is None else own.stars)]
        self._modules[module] = Scope(module, "", is_stub=True, names=names, stars=stars)

    def class_of_source(self, module: str, name: str) -> str | None:
        """Return the bases of a class of a source, as text, without parsing what may be thousands of lines."""
        if self._files.find(module) is not None:
            return None
        if module not in self._sources:
            path = self._files.source(module)
            self._sources[module] = "" if path is None else _text(path, _SIZE_LIMIT) or ""
        match = re.search(
            rf"^class {re.escape(name)}(?:\[[^\]]*\])?(?:\(([^)]*)\))?:", self._sources[module], re.MULTILINE
        )
        return None if match is None else match.group(1) or ""

    def find(self, module: str, qualname: str) -> Found | None:
        """Find ``"Class.method"`` in a module; of a class, what it defines itself."""
        scope = self.module(module)
        *outer, last = qualname.split(".")
        for name in outer:
            found = None if scope is None else self.look_up(scope, name)
            scope = None if found is None else self.class_scope(found)
        return None if scope is None else self.look_up(scope, last)

    def look_up(self, scope: Scope, name: str, depth: int = 0) -> Found | None:
        """Find what a name means, through imports."""
        definitions = scope.names.get(name)
        if definitions is None:
            for star in scope.stars if depth < _IMPORT_LIMIT else ():
                other = self.module(star)
                found = None if other is None or name.startswith("_") else self.look_up(other, name, depth + 1)
                if found is not None:
                    return found
            return None
        first = definitions[0]
        if not isinstance(first, Imported):
            return Found(scope, name, definitions)
        if first.name is None or depth >= _IMPORT_LIMIT:
            return Found(scope, name, [first]) if first.name is None else None
        other = self.module(first.module)
        found = None if other is None else self.look_up(other, first.name, depth + 1)
        if found is not None:
            return found
        # A submodule, or something of a module that has no stub.
        module = f"{first.module}.{first.name}"
        return Found(scope, name, [Imported(module, None) if self.module(module) else first])

    def class_scope(self, found: Found) -> Scope | None:
        """Return the names of a class."""
        node = found.first
        if not isinstance(node, ast.ClassDef):
            return None
        qualname = f"{found.scope.qualname}.{node.name}".lstrip(".")
        key = (found.scope.module, qualname)
        if key not in self._classes:
            scope = Scope(found.scope.module, qualname, found.scope.is_stub, variables=_variables(node))
            collect(scope, node.body, "")
            self._classes[key] = scope
        return self._classes[key]


def _variables(node: ast.ClassDef) -> frozenset[str]:
    """Return every name in the arguments of the bases: the type variables are among them."""
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


def collect(scope: Scope, body: list[ast.stmt], package: str) -> None:
    """Put the names that statements define into a scope; ``package`` is what relative imports begin at."""
    for node in _statements(body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            before = scope.names.get(node.name, [])
            goes_on = bool(before) and is_decorated(before[-1], "overload")
            scope.names[node.name] = [*before, node] if goes_on else [node]
        elif isinstance(node, ast.ClassDef):
            scope.names[node.name] = [node]
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            for alias in node.names:
                if alias.name == "*":
                    scope.stars.append(module)
                else:
                    scope.names[alias.asname or alias.name] = [Imported(module, alias.name)]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                target = alias.name if alias.asname else alias.name.split(".")[0]
                scope.names[alias.asname or target] = [Imported(target, None)]
        else:
            for name in _assigned(node):
                scope.names[name] = [node]


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements that hold for this Python; of unknown conditions both sides, the first last."""
    for node in body:
        if isinstance(node, ast.If):
            holds = _holds(node.test)
            if holds is not True:
                yield from _statements(node.orelse)
            if holds is not False:
                yield from _statements(node.body)
        elif isinstance(node, ast.Try):
            yield from _statements(node.body)
        else:
            yield node


def _holds(test: ast.expr) -> bool | None:
    """Decide a condition of stubs; the platform is always the same one, so that generated code is too."""
    text = ast.unparse(test)
    if text in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
        return True
    if isinstance(test, ast.BoolOp):
        parts = [_holds(each) for each in test.values]
        if None in parts:
            return None
        return all(parts) if isinstance(test.op, ast.And) else any(parts)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _holds(test.operand)
        return None if inner is None else not inner
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    subject = ast.unparse(test.left)
    try:
        value = ast.literal_eval(test.comparators[0])
    except (ValueError, TypeError, SyntaxError):
        return None
    if subject == "sys.platform":
        return bool(value == "linux") == isinstance(test.ops[0], ast.Eq)
    if subject == "sys.version_info" and isinstance(value, tuple):
        is_at_least: bool = sys.version_info[: len(value)] >= value
        by_operator: dict[type[ast.cmpop], bool] = {ast.GtE: is_at_least, ast.Lt: not is_at_least}
        return by_operator.get(type(test.ops[0]))
    return None


def _assigned(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    # The statement `type X = …`, where Python has it.
    name = getattr(node, "name", None)
    return [name.id] if isinstance(name, ast.Name) else []


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
    return f"{base}.{node.module}".lstrip(".") if node.module else base


def is_decorated(node: Definition, name: str) -> bool:
    """Tell whether a definition has this decorator, however it is spelt."""
    return name in decorators(node)


def decorators(node: Definition) -> list[str]:
    """Return the last names of the decorators of a definition, without arguments."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    names = []
    for each in node.decorator_list:
        function = each.func if isinstance(each, ast.Call) else each
        names.append(ast.unparse(function).rpartition(".")[2])
    return names
