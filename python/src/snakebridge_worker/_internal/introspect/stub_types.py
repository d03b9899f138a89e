"""The types of stubs as data, with every name followed to the class that it means."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Callable

from .failures import guarded
from .static import is_class
from .stub_scopes import Found, Imported, Scope, StubScopes
from .type_facts import UNKNOWN, Facts, literal, literal_value, named, union

_DEPTH_LIMIT = 16
_SIZE_LIMIT = 120
_TYPING = frozenset(("typing", "typing_extensions", "collections.abc", "_typeshed", "types"))
#: Forms that are about their first argument.
_WRAPPERS = frozenset(("Annotated", "ClassVar", "Final", "NotRequired", "ReadOnly", "Required"))
_STANDS_FOR = {
    "List": "builtins:list",
    "Dict": "builtins:dict",
    "Set": "builtins:set",
    "FrozenSet": "builtins:frozenset",
    "Tuple": "builtins:tuple",
    "Type": "builtins:type",
    "Text": "builtins:str",
    "LiteralString": "builtins:str",
    "AbstractSet": "collections.abc:Set",
    "TypeGuard": "builtins:bool",
    "TypeIs": "builtins:bool",
    "Self": "typing:Self",
    "NamedTuple": "typing:NamedTuple",
}
#: Bare forms of `typing.pyi` that are generic classes of `collections.abc` at run time.
_ABSTRACT = frozenset((
    "AsyncGenerator", "AsyncIterable", "AsyncIterator", "Awaitable", "Buffer", "ByteString", "Collection", "Container",
    "Coroutine", "Generator", "Hashable", "ItemsView", "Iterable", "Iterator", "KeysView", "Mapping", "MappingView",
    "MutableMapping", "MutableSequence", "MutableSet", "Reversible", "Sequence", "Set", "Sized", "ValuesView",
))  # fmt: skip


class StubTypes:
    """Translates the annotations that stand in one scope."""

    def __init__(self, scopes: StubScopes, scope: Scope) -> None:
        self._scopes = scopes
        self._scope = scope
        self._budget = _SIZE_LIMIT

    def read_node(self, node: ast.expr | None) -> Facts | None:
        """Return the facts of an annotation, or ``None`` when it says nothing."""
        if node is None:
            return None
        self._budget = _SIZE_LIMIT
        facts = guarded(lambda: self._of(node, self._scope, 0))
        return None if facts is None or facts == UNKNOWN else facts

    def read_path(self, path: str, arguments: list[Facts]) -> Facts:
        """Return the facts of what a dotted name means; the name itself where no file says more."""
        module, _, name = path.rpartition(".")
        spelt = named(path)
        bases = self._scopes.class_of_source(module, name)
        if bases is not None:
            facts = _of_bases(f"{module}:{name}", re.findall(r"\w+", bases))
            return {**facts, "args": arguments} if arguments and facts["kind"] == "name" else facts
        found = self._scopes.find(module, name)
        if found is None or isinstance(found.first, Imported):
            return spelt
        self._budget = _SIZE_LIMIT
        facts = guarded(lambda: self._of_found(found, [], found.scope, 0)) or spelt
        return {**facts, "args": arguments} if arguments and facts["kind"] == "name" and "args" not in facts else facts

    def class_of(self, node: ast.expr) -> Found | None:
        """Return the class that an annotation names, without what wraps it."""
        while isinstance(node, ast.Subscript):
            is_wrapper = ast.unparse(node.value).rpartition(".")[2] in _WRAPPERS
            node = node.slice if is_wrapper else node.value
        found = self._look_up(node, self._scope)
        return found if found is not None and isinstance(found.first, ast.ClassDef) else None

    def look_up(self, node: ast.expr) -> Found | None:
        """Return what a dotted name means."""
        return self._look_up(node, self._scope)

    def _of(self, node: ast.expr, scope: Scope, depth: int) -> Facts:
        self._budget -= 1
        if depth > _DEPTH_LIMIT or self._budget < 0:
            return UNKNOWN
        if isinstance(node, ast.Constant):
            if node.value is None:
                return named("builtins:NoneType")
            if node.value is Ellipsis:
                return named("builtins:ellipsis")
            if type(node.value) is str:
                return self._of(ast.parse(node.value.strip(), mode="eval").body, scope, depth + 1)
            return UNKNOWN
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            return union([self._of(each, scope, depth + 1) for each in (node.left, node.right)])
        if isinstance(node, ast.Subscript):
            arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
            return self._of_name(node.value, arguments, scope, depth)
        return self._of_name(node, [], scope, depth)

    def _of_name(self, node: ast.expr, arguments: list[ast.expr], scope: Scope, depth: int) -> Facts:
        found = self._look_up(node, scope)
        return UNKNOWN if found is None else self._of_found(found, arguments, scope, depth)

    def _of_found(self, found: Found, arguments: list[ast.expr], scope: Scope, depth: int) -> Facts:
        first = found.first
        read: Callable[[ast.expr], Facts] = lambda each: self._of(each, scope, depth + 1)  # noqa: E731
        imported = isinstance(first, Imported)
        module, name = (first.module, first.name) if isinstance(first, Imported) else (found.scope.module, found.name)
        if module in _TYPING and name is not None:
            form = self._of_form(name, arguments, read)
            if form is not None or imported:
                return form or UNKNOWN
        if isinstance(first, Imported):
            # A module without a stub: its classes keep the name by which they are imported.
            return UNKNOWN if first.name is None else named(f"{first.module}.{first.name}")
        if isinstance(first, ast.ClassDef):
            return self._of_class(found, first, arguments, read)
        return self._of_alias(found, first, depth)

    @staticmethod
    def _of_form(name: str, arguments: list[ast.expr], read: Callable[[ast.expr], Facts]) -> Facts | None:
        """Read a form of ``typing``; ``None`` for what is an ordinary class or alias there."""
        if name == "Optional":
            return union([read(arguments[0]), named("builtins:NoneType")]) if arguments else UNKNOWN
        if name == "Union":
            return union([read(each) for each in arguments])
        if name == "Literal":
            return literal([literal_value(each) for each in arguments])
        if name in _WRAPPERS:
            return read(arguments[0]) if arguments else UNKNOWN
        if name == "Callable":
            return {"kind": "callable"}
        if name in _STANDS_FOR or name in _ABSTRACT:
            path = _STANDS_FOR.get(name, f"collections.abc:{name}")
            return _generic(path, [] if name.startswith("Type") else arguments, read)
        return None

    def _of_class(
        self, found: Found, node: ast.ClassDef, arguments: list[ast.expr], read: Callable[[ast.expr], Facts]
    ) -> Facts:
        bases = (ast.unparse(each.value if isinstance(each, ast.Subscript) else each) for each in node.bases)
        path = f"{found.scope.module}:{f'{found.scope.qualname}.{node.name}'.lstrip('.')}"
        facts = _of_bases(path, [base.rpartition(".")[2] for base in bases])
        return _generic(path, arguments, read) if facts == named(path) else facts

    def _of_alias(self, found: Found, node: ast.stmt, depth: int) -> Facts:
        """Read what an alias stands for where it was written; variables, `TypeVar`s among them, stand for no type."""
        value = getattr(node, "value", None)
        if isinstance(node, ast.AnnAssign) and not ast.unparse(node.annotation).endswith("TypeAlias"):
            return UNKNOWN
        if isinstance(value, ast.Call) and ast.unparse(value.func).endswith("NewType") and len(value.args) == 2:
            return self._of(value.args[1], found.scope, depth + 1)
        if isinstance(value, ast.Call) and ast.unparse(value.func).endswith("TypeVar"):
            # What a variable can stand for: its bound, or one of its constraints.
            bounds = [each.value for each in value.keywords if each.arg == "bound"] or value.args[1:]
            return union([self._of(each, found.scope, depth + 1) for each in bounds]) if bounds else UNKNOWN
        is_type = isinstance(value, (ast.Name, ast.Attribute, ast.Subscript, ast.BinOp))
        return self._of(value, found.scope, depth + 1) if is_type and isinstance(value, ast.expr) else UNKNOWN

    def _look_up(self, node: ast.expr, scope: Scope) -> Found | None:
        if isinstance(node, ast.Name):
            return self._named(node.id, scope)
        if not isinstance(node, ast.Attribute):
            return None
        owner = self._look_up(node.value, scope)
        if owner is None:
            return None
        if isinstance(owner.first, Imported):
            if owner.first.name is not None:
                return None
            module = self._scopes.module(owner.first.module)
            if module is None:
                return Found(owner.scope, node.attr, [Imported(owner.first.module, node.attr)])
            found = self._scopes.look_up(module, node.attr)
            inner = f"{owner.first.module}.{node.attr}"
            if found is None and self._scopes.module(inner) is not None:
                return Found(owner.scope, node.attr, [Imported(inner, None)])
            return found
        inside = self._scopes.class_scope(owner)
        return None if inside is None else self._scopes.look_up(inside, node.attr)

    def _named(self, name: str, scope: Scope) -> Found | None:
        """Find a name as its scope sees it: in the class, in the module, in ``builtins``."""
        places: list[Scope | None] = [scope] if scope.qualname else []
        places += [self._scopes.module(scope.module), self._scopes.module("builtins")]
        for place in places:
            found = None if place is None else self._scopes.look_up(place, name)
            # Inside of a class, a method or attribute of the name of a type is not meant.
            if found is not None and not (place is scope and scope.qualname and not _is_type(found)):
                return found
        # Without typeshed, builtin classes are still known.
        if is_class(getattr(builtins, name, None)):
            node = ast.ClassDef(name=name, bases=[], keywords=[], body=[], decorator_list=[])
            return Found(Scope("builtins", "", True), name, [node])
        return None


def _of_bases(path: str, bases: list[str]) -> Facts:
    # What a protocol describes can be of any class.
    if "Protocol" in bases or path in ("builtins:object", "typing:Any"):
        return UNKNOWN
    if "TypedDict" in bases:
        return {**named("builtins:dict"), "args": [named("builtins:str"), UNKNOWN]}
    return named(path)


def _is_type(found: Found) -> bool:
    return isinstance(found.first, (ast.ClassDef, Imported)) or (
        isinstance(found.first, ast.AnnAssign) and ast.unparse(found.first.annotation).endswith("TypeAlias")
    )


def _generic(path: str, arguments: list[ast.expr], read: Callable[[ast.expr], Facts]) -> Facts:
    parts = [read(each) for each in arguments]
    return {**named(path), "args": parts} if any(part != UNKNOWN for part in parts) else named(path)
