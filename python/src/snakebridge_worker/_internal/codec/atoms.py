"""bytes, bytearray, UUID, Path, Ellipsis, NotImplemented."""

from __future__ import annotations

from msgpack import ExtType

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from types import EllipsisType, NotImplementedType
    from uuid import UUID

    from .decode import Decoder
    from .encode import Encoder

SEGMENT_BYTES = 64 * 1024


def encode_bytes(value: bytes, encoder: Encoder) -> ExtType | bytes:
    if len(value) < SEGMENT_BYTES:
        encoder.weigh(len(value))
        return value
    return ExtType(extension.BYTES_SEGMENT, encoder.pack(encoder.segment(value)))


def decode_bytes_segment(body: bytes, decoder: Decoder) -> bytes:
    return bytes(segment_at(decoder.unpack(body), decoder))


def segment_at(index: object, decoder: Decoder) -> bytearray:
    """The frame's segment of that index."""
    if type(index) is not int or not 0 <= index < len(decoder.segments):
        raise ValueError(f"the frame has no segment {index!r}")
    return decoder.segments[index]


def encode_bytearray(value: bytearray, encoder: Encoder) -> ExtType:
    encoder.weigh(len(value))
    return ExtType(extension.BYTEARRAY, bytes(value))


def decode_bytearray(body: bytes, _: Decoder) -> bytearray:
    return bytearray(body)


def encode_uuid(value: UUID, _: Encoder) -> ExtType:
    return ExtType(extension.UUID, value.bytes)


def decode_uuid(body: bytes, _: Decoder) -> UUID:
    from uuid import UUID

    return UUID(bytes=body)


def encode_path(value: Path, _: Encoder) -> ExtType:
    return ExtType(extension.PATH, str(value).encode("utf-8", "surrogatepass"))


def decode_path(body: bytes, _: Decoder) -> Path:
    from pathlib import Path

    return Path(body.decode("utf-8", "surrogatepass"))


def encode_ellipsis(_: EllipsisType, __: Encoder) -> ExtType:
    return ExtType(extension.ELLIPSIS, b"")


def decode_ellipsis(_: bytes, __: Decoder) -> EllipsisType:
    return ...


def encode_not_implemented(_: NotImplementedType, __: Encoder) -> ExtType:
    return ExtType(extension.NOT_IMPLEMENTED, b"")


def decode_not_implemented(_: bytes, __: Decoder) -> NotImplementedType:
    return NotImplemented  # type: ignore[no-any-return]
