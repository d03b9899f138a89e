"""int beyond 64 bits, complex, Decimal, Fraction."""

from __future__ import annotations

import struct

from msgpack import ExtType

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from decimal import Decimal
    from fractions import Fraction

    from .decode import Decoder
    from .encode import Encoder

_complex = struct.Struct(">dd")


def encode_int(value: int) -> ExtType:
    length = (value + (value < 0)).bit_length() // 8 + 1
    return ExtType(extension.INT, value.to_bytes(length, "big", signed=True))


def decode_int(body: bytes, _: Decoder) -> int:
    if not body:
        raise ValueError("an int without bytes")
    return int.from_bytes(body, "big", signed=True)


def encode_complex(value: complex, _: Encoder) -> ExtType:
    return ExtType(extension.COMPLEX, _complex.pack(value.real, value.imag))


def decode_complex(body: bytes, _: Decoder) -> complex:
    return complex(*_complex.unpack(body))


def encode_decimal(value: Decimal, _: Encoder) -> ExtType:
    return ExtType(extension.DECIMAL, str(value).encode("ascii"))


def decode_decimal(body: bytes, _: Decoder) -> Decimal:
    from decimal import Decimal

    try:
        return Decimal(body.decode("ascii"))
    except ArithmeticError as error:
        raise ValueError(f"{body!r} is not a decimal number") from error


def encode_fraction(value: Fraction, encoder: Encoder) -> ExtType:
    return ExtType(extension.FRACTION, encoder.pack([value.numerator, value.denominator]))


def decode_fraction(body: bytes, decoder: Decoder) -> Fraction:
    from fractions import Fraction

    numerator, denominator = decoder.unpack(body)
    return Fraction(numerator, denominator)
