"""An object by value, when the host asks for that: the value of the nearest base that crosses by value.

The methods of the base are called, not those with which a subclass may override them.
"""

from __future__ import annotations

import sys
from collections import OrderedDict, deque
from types import MappingProxyType

from ..errors import NotEncodable
from ..objects.class_names import bases_of, class_name
from .buffers import buffer_value
from .fields import fields_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

NO_FORM = "has no form by value"
WHOLE = slice(None)

BASES: dict[type, Callable[[Any], object]] = {
    str: str.__str__,
    int: int.__int__,
    float: float.__float__,
    complex: complex.__pos__,
    bytes: lambda value: bytes.__getitem__(value, WHOLE),
    bytearray: lambda value: bytearray.__getitem__(value, WHOLE),
    list: lambda value: list.__getitem__(value, WHOLE),
    tuple: lambda value: tuple.__getitem__(value, WHOLE),
    OrderedDict: lambda value: dict(OrderedDict.items(value)),
    dict: dict.copy,
    set: lambda value: set(set.__iter__(value)),
    frozenset: lambda value: frozenset(frozenset.__iter__(value)),
    deque: lambda value: list(deque.__iter__(value)),
    MappingProxyType: dict,
    **dict.fromkeys((type({}.keys()), type({}.values()), type({}.items())), list),
}

LATE_BASES: dict[str, Callable[[type, Any], object]] = {
    "decimal:Decimal": lambda base, value: base(value),
    "fractions:Fraction": lambda base, value: base(value.numerator, value.denominator),
    "datetime:datetime": lambda base, value: _same(
        value,
        base(
            value.year,
            value.month,
            value.day,
            value.hour,
            value.minute,
            value.second,
            value.microsecond,
            value.tzinfo,
            fold=value.fold,
        ),
    ),
    "datetime:date": lambda base, value: base(value.year, value.month, value.day),
    "datetime:time": lambda base, value: base(
        value.hour, value.minute, value.second, value.microsecond, value.tzinfo, fold=value.fold
    ),
    "datetime:timedelta": lambda base, value: _same(value, base(value.days, value.seconds, value.microseconds)),
    "uuid:UUID": lambda base, value: base(int=value.int),
    "pathlib:PosixPath": lambda base, value: base(value),
    "pathlib:WindowsPath": lambda base, value: base(value),
    "pathlib._local:PosixPath": lambda base, value: base(value),
    "pathlib._local:WindowsPath": lambda base, value: base(value),
    "numpy:ndarray": lambda base, value: value.view(base),
}
"""By name, as in `table`."""

LOSSY = frozenset({"numpy.ma:MaskedArray", "numpy.ma.core:MaskedArray"})
"""These are more than the value of their base."""


def base_value(value: object, is_encodable: Callable[[type], bool]) -> object:
    """A value of a base class, of an enumeration's member, of fields or of a buffer; see docs/guide/values.md."""
    kind = type(value)
    try:
        for base in bases_of(kind):
            name = class_name(base)
            if name in LOSSY:
                raise NotEncodable(f"{class_name(kind)} {NO_FORM}", value)
            if base in BASES:
                return BASES[base](value)
            if name in LATE_BASES and is_encodable(base):
                return LATE_BASES[name](base, value)
        return _contents(value)
    except NotEncodable:
        raise
    except Exception as error:  # attributes of a subclass are foreign code
        raise NotEncodable(f"{class_name(kind)} cannot be read by value: {error}", value) from error


def _contents(value: object) -> object:
    kind = type(value)
    enum = sys.modules.get("enum")
    if enum is not None and enum.Enum in bases_of(kind):
        return vars(enum.Enum)["value"].__get__(value, kind)
    contents: object = fields_of(value)
    if contents is None:
        contents = buffer_value(value)
    if contents is None:
        raise NotEncodable(f"{class_name(kind)} {NO_FORM}", value)
    return contents


def _same(value: object, base: object) -> object:
    """A subclass may be finer than its base: a nanosecond is lost in a datetime."""
    if base != value:
        raise NotEncodable(f"{class_name(type(value))} is more than a {class_name(type(base))}", value)
    return base
