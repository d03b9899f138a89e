"""The values that meet a protocol: values of some classes, which cross by value, and objects that stay in Python."""

from __future__ import annotations

import datetime
import decimal
import fractions
import pathlib
import uuid
from collections.abc import Iterable

from ..facts import TypeFacts
from ..objects.static import class_path
from .constructors import UNKNOWN, named, union

#: An object of any class that does not cross by value.
IN_PYTHON: TypeFacts = named("typing:Protocol")

#: If more classes have the members, their union is too wide to be useful.
_CLASSES_LIMIT = 5
_CLASSES: tuple[type, ...] = (
    bool, int, float, complex, str, bytes, bytearray, list, tuple, dict, set, frozenset, range, slice, datetime.date,
    datetime.datetime, datetime.time, datetime.timedelta, decimal.Decimal, fractions.Fraction, pathlib.Path, uuid.UUID,
)  # fmt: skip
_MEMBERS = {class_path(each).replace("pathlib._local:", "pathlib:"): frozenset(dir(each)) for each in _CLASSES}
# Python can reverse a tuple without this method.
_MEMBERS["builtins:tuple"] |= {"__reversed__"}
_OF_ALL = frozenset.intersection(frozenset(dir(None)), *_MEMBERS.values())
#: Members of arrays and of their elements, those of numbers and lists included. Listed, because the answer must not
#: depend on whether numpy is loaded.
_OF_ARRAYS = frozenset((
    *dir(complex), *(each for each in dir(list) if each.startswith("__")),
    "T", "all", "any", "argmax", "argmin", "argsort", "astype", "base", "byteswap", "choose", "clip", "compress",
    "copy", "cumprod", "cumsum", "data", "device", "diagonal", "dot", "dtype", "dump", "dumps", "fill", "flags",
    "flat", "flatten", "item", "itemsize", "max", "mean", "min", "nbytes", "ndim", "newbyteorder", "nonzero",
    "partition", "prod", "put", "ravel", "repeat", "reshape", "resize", "round", "searchsorted", "shape", "size",
    "sort", "squeeze", "std", "strides", "sum", "swapaxes", "take", "to_device", "tobytes", "tofile", "tolist",
    "trace", "transpose", "var", "view", "__buffer__", "__matmul__", "__rmatmul__",
))  # fmt: skip
#: Names in a class that are no members of its instances.
_INTERNAL = frozenset((
    "_abc_impl", "_is_protocol", "_is_runtime_protocol", "__abstractmethods__", "__annotate__", "__annotate_func__",
    "__annotations__", "__annotations_cache__", "__class_getitem__", "__dict__", "__firstlineno__", "__match_args__",
    "__module__", "__non_callable_proto_members__", "__orig_bases__", "__parameters__", "__protocol_attrs__",
    "__slots__", "__static_attributes__", "__type_params__", "__weakref__",
))  # fmt: skip


def with_members(names: Iterable[str]) -> TypeFacts:
    """Return the type of values with all these members; unknown if arrays have them, or values of many classes."""
    wanted = frozenset(names) - _OF_ALL - _INTERNAL
    if all(each in _OF_ARRAYS or each.startswith(("__array_", "__dlpack")) for each in wanted):
        return UNKNOWN
    classes = [name for name, members in _MEMBERS.items() if wanted <= members]
    return UNKNOWN if len(classes) > _CLASSES_LIMIT else union([*map(named, classes), IN_PYTHON])
