"""Annotations as data. They are parsed and looked up, never evaluated."""

from __future__ import annotations

import ast
import builtins
import collections.abc
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..objects.guarded import guarded
from ..objects.static import (
    MISSING,
    class_attribute,
    class_dict,
    class_path,
    is_class,
    is_module,
    module_dict,
    static_text,
)
from ..types.annotation_text import parsed
from ..types.constructors import (
    UNKNOWN,
    Facts,
    function,
    generic,
    literal,
    literal_value,
    named,
    record,
    union,
    variable,
)
from ..types.protocol_values import with_members
from ..types.type_variables import settle
from ..types.typing_forms import WRAPPERS, form_path, is_required
from .numpy_aliases import numpy_aliases
from .structural_classes import is_structural_class, members_of_protocol
from .type_checking_imports import type_checking_imports
from .unresolved_names import UnresolvedName, imported_name, unresolved_type

_TEXT_LIMIT = 2000
_DEPTH_LIMIT = 12
_SIZE_LIMIT = 80


class AnnotationReader:
    """Turns the annotations of one namespace into type facts."""

    def __init__(self, namespace: Mapping[str, Any], variables: Mapping[int, Facts] | None = None) -> None:
        self._namespace = namespace
        #: Whether its callers decide what becomes of type variables.
        self._is_open = variables is not None
        #: What variables stand for, by their identity.
        self._variables: Mapping[int, Facts] = variables or {}
        #: Aliases and classes of ``TypedDict`` that are being read: what refers to itself ends there.
        self._followed: list[object] = []
        self._budget = _SIZE_LIMIT

    def read(self, annotation: object) -> Facts | None:
        """Return the facts of an annotation, or ``None`` when it says nothing."""
        if annotation is inspect.Parameter.empty:
            return None
        return self._told(lambda: self._of_object(annotation, 0))

    def read_node(self, node: ast.expr | None) -> Facts | None:
        """Return the facts of an annotation given as syntax."""
        if node is None:
            return None
        return self._told(lambda: self._of_node(node, 0))

    def _told(self, read: Callable[[], Facts]) -> Facts | None:
        self._budget = _SIZE_LIMIT
        facts = guarded(read) or UNKNOWN
        settled = facts if self._is_open else settle(facts)
        return None if settled == UNKNOWN else settled

    def _of_object(self, value: Any, depth: int) -> Facts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if type(value) is str:
            return self._of_text(value, depth)
        if value is None:
            return named("builtins:NoneType")
        known = numpy_aliases().get(id(value))
        if known is not None:
            return known
        if is_class(value):
            return self._of_record(value, depth) if "__required_keys__" in class_dict(value) else _of_class(value)
        if _is_form(value):
            return self._of_form(value, depth)
        return UNKNOWN

    def _of_form(self, value: Any, depth: int) -> Facts:
        """Read a form of ``typing`` or ``types``: their attributes are plain."""
        if type(value) is typing.ForwardRef:
            return self._of_text(value.__forward_arg__, depth)
        if type(value).__name__ == "NewType":
            return self._of_object(value.__supertype__, depth + 1)
        if type(value).__name__ == "TypeVar":
            return self._of_variable(value, depth)
        if type(value).__name__ == "TypeAliasType":
            # Its value is made when it is asked for; the source is read instead.
            return named(f"{value.__module__}.{value.__name__}")
        origin = typing.get_origin(value)
        if origin is None:
            return self._of_special_form(value)
        arguments = typing.get_args(value)
        return self._generic(origin, arguments, lambda each: self._of_object(each, depth + 1))

    @staticmethod
    def _of_special_form(value: Any) -> Facts:
        name = getattr(value, "_name", None)
        path = form_path(name) if type(name) is str else None
        return UNKNOWN if path is None else named(path)

    def _generic(self, origin: Any, arguments: Iterable[Any], read: Callable[[Any], Facts]) -> Facts:
        if origin in (typing.Union, types.UnionType):
            return union([read(each) for each in arguments])
        if origin is typing.Literal:
            return literal(list(arguments))
        if origin is collections.abc.Callable:
            return self._callable(list(arguments), read)
        name = None if is_class(origin) else getattr(origin, "_name", None)
        if origin is typing.Annotated or name in WRAPPERS:
            return next((read(each) for each in arguments), UNKNOWN)
        if not is_class(origin):
            path = form_path(name) if type(name) is str else None
            read_arguments = [] if name in ("TypeGuard", "TypeIs") else [read(each) for each in arguments]
            return UNKNOWN if path is None else generic(named(path), read_arguments)
        facts = _of_class(origin)
        if facts["kind"] != "name":
            return facts
        # `tuple[int, ...]` keeps its ellipsis as a name of its own.
        parts = [named("builtins:ellipsis") if each is Ellipsis else read(each) for each in arguments]
        return generic(facts, parts)

    @staticmethod
    def _callable(arguments: list[Any], read: Callable[[Any], Facts]) -> Facts:
        """Read ``Callable``; what is no list of types takes anything."""
        if not arguments:
            return function(None, UNKNOWN)
        first = arguments[0].elts if isinstance(arguments[0], ast.List) else arguments[0]
        returns = read(arguments[-1])
        return function([read(each) for each in first] if type(first) is list else None, returns)

    def _of_variable(self, value: Any, depth: int) -> Facts:
        if id(value) in self._variables:
            return self._variables[id(value)]
        # Of those that a definition declares by itself, the bound is made when it is asked for.
        if getattr(value, "__infer_variance__", False):
            return variable(value.__name__, UNKNOWN)
        bounds = value.__constraints__ or [each for each in [value.__bound__] if each is not None]
        return variable(
            value.__name__, union([self._of_object(each, depth + 1) for each in bounds]) if bounds else None
        )

    def _of_record(self, cls: type, depth: int) -> Facts:
        """Read the keys of a ``TypedDict``, those of its bases included."""
        names = class_dict(cls)
        annotations = names.get("__annotations__")
        if type(annotations) is not dict:
            return generic(named("builtins:dict"), [named("builtins:str"), UNKNOWN])
        required = names["__required_keys__"]
        namespace = module_dict(sys.modules.get(static_text(cls, "__module__") or ""))
        read = {key: self._elsewhere(each, namespace, depth) for key, each in annotations.items()}
        # Into what is a text, the class itself did not look.
        texts = {key: getattr(each, "__forward_arg__", "") for key, each in annotations.items()}
        return record({key: (is_required(texts[key], otherwise=key in required), read[key]) for key in read})

    def _of_text(self, text: str, depth: int) -> Facts:
        if len(text) > _TEXT_LIMIT:
            return UNKNOWN
        return self._of_node(parsed(text.strip()), depth)

    def _of_node(self, node: ast.expr, depth: int) -> Facts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            if node.value is None:
                return named("builtins:NoneType")
            if node.value is Ellipsis:
                return named("builtins:ellipsis")
            return self._of_text(node.value, depth + 1) if type(node.value) is str else UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self._of_node(node.left, depth + 1), self._of_node(node.right, depth + 1)])
        if isinstance(node, ast.Subscript):
            return self._of_subscript(node, depth)
        if isinstance(node, (ast.Name, ast.Attribute)):
            value, namespace = self._look_up(node)
            return (
                unresolved_type(value.path)
                if isinstance(value, UnresolvedName)
                else self._elsewhere(value, namespace, depth)
            )
        return UNKNOWN

    def _of_subscript(self, node: ast.Subscript, depth: int) -> Facts:
        origin, _ = self._look_up(node.value)
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if isinstance(origin, UnresolvedName):
            return generic(unresolved_type(origin.path), [self._of_node(each, depth + 1) for each in arguments])
        known = numpy_aliases().get(id(origin))
        if known is not None:
            return known
        variables = getattr(origin, "__parameters__", ()) if _is_form(origin) and typing.get_origin(origin) else ()
        if variables:
            given = [*(self._of_node(each, depth + 1) for each in arguments), *[UNKNOWN] * len(variables)]
            return self._of_alias(origin, {id(key): each for key, each in zip(variables, given, strict=False)}, depth)
        name = getattr(origin, "_name", None) if _is_form(origin) else None
        if name == "Optional":
            return union([self._of_node(arguments[0], depth + 1), named("builtins:NoneType")])
        if name == "Literal":
            return literal([literal_value(each) for each in arguments])
        if name == "Union":
            origin = typing.Union
        # `typing.List` stands for `list`.
        elif typing.get_origin(origin) is not None:
            origin = typing.get_origin(origin)
        return self._generic(origin, arguments, lambda each: self._of_node(each, depth + 1))

    def _of_alias(self, alias: Any, variables: Mapping[int, Facts], depth: int) -> Facts:
        outer, self._variables = self._variables, variables
        try:
            return self._of_object(alias, depth + 1)
        finally:
            self._variables = outer

    def _look_up(self, node: ast.expr) -> tuple[Any, Mapping[str, Any]]:
        """Find a dotted name by plain dictionary look-ups, with the namespace that its own text is written in."""
        value: Any = MISSING
        namespace = self._namespace
        if isinstance(node, ast.Name):
            value = namespace.get(node.id, getattr(builtins, node.id, MISSING))
            # `Self = None` stands where only type checkers are told more.
            if value is MISSING or value is None:
                value = imported_name(type_checking_imports(namespace).get(node.id))
        elif isinstance(node, ast.Attribute):
            owner, namespace = self._look_up(node.value)
            if is_module(owner):
                namespace = module_dict(owner)
                value = namespace.get(node.attr, MISSING)
                if value is None:
                    value = MISSING
                # Submodules may be there only because somebody asked for them before.
                if value is MISSING or is_module(value):
                    value = UnresolvedName(f"{static_text(owner, '__name__')}.{node.attr}")
            elif is_class(owner):
                value = class_attribute(owner, node.attr)
            elif isinstance(owner, UnresolvedName):
                value = UnresolvedName(f"{owner.path}.{node.attr}")
        return (UnresolvedName(ast.unparse(node)), namespace) if value is MISSING else (value, namespace)

    def _elsewhere(self, value: Any, namespace: Mapping[str, Any], depth: int) -> Facts:
        """Read an alias in the namespace where it was written, on the same budget."""
        reader = self if namespace is self._namespace else AnnotationReader(namespace, {})
        reader._budget = self._budget
        reader._followed = self._followed
        if any(each is value for each in self._followed):
            return UNKNOWN
        self._followed.append(value)
        facts = reader._of_object(value, depth + 1)
        self._followed.pop()
        self._budget = reader._budget
        return facts


def _of_class(cls: type) -> Facts:
    """Name a class; one that stands for unrelated classes is spelt without a module, which nothing resolves."""
    path = class_path(cls)
    module, name = path.split(":", 1)
    if path == "typing:Any":
        return UNKNOWN
    names = class_dict(cls)
    if path in ("collections.abc:Callable", "typing:Callable"):
        return {"kind": "callable"}
    if names.get("_is_protocol") is True and "__call__" in names:
        return {"kind": "callable"}
    if module in ("collections.abc", "typing", "os"):
        return named(path)
    if names.get("_is_protocol") is True:
        return with_members(members_of_protocol(cls))
    return named(name) if is_structural_class(cls) else named(path)


def _is_form(value: object) -> bool:
    return class_path(type(value)).split(":")[0] in ("typing", "types", "typing_extensions", "collections.abc")
