"""bytes and bytearray."""

from __future__ import annotations

from msgpack import ExtType

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
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
