"""What stands for an object: references, pending results, symbols; functions of the host, and what they threw."""

from __future__ import annotations

from msgpack import ExtType, unpackb

from .. import symbols
from ..host_iterables import ITERABLES, iterable_of
from ..host_objects import Callback
from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ... import CallbackError
    from ..host_iterables import HostIterable
    from .decode import Decoder
    from .encode import Encoder


def decode_reference(body: bytes, decoder: Decoder) -> Any:
    return decoder.objects.get(_number(body))


def decode_pending(body: bytes, decoder: Decoder) -> Any:
    return decoder.kept.get(_number(body))


def decode_symbol(body: bytes, _: Decoder) -> Any:
    return symbols.resolve(body.decode("utf-8"))


def encode_callback(value: Callback, encoder: Encoder) -> ExtType:
    return ExtType(extension.CALLBACK, encoder.pack(value.host_number))


def decode_callback(body: bytes, decoder: Decoder) -> Callback:
    number, name, parameters = decoder.unpack(body)
    if type(number) is not int or type(name) is not str or type(parameters) not in (int, str, type(None)):
        raise ValueError("a function is [number, name, parameters]")
    decoder.callbacks += 1
    return decoder.host.receive(number, name, parameters)


def encode_iterable(value: HostIterable, encoder: Encoder) -> ExtType:
    return encode_callback(value.source, encoder)


def decode_iterable(body: bytes, decoder: Decoder) -> HostIterable:
    form, source = decoder.unpack(body)
    if form not in ITERABLES or type(source) is not Callback:
        raise ValueError("an iterable is [form, function]")
    return iterable_of(source, form)


def decode_thrown(body: bytes, decoder: Decoder) -> CallbackError:
    number, name, message, stack = decoder.unpack(body)
    if type(number) is not int or not all(type(text) is str for text in (name, message, stack)):
        raise ValueError("what was thrown is [number, name, message, stack]")
    return decoder.host.receive_thrown(number, name, message, stack)


def _number(body: bytes) -> int:
    number = unpackb(body)
    if type(number) is not int:
        raise ValueError("a reference is a number")
    return number
