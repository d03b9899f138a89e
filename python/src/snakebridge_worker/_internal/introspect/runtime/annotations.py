"""Annotations as types. They are parsed and looked up, never evaluated."""

from __future__ import annotations

import ast
import collections.abc
import inspect
import sys
import types
import typing
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ..facts import TypeFacts
from ..objects.guarded import guarded
from ..objects.static import class_dict, class_path, is_class, module_dict, static_text
from ..types.annotation_text import parsed
from ..types.constructors import (
    NONE,
    UNKNOWN,
    function,
    generic,
    literal,
    literal_value,
    named,
    record,
    union,
    variable,
)
from ..types.type_variables import settle
from ..types.typing_forms import WRAPPERS, form_path, is_required
from .annotation_names import look_up
from .class_types import class_type
from .numpy_aliases import numpy_aliases
from .unresolved_names import UnresolvedName

_TEXT_LIMIT = 2000
_DEPTH_LIMIT = 12
#: The number of nodes that are read of one annotation.
_SIZE_LIMIT = 80
_ELLIPSIS = named("builtins:ellipsis")


class AnnotationReader:
    """Reads the annotations of one namespace."""

    def __init__(self, namespace: Mapping[str, Any], variables: Mapping[int, TypeFacts] | None = None) -> None:
        """``variables`` are the types of type variables, by identity. With it, other variables stay as they are."""
        self._namespace = namespace
        self._keeps_variables = variables is not None
        self._variables: Mapping[int, TypeFacts] = variables or {}
        #: The aliases and ``TypedDict`` classes that are being read: a reference to one of them is unknown.
        self._followed: list[object] = []
        self._budget = _SIZE_LIMIT

    def read(self, annotation: object) -> TypeFacts | None:
        """Return the type of an annotation, or ``None`` if it carries no information."""
        if annotation is inspect.Parameter.empty:
            return None
        return self._settled(lambda: self._of_object(annotation, 0))

    def read_node(self, node: ast.expr | None) -> TypeFacts | None:
        """Return the type of an annotation that is given as a syntax tree."""
        if node is None:
            return None
        return self._settled(lambda: self._of_node(node, 0))

    def _settled(self, read: Callable[[], TypeFacts]) -> TypeFacts | None:
        self._budget = _SIZE_LIMIT
        facts = guarded(read) or UNKNOWN
        settled = facts if self._keeps_variables else settle(facts)
        return None if settled == UNKNOWN else settled

    # Annotations as objects

    def _of_object(self, value: Any, depth: int) -> TypeFacts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if type(value) is str:
            return self._of_text(value, depth)
        if value is None:
            return NONE
        known = numpy_aliases().get(id(value))
        if known is not None:
            return known
        if is_class(value):
            return self._of_record(value, depth) if "__required_keys__" in class_dict(value) else class_type(value)
        if _is_form(value):
            return self._of_form(value, depth)
        return UNKNOWN

    def _of_form(self, value: Any, depth: int) -> TypeFacts:
        """Read a form of ``typing`` or ``types``: reading their attributes runs no code of a library."""
        if type(value) is typing.ForwardRef:
            return self._of_text(value.__forward_arg__, depth)
        if type(value).__name__ == "NewType":
            return self._of_object(value.__supertype__, depth + 1)
        if type(value).__name__ == "TypeVar":
            return self._of_variable(value, depth)
        if type(value).__name__ == "TypeAliasType":
            # Python evaluates its value on access. The stub or source is read instead.
            return named(f"{value.__module__}.{value.__name__}")
        origin = typing.get_origin(value)
        if origin is None:
            return self._of_special_form(value)
        arguments = typing.get_args(value)
        return self._generic(origin, arguments, lambda each: self._of_object(each, depth + 1))

    @staticmethod
    def _of_special_form(value: Any) -> TypeFacts:
        name = getattr(value, "_name", None)
        path = form_path(name) if type(name) is str else None
        return UNKNOWN if path is None else named(path)

    def _generic(self, origin: Any, arguments: Iterable[Any], read: Callable[[Any], TypeFacts]) -> TypeFacts:
        if origin in (typing.Union, types.UnionType):
            return union([read(each) for each in arguments])
        if origin is typing.Literal:
            return literal(arguments)
        if origin is collections.abc.Callable:
            return self._callable(list(arguments), read)
        name = None if is_class(origin) else getattr(origin, "_name", None)
        if origin is typing.Annotated or name in WRAPPERS:
            return next((read(each) for each in arguments), UNKNOWN)
        if not is_class(origin):
            path = form_path(name) if type(name) is str else None
            read_arguments = [] if name in ("TypeGuard", "TypeIs") else [read(each) for each in arguments]
            return UNKNOWN if path is None else generic(named(path), read_arguments)
        facts = class_type(origin)
        if facts["kind"] != "name":
            return facts
        # The ellipsis of `tuple[int, ...]` is a type argument too.
        return generic(facts, [_ELLIPSIS if each is Ellipsis else read(each) for each in arguments])

    @staticmethod
    def _callable(arguments: list[Any], read: Callable[[Any], TypeFacts]) -> TypeFacts:
        """Read ``Callable``; without a list of types it accepts any arguments."""
        if not arguments:
            return function(None, UNKNOWN)
        first = arguments[0].elts if isinstance(arguments[0], ast.List) else arguments[0]
        returns = read(arguments[-1])
        return function([read(each) for each in first] if type(first) is list else None, returns)

    def _of_variable(self, value: Any, depth: int) -> TypeFacts:
        if id(value) in self._variables:
            return self._variables[id(value)]
        # Of a variable that a definition declares (`def f[T]`), Python evaluates the bound on access.
        if getattr(value, "__infer_variance__", False):
            return variable(value.__name__, UNKNOWN)
        bounds = value.__constraints__ or [each for each in [value.__bound__] if each is not None]
        bound = union([self._of_object(each, depth + 1) for each in bounds]) if bounds else None
        return variable(value.__name__, bound)

    def _of_record(self, cls: type, depth: int) -> TypeFacts:
        """Read the keys of a ``TypedDict``, those of its bases included."""
        names = class_dict(cls)
        annotations = names.get("__annotations__")
        if type(annotations) is not dict:
            return generic(named("builtins:dict"), [named("builtins:str"), UNKNOWN])
        required = names["__required_keys__"]
        namespace = module_dict(sys.modules.get(static_text(cls, "__module__") or ""))
        read = {key: self._in_namespace(each, namespace, depth) for key, each in annotations.items()}
        # Python does not look for `Required` in annotations that are text.
        texts = {key: getattr(each, "__forward_arg__", "") for key, each in annotations.items()}
        return record({key: (is_required(texts[key], otherwise=key in required), read[key]) for key in read})

    # Annotations as text

    def _of_text(self, text: str, depth: int) -> TypeFacts:
        if len(text) > _TEXT_LIMIT:
            return UNKNOWN
        return self._of_node(parsed(text.strip()), depth)

    def _of_node(self, node: ast.expr, depth: int) -> TypeFacts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            if node.value is None:
                return NONE
            if node.value is Ellipsis:
                return _ELLIPSIS
            return self._of_text(node.value, depth + 1) if type(node.value) is str else UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self._of_node(node.left, depth + 1), self._of_node(node.right, depth + 1)])
        if isinstance(node, ast.Subscript):
            return self._of_subscript(node, depth)
        if isinstance(node, (ast.Name, ast.Attribute)):
            value, namespace = look_up(node, self._namespace)
            return value.type() if isinstance(value, UnresolvedName) else self._in_namespace(value, namespace, depth)
        return UNKNOWN

    def _of_subscript(self, node: ast.Subscript, depth: int) -> TypeFacts:
        origin, _ = look_up(node.value, self._namespace)
        arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
        if isinstance(origin, UnresolvedName):
            return generic(origin.type(), [self._of_node(each, depth + 1) for each in arguments])
        known = numpy_aliases().get(id(origin))
        if known is not None:
            return known
        variables = getattr(origin, "__parameters__", ()) if _is_form(origin) and typing.get_origin(origin) else ()
        if variables:
            bound_arguments = [*(self._of_node(each, depth + 1) for each in arguments), *[UNKNOWN] * len(variables)]
            return self._of_alias(
                origin, {id(key): each for key, each in zip(variables, bound_arguments, strict=False)}, depth
            )
        name = getattr(origin, "_name", None) if _is_form(origin) else None
        if name == "Optional":
            return union([self._of_node(arguments[0], depth + 1), NONE])
        if name == "Literal":
            return literal([literal_value(each) for each in arguments])
        if name == "Union":
            origin = typing.Union
        # The origin of `typing.List` is `list`.
        elif typing.get_origin(origin) is not None:
            origin = typing.get_origin(origin)
        return self._generic(origin, arguments, lambda each: self._of_node(each, depth + 1))

    def _of_alias(self, alias: Any, variables: Mapping[int, TypeFacts], depth: int) -> TypeFacts:
        outer, self._variables = self._variables, variables
        try:
            return self._of_object(alias, depth + 1)
        finally:
            self._variables = outer

    def _in_namespace(self, value: Any, namespace: Mapping[str, Any], depth: int) -> TypeFacts:
        """Read an alias in the namespace in which it is written, on the same budget."""
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


def _is_form(value: object) -> bool:
    return class_path(type(value)).split(":")[0] in ("typing", "types", "typing_extensions", "collections.abc")
