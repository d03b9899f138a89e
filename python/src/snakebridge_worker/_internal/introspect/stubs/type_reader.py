"""The annotations in stubs as types; every name is followed to the class that it refers to."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from ..facts import TypeFacts
from ..objects.guarded import guarded
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
from ..types.known_aliases import known_alias
from ..types.type_variables import settle
from ..types.typing_forms import DESCRIBING, WRAPPERS, form_path
from .aliases import alias_variables, any_variable_call, new_type_base, type_variable_call
from .definitions import Binding, Imported, Scope
from .names import find_class, find_name, is_alias, last_name
from .origins import FORM_MODULES, class_by_bases, origin_of, protocol_path
from .protocols import callable_protocol, type_of_protocol
from .records import fields_of, is_record
from .scopes import StubScopes

_DEPTH_LIMIT = 16
#: The number of nodes that are read of one annotation.
_SIZE_LIMIT = 120
_ELLIPSIS = named("builtins:ellipsis")


@dataclass(frozen=True)
class _Place:
    """The place of an annotation: its scope, and the types of the type variables there."""

    scope: Scope
    variables: Mapping[str, TypeFacts] = field(default_factory=dict)
    #: The aliases and records that are being read: a reference to one of them is unknown.
    followed: frozenset[tuple[str, str]] = frozenset()


class StubTypes:
    """Reads the annotations of one scope."""

    def __init__(self, scopes: StubScopes, scope: Scope, variables: Mapping[str, TypeFacts] | None = None) -> None:
        """``variables`` are the types of type variables, by name. With it, other variables stay as they are."""
        self._scopes = scopes
        self._place = _Place(scope, variables or {})
        self._keeps_variables = variables is not None
        self._budget = _SIZE_LIMIT

    def with_variables(self, variables: Mapping[str, TypeFacts]) -> StubTypes:
        """Return a reader for a definition with these type variables."""
        return StubTypes(self._scopes, self._place.scope, {**self._place.variables, **variables})

    def read_node(self, node: ast.expr | None) -> TypeFacts | None:
        """Return the type of an annotation, or ``None`` if it carries no information."""
        if node is None:
            return None
        self._budget = _SIZE_LIMIT
        facts = guarded(lambda: self._of(node, self._place, 0)) or UNKNOWN
        settled = facts if self._keeps_variables else settle(facts)
        return None if settled == UNKNOWN else settled

    def read_binding(self, binding: Binding, arguments: list[TypeFacts]) -> TypeFacts | None:
        """Return the type of a class or an alias with type arguments; ``None`` if reading it fails."""
        self._budget = _SIZE_LIMIT
        return guarded(lambda: self._of_binding(binding, arguments, _Place(binding.scope), 0))

    def class_of(self, node: ast.expr) -> Binding | None:
        """Return the class that an annotation names, without type arguments and wrappers such as ``Final``."""
        return find_class(self._scopes, node, self._place.scope)

    def look_up(self, node: ast.expr) -> Binding | None:
        """Return the definitions of a dotted name."""
        return find_name(self._scopes, node, self._place.scope)

    def constraints_of(self, node: ast.expr) -> list[TypeFacts]:
        """Return the constraints of a type variable; empty for other names."""
        value = self._variable_call(node)
        return [] if value is None else [self._of(each, self._place, 0) for each in value.args[1:]]

    def is_variable(self, node: ast.expr) -> bool:
        """Return whether a name refers to a type variable."""
        return self._variable_call(node) is not None

    def _variable_call(self, node: ast.expr) -> ast.Call | None:
        binding = self.look_up(node) if isinstance(node, ast.Name) else None
        return None if binding is None else type_variable_call(getattr(binding.first, "value", None))

    # Expressions

    def _of(self, node: ast.expr, place: _Place, depth: int) -> TypeFacts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            if node.value is None:
                return NONE
            if node.value is Ellipsis:
                return _ELLIPSIS
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

    def _all_of(self, nodes: list[ast.expr], place: _Place, depth: int) -> list[TypeFacts]:
        return [self._of(each, place, depth + 1) for each in nodes]

    def _of_name(self, node: ast.expr, arguments: list[ast.expr], place: _Place, depth: int) -> TypeFacts:
        if isinstance(node, ast.Name) and node.id in place.variables:
            return place.variables[node.id]
        binding = self._find(node, place)
        if binding is None:
            return UNKNOWN
        module, name = origin_of(binding)
        if name is not None:
            known = known_alias(module, name)
            if known is not None:
                return known if "args" in known else generic(known, self._all_of(arguments, place, depth))
            form = self._of_form(module, name, arguments, place, depth) if module in FORM_MODULES else None
            if form is not None:
                return form
        return self._of_binding(binding, self._all_of(arguments, place, depth), place, depth)

    def _find(self, node: ast.expr, place: _Place) -> Binding | None:
        return find_name(self._scopes, node, place.scope)

    # Forms of `typing`

    def _of_form(
        self, module: str, name: str, arguments: list[ast.expr], place: _Place, depth: int
    ) -> TypeFacts | None:
        """Read a form of ``typing``; ``None`` for its ordinary classes and aliases."""
        read = [] if name in ("Callable", "Literal") else self._all_of(arguments, place, depth)
        if name == "Optional":
            return union([*read, NONE])
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
        path = form_path(name) or protocol_path(module, name)
        return None if path is None else generic(named(path), [] if name in ("TypeGuard", "TypeIs") else read)

    def _literal(self, arguments: list[ast.expr], place: _Place, depth: int) -> TypeFacts:
        """Read values. A member of an enumeration becomes the type of the enumeration."""
        classes = [self._of(each.value, place, depth + 1) for each in arguments if isinstance(each, ast.Attribute)]
        values = [literal_value(each) for each in arguments if not isinstance(each, ast.Attribute)]
        return union([*([literal(values)] if values else []), *classes])

    def _callable(self, arguments: list[ast.expr], place: _Place, depth: int) -> TypeFacts:
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

    # Classes, aliases and variables

    def _of_binding(self, binding: Binding, arguments: list[TypeFacts], place: _Place, depth: int) -> TypeFacts:
        first = binding.first
        if isinstance(first, Imported):
            # A class of a module without a stub keeps the name under which it is imported.
            is_known = first.name is not None and first.module not in FORM_MODULES
            return named(f"{first.module}.{first.name}") if is_known else UNKNOWN
        if isinstance(first, ast.ClassDef):
            return self._of_class(binding, first, arguments, place, depth)
        return self._of_alias(binding, first, arguments, place, depth)

    def _of_class(
        self, binding: Binding, node: ast.ClassDef, arguments: list[TypeFacts], place: _Place, depth: int
    ) -> TypeFacts:
        path = f"{binding.scope.module}:{f'{binding.scope.qualname}.{node.name}'.lstrip('.')}"
        bases = [last_name(base) for base in node.bases]
        if "Protocol" in bases:
            called = callable_protocol(
                self._scopes, binding, lambda each, scope: self._of(each, _Place(scope), depth + 1)
            )
            if called is not None:
                return called
            is_known = binding.scope.module in DESCRIBING
            return generic(named(path), arguments) if is_known else type_of_protocol(self._scopes, binding)
        if is_record(self._scopes, binding):
            key = (binding.scope.module, node.name)
            if key in place.followed:
                return UNKNOWN
            followed = place.followed | {key}
            return record(
                fields_of(
                    self._scopes,
                    binding,
                    lambda each, scope: self._of(each, _Place(scope, {}, followed), depth + 1),
                )
            )
        return generic(class_by_bases(path, bases), arguments)

    def _of_alias(
        self, binding: Binding, node: ast.stmt, arguments: list[TypeFacts], place: _Place, depth: int
    ) -> TypeFacts:
        """Read an alias in the scope in which it is written; other variables are no types."""
        value = getattr(node, "value", None)
        key = (binding.scope.module, binding.name)
        if key in place.followed or (isinstance(node, ast.AnnAssign) and not is_alias(node)):
            return UNKNOWN
        inner = _Place(binding.scope, {}, place.followed | {key})
        base = new_type_base(value)
        if base is not None:
            return self._of(base, inner, depth + 1)
        declared = any_variable_call(value)
        if declared is not None:
            return self._of_variable(binding.name, declared, inner, place, depth)
        if not isinstance(value, (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp, ast.Constant)):
            return UNKNOWN
        names = alias_variables(self._scopes, node, value, binding.scope)
        bound = dict(zip(names, [*arguments, *[UNKNOWN] * len(names)], strict=False))
        return self._of(value, replace(inner, variables=bound), depth + 1)

    def _of_variable(self, name: str, value: ast.Call, inner: _Place, place: _Place, depth: int) -> TypeFacts:
        """Read a type variable with its bound: the declared one, or the union of its constraints."""
        if type_variable_call(value) is None:
            return UNKNOWN
        bounds = [each.value for each in value.keywords if each.arg == "bound"] or value.args[1:]
        bound = union([self._of(each, inner, depth + 1) for each in bounds]) if bounds else None
        # A variable of a class belongs to the instance.
        if name in place.scope.variables:
            return UNKNOWN if bound is None else bound
        return variable(name, bound)


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
