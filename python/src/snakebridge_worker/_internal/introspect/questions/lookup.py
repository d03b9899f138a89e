"""Finds the symbol that a question names: a module and a path in it."""

from __future__ import annotations

import importlib
import pkgutil
import sys
from dataclasses import dataclass
from typing import Any

from ..facts import Answer, Missing, MissingAnswer, ModuleFacts, SymbolFacts
from ..objects.guarded import guarded
from ..objects.static import MISSING, inside, is_class, is_module, module_dict
from ..stubs.stubs import Stubs
from ..symbols.symbols import facts_of
from .import_failures import ImportFailedError
from .public_modules import public_modules
from .suggestions import LIMIT, near_names


@dataclass(frozen=True)
class Node:
    """A module on the path: its dotted name, and how a program accesses it."""

    name: str
    value: Any
    #: The module that can be imported, and the attributes that lead from there; mostly ``(name, ())``.
    base: str
    rest: tuple[str, ...] = ()


@dataclass(frozen=True)
class Place:
    """The end of a walk."""

    node: Node
    #: ``None``: at the module itself.
    name: str | None
    value: Any
    #: The number of steps.
    consumed: int


class Lookup:
    """Answers questions. A failed import is not tried again."""

    def __init__(self, stubs: Stubs) -> None:
        self._stubs = stubs
        self._failures: dict[str, ImportFailedError] = {}
        #: The objects that a catalogue has listed, by identity.
        self.listed: dict[int, object] = {}

    def answer(self, module: str, path: list[str]) -> Answer:
        """Return the facts of ``path`` inside of ``module``."""
        place = self.walk(module, path)
        if not isinstance(place, Place):
            return place
        node, name = place.node, place.name
        if name is None:
            module_facts: ModuleFacts = {"kind": "module"}
            return {"found": {"module": node.name, "consumed": place.consumed, "facts": module_facts}}
        facts = self.facts(place)
        if node.rest:
            facts["access"] = f"{node.base}:{'.'.join((*node.rest, name))}"
        return {"found": {"module": node.name, "name": name, "consumed": place.consumed, "facts": facts}}

    def facts(self, place: Place) -> SymbolFacts:
        """Return the facts of a symbol that is not a module."""
        return facts_of(place.node.name, place.name or "", place.value, self._stubs)

    def walk(self, module: str, path: list[str]) -> Place | MissingAnswer:
        """Walk from ``module`` along ``path`` up to the first symbol that is not a module, or is missing."""
        node = self._root(module)
        for at, name in enumerate(path):
            value = self._nested(node, name)
            if value is MISSING:
                missing: Missing = {"module": node.name, "at": at, "suggestions": _suggestions(node, name)}
                # Defined in a stub, or under `TYPE_CHECKING`.
                if self._stubs.scopes.find(node.name, name) is not None:
                    missing["isStatic"] = True
                return {"missing": missing}
            if not is_module_of(node, name, value):
                return Place(node, name, value, at + 1)
            node = self._child(node, name, value)
        return Place(node, None, node.value, len(path))

    def public_place(self, module: str, name: str, library: str) -> Answer:
        """Return the facts of the class ``name`` of ``module`` under the public name that ``library`` exports it by."""
        cls = self._nested(self._root(module), name)
        if not is_class(cls):
            return {"missing": {"module": module, "at": 0, "suggestions": []}}
        first, _, rest = name.partition(".")
        for place in public_modules(module, library):
            node = self._module_if_any(place)
            if node is not None and inside(module_dict(node.value).get(first), rest) is cls:
                return self.answer(place, [name])
        return self.answer(module, [name])

    def _module_if_any(self, module: str) -> Node | None:
        try:
            return self._root(module)
        except ImportFailedError:
            return None

    def _root(self, module: str) -> Node:
        """Import a module, or read it as an attribute if only that works (``six.moves``, lazy packages)."""
        try:
            return Node(module, self.import_module(module), module)
        except ImportFailedError as failed:
            parent, _, name = module.rpartition(".")
            if not parent or failed.facts["reason"] != "not-found":
                raise
        node = self._root(parent)
        value = self.attribute(node, name)
        if value is MISSING:
            near = _suggestions(node, name)
            hint = f"; did you mean {parent}.{near[0]}?" if near else ""
            raise ImportFailedError(module, "not-found", f"{parent} has no module {name}{hint}")
        if not is_module_of(node, name, value):
            raise ImportFailedError(module, "not-found", f"{name} is a name inside the module {parent}, not a module")
        return self._child(node, name, value)

    def _nested(self, node: Node, name: str) -> Any:
        """Find a name, or a nested class by its dotted name."""
        first, _, rest = name.partition(".")
        return inside(self.attribute(node, first), rest)

    def attribute(self, node: Node, name: str) -> Any:
        """Find a name as Python does: in the module, through its ``__getattr__``, as a submodule."""
        names = module_dict(node.value)
        if name in names:
            return names[name]
        try:
            return getattr(node.value, name)
        except AttributeError:
            pass
        except BaseException as error:
            raise ImportFailedError.from_exception(f"{node.name}.{name}", error) from None
        if node.rest or "__path__" not in names:
            return MISSING
        try:
            return self.import_module(f"{node.name}.{name}")
        except ImportFailedError as failed:
            if failed.facts["reason"] == "not-found":
                return MISSING
            raise

    def _child(self, node: Node, name: str, value: Any) -> Node:
        dotted = f"{node.name}.{name}"
        if not node.rest and (sys.modules.get(dotted) is value or self._imports_as(dotted, value, node)):
            return Node(dotted, value, dotted)
        return Node(dotted, value, node.base, (*node.rest, name))

    def _imports_as(self, dotted: str, value: Any, node: Node) -> bool:
        if "__path__" not in module_dict(node.value):
            return False
        try:
            return self.import_module(dotted) is value
        except ImportFailedError:
            return False

    def import_module(self, module: str) -> Any:
        """Import a module; a module that failed before fails again."""
        if module in self._failures:
            raise self._failures[module]
        try:
            return importlib.import_module(module)
        except BaseException as error:
            failed = ImportFailedError.from_exception(module, error)
            if isinstance(error, ModuleNotFoundError) and _is_self_or_parent(error.name, module):
                failed = ImportFailedError(module, "not-found", f"No module named {error.name!r}")
            self._failures[module] = failed
            raise failed from None


def _is_self_or_parent(name: object, module: str) -> bool:
    return isinstance(name, str) and (module == name or module.startswith(f"{name}."))


def is_module_of(node: Node, name: str, value: Any) -> bool:
    """Return whether a value is a module, or an object that replaces a module in ``sys.modules``."""
    return is_module(value) or sys.modules.get(f"{node.name}.{name}", MISSING) is value


def _suggestions(node: Node, name: str) -> list[str]:
    """Return the same name in a submodule (``linalg.svd`` for ``svd``), then near names in the module."""
    own = module_dict(node.value)
    prefix = f"{node.name}."
    deeper = sorted(
        f"{key}.{name}"
        for key, value in own.items()
        if is_module(value)
        and f"{prefix}{key}" in sys.modules
        and not key.startswith("_")
        and name in module_dict(value)
    )
    names = guarded(lambda: {each for each in dir(node.value) if type(each) is str}) or set(own)
    folders = guarded(lambda: {each.name for each in pkgutil.iter_modules(list(own["__path__"]))}) or set()
    return [*deeper, *near_names(name, names | folders)][:LIMIT]
