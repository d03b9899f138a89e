"""The types of stubs as data, with every name followed to the class that it means."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ..objects.guarded import guarded
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
from ..types.protocol_values import IN_PYTHON
from ..types.type_variables import settle
from ..types.typing_forms import DESCRIBING, WRAPPERS, form_path, known_alias
from .names import find_class, find_name, imported_as, is_alias, last_name
from .protocols import only_call, type_of_protocol
from .records import fields_of, is_record
from .scopes import Found, Imported, Scope, StubScopes

_DEPTH_LIMIT = 16
_SIZE_LIMIT = 120
_FORM_MODULES = DESCRIBING | {"types"}
_VARIABLES = ("TypeVar", "ParamSpec", "TypeVarTuple")


@dataclass(frozen=True)
class Place:
    """Where an annotation stands, and what the type variables are there."""

    scope: Scope
    variables: Mapping[str, Facts] = field(default_factory=dict)
    #: Aliases and records that are being followed: what refers to itself ends there.
    followed: frozenset[tuple[str, str]] = frozenset()


class StubTypes:
    """Translates the annotations that stand in one scope."""

    def __init__(self, scopes: StubScopes, scope: Scope, variables: Mapping[str, Facts] | None = None) -> None:
        self._scopes = scopes
        self._place = Place(scope, variables or {})
        #: Whether its callers decide what becomes of variables.
        self._is_open = variables is not None
        self._budget = _SIZE_LIMIT

    def with_variables(self, variables: Mapping[str, Facts]) -> StubTypes:
        """Return the same for a definition, which may have variables, and may know what they stand for."""
        return StubTypes(self._scopes, self._place.scope, {**self._place.variables, **variables})

    def read_node(self, node: ast.expr | None) -> Facts | None:
        """Return the facts of an annotation, or ``None`` when it says nothing."""
        if node is None:
            return None
        self._budget = _SIZE_LIMIT
        facts = guarded(lambda: self._of(node, self._place, 0)) or UNKNOWN
        settled = facts if self._is_open else settle(facts)
        return None if settled == UNKNOWN else settled

    def read_path(self, path: str, arguments: list[Facts], depth: int = 0) -> Facts:
        """Return the facts of what a dotted name means; the name itself where no file says more."""
        module, _, name = path.rpartition(".")
        spelt = named(path)
        known = known_alias(module, name)
        if known is not None:
            return known
        bases = self._scopes.class_of_source(module, name)
        words = re.findall(r"\w+", bases or "")
        # What a protocol asks for is in its body.
        if bases is not None and "Protocol" not in words:
            return generic(_of_bases(f"{module}:{name}", words), arguments)
        found = self._scopes.find(module, name)
        # A module may hand on a form of `typing`: it is no alias that could be followed.
        form = None if found is None else _form_of(found)
        if form is not None:
            return generic(named(form), arguments)
        if found is None or isinstance(found.first, Imported):
            elsewhere = imported_as(self._scopes, module, name, found)
            unmoved = elsewhere in (None, path) or depth > _DEPTH_LIMIT
            return generic(spelt, arguments) if unmoved else self.read_path(str(elsewhere), arguments, depth + 1)
        self._budget = _SIZE_LIMIT
        facts = guarded(lambda: self._of_found(found, arguments, Place(found.scope), 0)) or spelt
        is_complete = "args" in facts or facts == IN_PYTHON
        return settle(facts if is_complete else generic(facts, arguments))

    def class_of(self, node: ast.expr) -> Found | None:
        """Return the class that an annotation names, without what wraps it."""
        return find_class(self._scopes, node, self._place.scope)

    def look_up(self, node: ast.expr) -> Found | None:
        """Return what a dotted name means."""
        return find_name(self._scopes, node, self._place.scope)

    def constraints_of(self, node: ast.expr) -> list[Facts]:
        """Return what a type variable is one of; nothing for other names."""
        value = self._variable(node)
        return [] if value is None else [self._of(each, self._place, 0) for each in value.args[1:]]

    def is_variable(self, node: ast.expr) -> bool:
        """Tell whether a name is that of a type variable."""
        return self._variable(node) is not None

    def _variable(self, node: ast.expr) -> ast.Call | None:
        found = find_name(self._scopes, node, self._place.scope) if isinstance(node, ast.Name) else None
        value = getattr(found.first, "value", None) if found is not None else None
        return _call_of(value, ("TypeVar",))

    def _of(self, node: ast.expr, place: Place, depth: int) -> Facts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            if node.value is None:
                return named("builtins:NoneType")
            if node.value is Ellipsis:
                return named("builtins:ellipsis")
            if type(node.value) is str:
                return self._of(parsed(node.value.strip()), place, depth + 1)
            return UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self._of(each, place, depth + 1) for each in (node.left, node.right)])
        if isinstance(node, ast.Starred):
            return generic(named("typing:Unpack"), [self._of(node.value, place, depth + 1)])
        if isinstance(node, ast.Subscript):
            return self._of_name(node.value, _arguments(node), place, depth)
        return self._of_name(node, [], place, depth)

    def _of_name(self, node: ast.expr, arguments: list[ast.expr], place: Place, depth: int) -> Facts:
        if isinstance(node, ast.Name) and node.id in place.variables:
            return place.variables[node.id]
        found = find_name(self._scopes, node, place.scope)
        if found is None:
            return UNKNOWN
        module, name = _origin(found)
        if name is not None:
            known = known_alias(module, name)
            if known is not None:
                return known if "args" in known else generic(known, self._all_of(arguments, place, depth))
            form = self._of_form(module, name, arguments, place, depth) if module in _FORM_MODULES else None
            if form is not None:
                return form
        return self._of_found(found, self._all_of(arguments, place, depth), place, depth)

    def _all_of(self, nodes: list[ast.expr], place: Place, depth: int) -> list[Facts]:
        return [self._of(each, place, depth + 1) for each in nodes]

    def _of_found(self, found: Found, arguments: list[Facts], place: Place, depth: int) -> Facts:
        first = found.first
        if isinstance(first, Imported):
            # A module without a stub: its classes keep the name by which they are imported.
            is_known = first.name is not None and first.module not in _FORM_MODULES
            return named(f"{first.module}.{first.name}") if is_known else UNKNOWN
        if isinstance(first, ast.ClassDef):
            return self._of_class(found, first, arguments, place, depth)
        return self._of_alias(found, first, arguments, place, depth)

    def _of_form(self, module: str, name: str, arguments: list[ast.expr], place: Place, depth: int) -> Facts | None:
        """Read a form of ``typing``; ``None`` for what is an ordinary class or alias there."""
        read = [] if name in ("Callable", "Literal") else self._all_of(arguments, place, depth)
        if name == "Optional":
            return union([*read, named("builtins:NoneType")])
        if name == "Union":
            return union(read)
        if name == "Literal":
            return self._literal(arguments, place, depth)
        if name in WRAPPERS:
            return read[0] if read else UNKNOWN
        if name == "Callable":
            return self._callable(arguments, place, depth)
        if name == "Any":
            return UNKNOWN
        path = form_path(name) or _protocol_path(module, name)
        return None if path is None else generic(named(path), [] if name in ("TypeGuard", "TypeIs") else read)

    def _literal(self, arguments: list[ast.expr], place: Place, depth: int) -> Facts:
        """Read values; a member of an enumeration is any of its class."""
        values = [literal_value(each) for each in arguments]
        classes = [each.value for each in arguments if isinstance(each, ast.Attribute)]
        told = [value for each, value in zip(arguments, values, strict=True) if not isinstance(each, ast.Attribute)]
        return union([*([literal(told)] if told else []), *(self._of(each, place, depth + 1) for each in classes)])

    def _callable(self, arguments: list[ast.expr], place: Place, depth: int) -> Facts:
        if not arguments:
            return function(None, UNKNOWN)
        returns = self._of(arguments[-1], place, depth + 1)
        first = arguments[0]
        if isinstance(first, ast.List):
            return function(self._all_of(first.elts, place, depth), returns)
        if isinstance(first, ast.Subscript) and ast.unparse(first.value).endswith("Concatenate"):
            leading = [self._of(each, place, depth + 1) for each in _arguments(first)[:-1]]
            return function(leading, returns, takes_more=True)
        return function(None, returns)

    def _of_class(self, found: Found, node: ast.ClassDef, arguments: list[Facts], place: Place, depth: int) -> Facts:
        path = f"{found.scope.module}:{f'{found.scope.qualname}.{node.name}'.lstrip('.')}"
        bases = [last_name(base) for base in node.bases]
        if "Protocol" in bases:
            called = self._called(found, depth)
            is_known = found.scope.module in DESCRIBING
            return called or (generic(named(path), arguments) if is_known else type_of_protocol(self._scopes, found))
        if is_record(self._scopes, found):
            key = (found.scope.module, node.name)
            inner = Place(found.scope, {}, place.followed | {key})
            read: Callable[[ast.expr, Scope], Facts] = lambda each, scope: self._of(  # noqa: E731
                each, replace(inner, scope=scope), depth + 1
            )
            return UNKNOWN if key in place.followed else record(fields_of(self._scopes, found, read))
        return generic(_of_bases(path, bases), arguments)

    def _called(self, found: Found, depth: int) -> Facts | None:
        """Read a protocol of which nothing but a call is asked."""
        scope = self._scopes.class_scope(found)
        call = None if scope is None else only_call(scope)
        if scope is None or call is None:
            return None
        place = Place(scope)
        parameters = call.args
        by_place = [*parameters.posonlyargs, *parameters.args][1:]
        read = [
            UNKNOWN if each.annotation is None else self._of(each.annotation, place, depth + 1) for each in by_place
        ]
        returns = UNKNOWN if call.returns is None else self._of(call.returns, place, depth + 1)
        more = bool(parameters.vararg or parameters.kwarg or parameters.kwonlyargs or parameters.defaults)
        return function(read, returns, takes_more=more)

    def _of_alias(self, found: Found, node: ast.stmt, arguments: list[Facts], place: Place, depth: int) -> Facts:
        """Read what an alias stands for where it was written; other variables stand for no type."""
        value = getattr(node, "value", None)
        key = (found.scope.module, found.name)
        if key in place.followed or (isinstance(node, ast.AnnAssign) and not is_alias(node)):
            return UNKNOWN
        inner = Place(found.scope, {}, place.followed | {key})
        new_type = _call_of(value, ("NewType",))
        if new_type is not None and len(new_type.args) > 1:
            return self._of(new_type.args[1], inner, depth + 1)
        declared = _call_of(value, _VARIABLES)
        if declared is not None:
            return self._of_variable(found.name, declared, inner, place, depth)
        if not isinstance(value, (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.Constant)):
            return UNKNOWN
        names = self._alias_variables(node, value, found.scope)
        bound = dict(zip(names, [*arguments, *[UNKNOWN] * len(names)], strict=False))
        return self._of(value, replace(inner, variables=bound), depth + 1)

    def _of_variable(self, name: str, value: ast.Call, inner: Place, place: Place, depth: int) -> Facts:
        """Read what a variable can stand for: its bound, or one of its constraints."""
        if _call_of(value, ("TypeVar",)) is None:
            return UNKNOWN
        bounds = [each.value for each in value.keywords if each.arg == "bound"] or value.args[1:]
        bound = union([self._of(each, inner, depth + 1) for each in bounds]) if bounds else None
        # That of a class stands for something that only its instances know.
        if name in place.scope.variables:
            return UNKNOWN if bound is None else bound
        return variable(name, bound)

    def _alias_variables(self, node: ast.stmt, value: ast.expr, scope: Scope) -> list[str]:
        own = [each.name for each in getattr(node, "type_params", [])]
        names = [each for each in _names(value) if each not in own]
        found = [(each, self._scopes.look_up(scope, each)) for each in dict.fromkeys(names)]
        calls = [(each, getattr(one.first, "value", None)) for each, one in found if one is not None]
        return own + [each for each, call in calls if _call_of(call, _VARIABLES)]


def _origin(found: Found) -> tuple[str, str | None]:
    """Return the module that defines what was found, and its name there; no name for a module itself."""
    first = found.first
    return (first.module, first.name) if isinstance(first, Imported) else (found.scope.module, found.name)


def _form_of(found: Found) -> str | None:
    module, name = _origin(found)
    return form_path(name) if name is not None and module in _FORM_MODULES else None


def _of_bases(path: str, bases: list[str]) -> Facts:
    if path == "typing:Any":
        return UNKNOWN
    if "TypedDict" in bases:
        return {**named("builtins:dict"), "args": [named("builtins:str"), UNKNOWN]}
    return named(path)


def _protocol_path(module: str, name: str) -> str | None:
    """Return the name of a protocol, which needs no stub to be known."""
    return f"{module.replace('typing_extensions', 'typing')}:{name}" if name.startswith("Supports") else None


def _call_of(node: object, names: tuple[str, ...]) -> ast.Call | None:
    return node if isinstance(node, ast.Call) and last_name(node.func) in names else None


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]


def _names(node: ast.AST) -> list[str]:
    """Return the names of an expression as they stand in the text."""
    if isinstance(node, ast.Name):
        return [node.id]
    return [name for child in ast.iter_child_nodes(node) for name in _names(child)]
