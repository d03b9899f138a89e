"""The few messages of proto/snakebridge/v1/worker.proto, coded by hand.

The worker runs in its user's environment, where it must not conflict over the version of protobuf. A message is a dict
by field number; a reader skips fields that it does not know, as protobuf demands.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

VARINT, FIXED64, LENGTH, FIXED32 = 0, 1, 2, 5


def fields(data: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Field numbers and values, in the order in which they were written."""
    position = 0
    while position < len(data):
        key, position = _read_varint(data, position)
        number, wire_type = key >> 3, key & 7
        value: int | bytes
        if wire_type == VARINT:
            value, position = _read_varint(data, position)
        else:
            if wire_type == LENGTH:
                length, position = _read_varint(data, position)
            elif wire_type in (FIXED64, FIXED32):
                length = 8 if wire_type == FIXED64 else 4
            else:
                raise ValueError(f"unknown wire type {wire_type}")
            value = data[position : position + length]
            position += length
            if len(value) != length:
                raise ValueError("a field is cut off")
        yield number, value


def numbers(data: bytes, field: int) -> list[int]:
    """A repeated integer field, packed or not."""
    result: list[int] = []
    for number, value in fields(data):
        if number != field:
            continue
        if isinstance(value, int):
            result.append(value)
            continue
        position = 0
        while position < len(value):
            item, position = _read_varint(value, position)
            result.append(item)
    return result


def message(values: Mapping[int, int | str | bytes | list[int]]) -> bytes:
    """Returns a message with these fields; defaults are left out, as in proto3."""
    parts: list[bytes] = []
    for number, value in values.items():
        if not value:
            continue
        if isinstance(value, int):
            parts += (_varint(number << 3 | VARINT), _varint(value))
        else:
            data = _bytes(value)
            parts += (_varint(number << 3 | LENGTH), _varint(len(data)), data)
    return b"".join(parts)


def _bytes(value: str | bytes | list[int]) -> bytes:
    if isinstance(value, list):  # packed
        return b"".join(map(_varint, value))
    return value.encode() if isinstance(value, str) else value


def encode_chunk(data: bytes) -> bytes:
    """`Chunk { bytes data = 1 }`."""
    return b"\x0a" + _varint(len(data)) + data


def decode_chunk(chunk: bytes) -> bytes:
    """The bytes of a `Chunk`."""
    if chunk[:1] == b"\x0a":
        length, start = _read_varint(chunk, 1)
        if start + length == len(chunk):
            return chunk[start:]
    return b"".join(value for number, value in fields(chunk) if number == 1 and isinstance(value, bytes))


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _read_varint(data: bytes, position: int) -> tuple[int, int]:
    value = shift = 0
    while shift < 70:
        if position >= len(data):
            raise ValueError("a number is cut off")
        byte = data[position]
        position += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, position
        shift += 7
    raise ValueError("a number is too long")
