"""The definitions that stubs and sources contain, as syntax trees."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

Function = ast.FunctionDef | ast.AsyncFunctionDef

#: Decorators that do not change what a call returns.
_HARMLESS = frozenset((
    "abstractmethod", "cache", "cached_property", "classmethod", "deprecated", "final", "lru_cache", "overload",
    "override", "property", "staticmethod", "type_check_only", "wraps",
))  # fmt: skip


@dataclass(frozen=True)
class Imported:
    """A name imported from another module, or an imported module (``name`` is ``None``)."""

    module: str
    name: str | None


Definition = ast.stmt | Imported


@dataclass
class Scope:
    """The definitions in a module or a class, by name. Only an overloaded function has several."""

    module: str
    #: The dotted name of the class; empty for a module.
    qualname: str
    #: Whether this is a stub. Of a source, only the aliases and classes are used.
    is_stub: bool
    names: dict[str, list[Definition]] = field(default_factory=dict)
    stars: list[str] = field(default_factory=list)
    #: The names of a generic class's type variables.
    variables: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Binding:
    """The definitions that a name refers to, and their scope."""

    scope: Scope
    name: str
    definitions: list[Definition]

    @property
    def first(self) -> Definition:
        return self.definitions[0]


def functions_of(binding: Binding) -> list[Function]:
    """Return the functions that a name is defined as; several if it is overloaded."""
    return [each for each in binding.definitions if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))]


def is_property(definition: Definition) -> bool:
    """Return whether a definition is a property."""
    return "property" in decorators(definition)


def is_plain(function: Function) -> bool:
    """Return whether a call returns what the definition declares: no unknown decorator changes it."""
    return _HARMLESS.issuperset(decorators(function))


def decorators(node: Definition) -> list[str]:
    """Return the last names of a definition's decorators, without arguments."""
    if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
        return []
    names = []
    for each in node.decorator_list:
        function = each.func if isinstance(each, ast.Call) else each
        names.append(ast.unparse(function).rpartition(".")[2])
    return names
