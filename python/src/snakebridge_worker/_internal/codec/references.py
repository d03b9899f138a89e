"""What stands for an object that is in this worker already: references, pending results, symbols."""

from __future__ import annotations

from .. import symbols

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .decode import Decoder


def decode_reference(body: bytes, decoder: Decoder) -> Any:
    return decoder.objects.get(_number(body, decoder))


def decode_pending(body: bytes, decoder: Decoder) -> Any:
    return decoder.kept.get(_number(body, decoder))


def decode_symbol(body: bytes, _: Decoder) -> Any:
    return symbols.resolve(body.decode("utf-8"))


def _number(body: bytes, decoder: Decoder) -> int:
    number = decoder.unpack(body)
    if type(number) is not int:
        raise ValueError("a reference is a number")
    return number
