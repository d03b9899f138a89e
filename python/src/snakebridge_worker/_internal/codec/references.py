"""Objects by reference: handles, pending results, symbols; functions of the host, and values that they threw."""

from __future__ import annotations

from msgpack import ExtType, unpackb

from ..objects.class_names import attributes_of, bases_of
from ..values.callback import Callback
from ..values.iterable_forms import ITERABLES, iterable_of
from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ... import CallbackError
    from ..values.iterables import HostIterable
    from .decode import Decoder
    from .encode import Encoder


def decode_reference(body: bytes, decoder: Decoder) -> Any:
    return decoder.objects.get(_number(body))


def prepare_unpackable(value: tuple[Any, ...], encoder: Encoder) -> ExtType:
    """An instance of a subclass of tuple: its items go with the reference, so that the host can unpack it at once."""
    prepare = encoder.prepare
    items = [prepare(item) for item in tuple.__iter__(value)]
    return encoder.reference(value, parts=(items, _field_names(type(value), len(items))))


def _field_names(kind: type, count: int) -> list[str] | None:
    """Of a namedtuple, or of a struct sequence such as `time.struct_time`."""
    for base in bases_of(kind):
        attributes = attributes_of(base)
        names = attributes.get("_fields", attributes.get("__match_args__"))
        if type(names) is tuple and len(names) == count and all(type(name) is str for name in names):
            return list(names)
    return None


def decode_pending(body: bytes, decoder: Decoder) -> Any:
    return decoder.kept.get(_number(body))


def decode_symbol(body: bytes, decoder: Decoder) -> Any:
    return decoder.symbols.resolve(body.decode("utf-8"))


def encode_callback(value: Callback, encoder: Encoder) -> ExtType:
    return ExtType(extension.CALLBACK, encoder.pack(value.host_number))


def decode_callback(body: bytes, decoder: Decoder) -> Callback:
    number, name, parameters, *is_coroutine = decoder.unpack(body)
    if type(number) is not int or type(name) is not str or type(parameters) not in (int, str, type(None)):
        raise ValueError("a function is [number, name, parameters]")
    decoder.callbacks += 1
    return decoder.host.receive(number, name, parameters, is_coroutine=is_coroutine == [True])


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
        raise ValueError("a thrown value is [number, name, message, stack]")
    return decoder.host.receive_thrown(number, name, message, stack)


def _number(body: bytes) -> int:
    number = unpackb(body)
    if type(number) is not int:
        raise ValueError("a reference is a number")
    return number
