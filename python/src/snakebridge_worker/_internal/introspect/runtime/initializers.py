"""The types of the attributes that an initializer assigns, read from its source: ``self.x: T = …``, ``self.x = x``."""

from __future__ import annotations

import ast
import builtins
import linecache
import types
from collections.abc import Iterator

from ..facts import TypeFacts
from ..objects.static import class_attribute, class_path, is_class, is_instance, is_module, module_dict
from ..types.constructors import NONE, UNKNOWN, members_of, named, union
from .annotations import AnnotationReader

_SYNTAX: dict[type[ast.expr], TypeFacts] = {
    ast.Dict: named("builtins:dict"),
    ast.DictComp: named("builtins:dict"),
    ast.JoinedStr: named("builtins:str"),
    ast.List: named("builtins:list"),
    ast.ListComp: named("builtins:list"),
    ast.Set: named("builtins:set"),
    ast.SetComp: named("builtins:set"),
}
_CONSTANTS = (bool, int, float, str, bytes, type(None))
#: The last statement can continue after the last line that has code.
_MORE_LINES = 30
_LENGTH_LIMIT = 1000


def attribute_types(function: types.FunctionType) -> dict[str, tuple[TypeFacts | None, bool]]:
    """Return by attribute its type, if the source shows it, and whether the source declares it."""
    node = _definition(function)
    return {} if node is None else _Initializer(node, function.__globals__).attribute_types()


def _definition(function: types.FunctionType) -> ast.FunctionDef | None:
    """Parse only the lines of one function, because modules can be long."""
    code = function.__code__
    lines = linecache.getlines(code.co_filename) if code.co_filename.endswith(".py") else []
    first, last = code.co_firstlineno, max((line for *_, line in code.co_lines() if line), default=0)
    for end in range(last, min(last + _MORE_LINES, len(lines)) + 1) if last - first < _LENGTH_LIMIT else ():
        try:
            # Not dedented: strings over several lines may have less indentation than the function.
            [block] = ast.parse("if True:\n" + "".join(lines[first - 1 : end])).body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        node = block.body[0] if isinstance(block, ast.If) else None
        # The file may have changed since it was imported.
        return node if isinstance(node, ast.FunctionDef) and node.name == code.co_name else None
    return None


class _Initializer:
    def __init__(self, node: ast.FunctionDef, namespace: dict[str, object]) -> None:
        self._namespace = namespace
        self._reader = AnnotationReader(namespace)
        self._statements = list(_statements(node.body))
        arguments = node.args
        placed = [*arguments.posonlyargs, *arguments.args]
        self._receiver = placed[0].arg if placed else None
        rebound = {target.id for target, _ in self._assignments() if isinstance(target, ast.Name)}
        self._parameters = {each.arg: each for each in [*placed[1:], *arguments.kwonlyargs] if each.arg not in rebound}
        defaults = [*zip(reversed(placed), reversed(arguments.defaults), strict=False)]
        defaults += [
            (each, value) for each, value in zip(arguments.kwonlyargs, arguments.kw_defaults, strict=True) if value
        ]
        self._none_by_default = {
            each.arg for each, value in defaults if isinstance(value, ast.Constant) and value.value is None
        }

    def attribute_types(self) -> dict[str, tuple[TypeFacts | None, bool]]:
        declared: dict[str, ast.expr] = {}
        values: dict[str, list[ast.expr | None]] = {}
        for node in self._statements:
            name = self._attribute(node.target) if isinstance(node, ast.AnnAssign) else None
            if name is not None and isinstance(node, ast.AnnAssign):
                declared[name] = node.annotation
        for target, value in self._assignments():
            name = self._attribute(target)
            if name is not None:
                values.setdefault(name, []).append(value)
        attributes: dict[str, tuple[TypeFacts | None, bool]] = {
            name: (self._of_all(each), False) for name, each in values.items()
        }
        return attributes | {name: (self._reader.read_node(each), True) for name, each in declared.items()}

    def _attribute(self, node: ast.expr) -> str | None:
        """Return the attribute's name if the node is an attribute of the receiver."""
        owner = node.value if isinstance(node, ast.Attribute) else None
        is_own = isinstance(owner, ast.Name) and owner.id == self._receiver
        return node.attr if is_own and isinstance(node, ast.Attribute) else None

    def _assignments(self) -> Iterator[tuple[ast.expr, ast.expr | None]]:
        """Yield each target with its value, if the value is one expression."""
        for node in self._statements:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    yield from _unpacked(target, node.value)
            elif isinstance(node, (ast.AugAssign, ast.For)):
                yield node.target, None
            elif isinstance(node, ast.With):
                yield from ((each.optional_vars, None) for each in node.items if each.optional_vars)

    def _of_all(self, values: list[ast.expr | None]) -> TypeFacts | None:
        """Return the union of the values. ``None`` alone is no information: the value comes later."""
        facts = union([UNKNOWN if each is None else self._of_value(each) for each in values])
        return None if facts in (UNKNOWN, NONE) else facts

    def _of_value(self, node: ast.expr) -> TypeFacts:
        if isinstance(node, ast.Constant):
            return named(class_path(type(node.value))) if type(node.value) in _CONSTANTS else UNKNOWN
        if isinstance(node, ast.Name) and node.id in self._parameters:
            return self._of_parameter(self._parameters[node.id])
        if isinstance(node, ast.IfExp):
            return union([self._of_value(node.body), self._of_value(node.orelse)])
        if isinstance(node, ast.BoolOp) and isinstance(node.op, ast.Or):
            *firsts, last = (self._of_value(each) for each in node.values)
            return union([*map(_without_none, firsts), last])
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return named("builtins:bool")
        return self._of_instance(node.func) if isinstance(node, ast.Call) else _SYNTAX.get(type(node), UNKNOWN)

    def _of_parameter(self, parameter: ast.arg) -> TypeFacts:
        facts = self._reader.read_node(parameter.annotation)
        if facts is None:
            return UNKNOWN
        return union([facts, NONE]) if parameter.arg in self._none_by_default else facts

    def _of_instance(self, function: ast.expr) -> TypeFacts:
        """Return the class that is called, if a call can only return an instance of it."""
        value: object = None
        if isinstance(function, ast.Name):
            value = self._namespace.get(function.id, vars(builtins).get(function.id))
        elif isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            owner = self._namespace.get(function.value.id)
            value = module_dict(owner).get(function.attr) if is_module(owner) else None
        return named(class_path(value)) if is_class(value) and _gives_instances(value) else UNKNOWN


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield all statements of a function, but not those of inner functions and classes."""
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            continue
        yield node
        yield from _statements([each for each in ast.iter_child_nodes(node) if isinstance(each, ast.stmt)])
        for handler in getattr(node, "handlers", ()):
            yield from _statements(handler.body)


def _unpacked(target: ast.expr, value: ast.expr) -> Iterator[tuple[ast.expr, ast.expr | None]]:
    if not isinstance(target, (ast.Tuple, ast.List)):
        yield target, value
        return
    parts = value.elts if isinstance(value, (ast.Tuple, ast.List)) else []
    is_plain = len(parts) == len(target.elts) and not any(
        isinstance(each, ast.Starred) for each in [*parts, *target.elts]
    )
    for index, each in enumerate(target.elts):
        yield each, parts[index] if is_plain else None


def _gives_instances(cls: type) -> bool:
    constructor = class_attribute(cls, "__new__")
    is_builtin = is_instance(constructor, types.BuiltinFunctionType)
    return is_builtin and class_attribute(type(cls), "__call__") is type.__dict__["__call__"]


def _without_none(facts: TypeFacts) -> TypeFacts:
    return union([each for each in members_of(facts) if each != NONE] or [UNKNOWN])
