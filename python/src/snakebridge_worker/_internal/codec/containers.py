"""list, dict, tuple, set, frozenset, range, slice."""

from __future__ import annotations

from math import copysign, isnan

from msgpack import ExtType

from ..errors import NotDecodable
from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from typing import Any

    from .decode import Decoder
    from .encode import Encoder

PLAIN = frozenset({type(None), bool, int, float, str})
LOOK_ALIKE = "has keys that look alike by value"


def encode_list(value: list[Any], encoder: Encoder) -> Any:
    """Returns the list itself if everything in it is plain."""
    if _weigh_plain(value, encoder) is not None:
        return value
    return encoder.nested(value, len(value), _prepare_items)


def encode_dict(value: dict[Any, Any], encoder: Encoder) -> Any:
    """Returns the dict itself if everything in it is plain."""
    kinds = _weigh_plain(value, encoder)
    if kinds is not None and _weigh_plain(value.values(), encoder) is not None:
        return value if float not in kinds or _are_distinct(value) else encoder.reference(value, LOOK_ALIKE)
    return encoder.nested(value, len(value), _prepare_pairs)


def decode_dict(body: bytes, decoder: Decoder) -> dict[Any, Any]:
    parts = _items(body, decoder)
    if len(parts) % 2:
        raise ValueError("a dict has a value for each key")
    result: dict[Any, Any] = _hashed(dict, zip(parts[::2], parts[1::2], strict=True))
    if len(result) * 2 != len(parts):
        raise _equal_in_python("keys", parts[::2])
    return result


def encode_tuple(value: tuple[Any, ...], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_tuple)


def decode_tuple(body: bytes, decoder: Decoder) -> tuple[Any, ...]:
    return tuple(_items(body, decoder))


def encode_set(value: set[Any], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_set)


def decode_set(body: bytes, decoder: Decoder) -> set[Any]:
    result: set[Any] = _distinct(set, _items(body, decoder))
    return result


def encode_frozenset(value: frozenset[Any], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_frozenset)


def decode_frozenset(body: bytes, decoder: Decoder) -> frozenset[Any]:
    result: frozenset[Any] = _distinct(frozenset, _items(body, decoder))
    return result


def encode_range(value: range, encoder: Encoder) -> ExtType:
    return ExtType(extension.RANGE, encoder.pack([value.start, value.stop, value.step]))


def decode_range(body: bytes, decoder: Decoder) -> range:
    return range(*_three_values(body, decoder))


def encode_slice(value: slice, encoder: Encoder) -> Any:
    return encoder.nested(value, 3, _prepare_slice)


def decode_slice(body: bytes, decoder: Decoder) -> slice:
    return slice(*_three_values(body, decoder))


def step_to(part: object, container: object) -> str:
    """Returns the step of a path that leads from a container to one of its items."""
    if isinstance(container, dict):
        for key, item in container.items():
            if item is part or key is part:
                step = f"[{key!r:.60}]" if type(key) in PLAIN else "[…]"
                return step if item is part else f" key {step}"
    elif isinstance(container, (list, tuple)):
        for index, item in enumerate(container):
            if item is part:
                return f"[{index}]"
    return "{…}"


def _weigh_plain(items: Collection[Any], encoder: Encoder) -> set[type] | None:
    """Returns the classes of the items, found at the speed of C; None if an item needs preparing."""
    kinds = set(map(type, items))
    if not kinds <= PLAIN:
        return None
    encoder.weigh(len(items))
    if str in kinds:
        encoder.weigh(sum(len(item) for item in items if type(item) is str))
    return kinds


def _prepare_items(value: list[Any], encoder: Encoder) -> list[Any]:
    prepare = encoder.prepare
    return [prepare(item) for item in value]


def _prepare_pairs(value: dict[Any, Any], encoder: Encoder) -> Any:
    prepare = encoder.prepare
    prepared = {prepare(key): prepare(item) for key, item in value.items()}
    # Keys that differ may look the same as bytes: (nan,) and another (nan,).
    if len(prepared) == len(value) and _are_distinct(prepared):
        return prepared
    return encoder.reference(value, LOOK_ALIKE)


def _prepare_tuple(value: tuple[Any, ...], encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.TUPLE, encoder.pack([prepare(item) for item in value]))


def _prepare_set(value: set[Any], encoder: Encoder) -> ExtType:
    return _prepare_distinct(value, encoder, extension.SET)


def _prepare_frozenset(value: frozenset[Any], encoder: Encoder) -> ExtType:
    return _prepare_distinct(value, encoder, extension.FROZENSET)


def _prepare_distinct(value: set[Any] | frozenset[Any], encoder: Encoder, code: int) -> ExtType:
    prepare = encoder.prepare
    items = [prepare(item) for item in value]
    return ExtType(code, encoder.pack(items)) if _are_distinct(items) else encoder.reference(value, LOOK_ALIKE)


def _prepare_slice(value: slice, encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.SLICE, encoder.pack([prepare(part) for part in (value.start, value.stop, value.step)]))


def _items(body: bytes, decoder: Decoder) -> list[Any]:
    items = decoder.unpack(body)
    if type(items) is not list:
        raise ValueError("the items of a container are not an array")
    return items


def _three_values(body: bytes, decoder: Decoder) -> list[Any]:
    parts = _items(body, decoder)
    if len(parts) != 3:
        raise ValueError("start, stop and step are three values")
    return parts


def _are_distinct(keys: Collection[Any]) -> bool:
    """Whether JavaScript distinguishes these keys as Python does: it has one NaN, and a key of -0 is 0."""
    floats = [key for key in keys if type(key) is float]
    nans = sum(map(isnan, floats))
    return nans < 2 and not any(key == 0 and copysign(1, key) < 0 for key in floats)


def _distinct(kind: Any, items: list[Any]) -> Any:
    result = _hashed(kind, items)
    if len(result) != len(items):
        raise _equal_in_python("items", items)
    return result


def _hashed(kind: Any, items: Iterable[Any]) -> Any:
    try:
        return kind(items)
    except TypeError as error:
        raise NotDecodable(f"a {kind.__name__} cannot be created: {error}; a tuple(...) is hashable") from error


def _equal_in_python(parts: str, keys: list[Any]) -> NotDecodable:
    """JavaScript distinguishes 1 from true, and two equal arrays; Python does not."""
    first: dict[Any, Any] = {}
    for key in keys:
        if key in first:
            return NotDecodable(f"the {parts} {first[key]!r:.60} and {key!r:.60} are one and the same for Python")
        first[key] = key
    return NotDecodable(f"some {parts} are one and the same for Python")
