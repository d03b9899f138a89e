"""list, dict, tuple, set, frozenset, range, slice."""

from __future__ import annotations

from msgpack import ExtType

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import Any

    from .decode import Decoder
    from .encode import Encoder

PLAIN = frozenset({type(None), bool, int, float, str})


def encode_list(value: list[Any], encoder: Encoder) -> Any:
    """The list itself when everything in it is plain."""
    if _weigh_plain(value, encoder):
        return value
    return encoder.nested(value, len(value), _prepare_items)


def encode_dict(value: dict[Any, Any], encoder: Encoder) -> Any:
    """The dict itself when everything in it is plain."""
    if _weigh_plain(value, encoder) and _weigh_plain(value.values(), encoder):
        return value
    return encoder.nested(value, len(value), _prepare_pairs)


def encode_tuple(value: tuple[Any, ...], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_tuple)


def decode_tuple(body: bytes, decoder: Decoder) -> tuple[Any, ...]:
    return tuple(_items(body, decoder))


def encode_set(value: set[Any], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_set)


def decode_set(body: bytes, decoder: Decoder) -> set[Any]:
    return set(_items(body, decoder))


def encode_frozenset(value: frozenset[Any], encoder: Encoder) -> Any:
    return encoder.nested(value, len(value), _prepare_frozenset)


def decode_frozenset(body: bytes, decoder: Decoder) -> frozenset[Any]:
    return frozenset(_items(body, decoder))


def encode_range(value: range, encoder: Encoder) -> ExtType:
    return ExtType(extension.RANGE, encoder.pack([value.start, value.stop, value.step]))


def decode_range(body: bytes, decoder: Decoder) -> range:
    return range(*_three(body, decoder))


def encode_slice(value: slice, encoder: Encoder) -> Any:
    return encoder.nested(value, 3, _prepare_slice)


def decode_slice(body: bytes, decoder: Decoder) -> slice:
    return slice(*_three(body, decoder))


def step_to(part: object, container: object) -> str:
    """The step of a path that leads from a container to what is in it."""
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


def _weigh_plain(items: Collection[Any], encoder: Encoder) -> bool:
    """Whether nothing needs preparing, found at the speed of C."""
    kinds = set(map(type, items))
    if not kinds <= PLAIN:
        return False
    encoder.weigh(len(items))
    if str in kinds:
        encoder.weigh(sum(len(item) for item in items if type(item) is str))
    return True


def _prepare_items(value: list[Any], encoder: Encoder) -> list[Any]:
    prepare = encoder.prepare
    return [prepare(item) for item in value]


def _prepare_pairs(value: dict[Any, Any], encoder: Encoder) -> Any:
    prepare = encoder.prepare
    prepared = {prepare(key): prepare(item) for key, item in value.items()}
    # Keys that differ may look the same as bytes: (nan,) and another (nan,).
    return prepared if len(prepared) == len(value) else encoder.reference(value, "has keys that look alike by value")


def _prepare_tuple(value: tuple[Any, ...], encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.TUPLE, encoder.pack([prepare(item) for item in value]))


def _prepare_set(value: set[Any], encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.SET, encoder.pack([prepare(item) for item in value]))


def _prepare_frozenset(value: frozenset[Any], encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.FROZENSET, encoder.pack([prepare(item) for item in value]))


def _prepare_slice(value: slice, encoder: Encoder) -> ExtType:
    prepare = encoder.prepare
    return ExtType(extension.SLICE, encoder.pack([prepare(part) for part in (value.start, value.stop, value.step)]))


def _items(body: bytes, decoder: Decoder) -> list[Any]:
    items = decoder.unpack(body)
    if type(items) is not list:
        raise ValueError("the items of a container are not an array")
    return items


def _three(body: bytes, decoder: Decoder) -> list[Any]:
    parts = _items(body, decoder)
    if len(parts) != 3:
        raise ValueError("start, stop and step are three values")
    return parts
