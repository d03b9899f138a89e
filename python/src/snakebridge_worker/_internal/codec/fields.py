"""Objects that are known by their fields: dataclasses, models of pydantic, classes of attrs and msgspec, namespaces."""

from __future__ import annotations

from types import SimpleNamespace

from ..objects.class_names import attributes_of, bases_of, class_name

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    Fields = dict[str, Any]


def fields_of(value: object) -> Fields | None:
    """The fields and their values; None for an object whose class declares none."""
    for base in bases_of(type(value)):  # isinstance would ask the object for its class, which may run any code
        for marker, read in MARKED.items():
            if marker in attributes_of(base):
                return read(value)
        read_named = NAMED.get(class_name(base))
        if read_named is not None:
            return read_named(base, value)
    return None


def _dataclass_fields(value: Any) -> Fields:
    from dataclasses import fields

    return {field.name: getattr(value, field.name) for field in fields(value)}


def _attrs_fields(value: Any) -> Fields:
    return {field.name: getattr(value, field.name) for field in type(value).__attrs_attrs__}


MARKED: dict[str, Callable[[Any], Fields]] = {
    "__dataclass_fields__": _dataclass_fields,
    "__attrs_attrs__": _attrs_fields,
}
"""By an attribute that a class decorator leaves behind."""

NAMED: dict[str, Callable[[Any, Any], Fields]] = {
    "pydantic.main:BaseModel": lambda base, value: dict(base.__iter__(value)),
    "msgspec:Struct": lambda _, value: {name: getattr(value, name) for name in value.__struct_fields__},
    class_name(SimpleNamespace): lambda _, value: dict(vars(value)),
}
"""By the name of a base."""
