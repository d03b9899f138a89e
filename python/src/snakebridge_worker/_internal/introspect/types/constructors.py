"""Constructors of type facts, used by every reader of types."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ..facts import CallableType, FieldFacts, LiteralType, NameType, RecordType, TypeFacts, VariableType
from ..objects.static import MISSING, class_path

if TYPE_CHECKING:
    from typing_extensions import NotRequired

UNKNOWN: TypeFacts = {"kind": "unknown"}
#: Declared to accept anything. Unlike ``Any``, that is a known type.
ANYTHING: TypeFacts = {"kind": "name", "name": "builtins:object"}
NONE: TypeFacts = {"kind": "name", "name": "builtins:NoneType"}


class BoundVariable(VariableType):
    """A type variable before ``settle``: with its bound. No answer contains it."""

    bound: NotRequired[TypeFacts]


def named(name: str) -> NameType:
    """Return the type of a name: ``"module:qualname"``, or as written."""
    return {"kind": "name", "name": name}


def generic(facts: TypeFacts, arguments: Iterable[TypeFacts]) -> TypeFacts:
    """Return a name with its type arguments, if at least one of them is known."""
    known = [UNKNOWN if each == ANYTHING else each for each in arguments]
    if facts["kind"] == "name" and any(each != UNKNOWN for each in known):
        return {**facts, "args": known}
    return facts


def union(members: Iterable[TypeFacts]) -> TypeFacts:
    """Return the union, flattened and without repetitions; one unknown member makes it unknown."""
    flat: list[TypeFacts] = []
    for member in members:
        for each in members_of(member):
            if each not in flat:
                flat.append(each)
    if UNKNOWN in flat or not flat:
        return UNKNOWN
    if ANYTHING in flat:
        return ANYTHING
    return flat[0] if len(flat) == 1 else {"kind": "union", "members": flat}


def members_of(facts: TypeFacts) -> Sequence[TypeFacts]:
    """Return the members of a union; a type of another kind is its own only member."""
    return facts["members"] if facts["kind"] == "union" else [facts]


def name_of(facts: TypeFacts) -> str | None:
    """Return the name of a type that is a name or a variable."""
    return facts["name"] if facts["kind"] in ("name", "variable") else None


def literal(values: Iterable[Any]) -> TypeFacts:
    """Return the type of these values: the values that JSON can represent, and the classes of the others."""
    plain: list[Any] = []
    others: list[Any] = []
    for each in values:
        (plain if _is_plain(each) else others).append(each)
    if any(each is MISSING for each in others):
        return UNKNOWN
    literals: list[LiteralType] = [{"kind": "literal", "values": plain}] if plain else []
    return union([*literals, *(named(class_path(type(each))) for each in others)])


def function(parameters: list[TypeFacts] | None, returns: TypeFacts, *, takes_more: bool = False) -> TypeFacts:
    """Return the type of a callable with these parameters; ``None``: any parameters."""
    facts: CallableType = {"kind": "callable"}
    if parameters is not None:
        facts["parameters"] = parameters
        if takes_more:
            facts["open"] = True
    if returns != UNKNOWN:
        facts["returns"] = returns
    return facts


def variable(name: str, bound: TypeFacts | None) -> BoundVariable:
    """Return a type variable. Its bound is ``UNKNOWN`` if it has one that cannot be read, ``None`` if it has none."""
    return {"kind": "variable", "name": name} if bound is None else {"kind": "variable", "name": name, "bound": bound}


def record(fields: Mapping[str, tuple[bool, TypeFacts]]) -> RecordType:
    """Return the type of a dict with these keys. Each value is a pair: whether the key is required, and its type."""
    return {"kind": "record", "fields": [_field(name, *each) for name, each in fields.items()]}


def _field(name: str, required: bool, type_: TypeFacts) -> FieldFacts:
    if type_ == UNKNOWN:
        return {"name": name, "required": required}
    return {"name": name, "required": required, "type": type_}


def literal_value(node: ast.expr) -> Any:
    """Return the value of a literal's node; ``MISSING`` if it is no literal."""
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError):
        return MISSING


def _is_plain(value: object) -> bool:
    return value is None or type(value) in (str, bool) or (type(value) is int and abs(value) < 2**53)
