"""numpy arrays and scalars. numpy is imported only when an array arrives, and never to look at a result."""

from __future__ import annotations

import sys
from functools import cache

from msgpack import ExtType

from ..errors import NotDecodable
from . import extension
from .binary import SEGMENT_BYTES, segment_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import ModuleType
    from typing import Any

    from .decode import Decoder
    from .encode import Encoder

SCALAR_NAMES = (
    *("int8", "int16", "int32", "intc", "longlong", "uint8", "uint16", "uint32", "uint64", "uintc", "ulonglong"),
    *("float16", "float32", "longdouble", "complex64", "complex128", "clongdouble", "float128", "complex256"),
    *("datetime64", "timedelta64", "str_", "bytes_"),
)
KINDS = frozenset("biufcMmSU")
"""dtypes that are described by letter and size; objects and records are references."""

FORMATS = {
    **{"|b1": "?", "|i1": "b", "|u1": "B", "<i2": "h", "<u2": "H", "<i4": "i", "<u4": "I"},
    **{"<i8": "q", "<u8": "Q", "<f4": "f", "<f8": "d"},
}


def encode_plain_scalar(value: Any, _: Encoder) -> object:
    """float64, int64 and bool_ cross as Python's own types."""
    return value.item()


def encode_numpy_scalar(value: Any, encoder: Encoder) -> ExtType:
    if value.dtype.kind in "SU" and value[-1:] in ("\0", b"\0"):
        return encoder.reference(value)  # numpy mistakes zeros at the end of a text for padding
    return ExtType(extension.NUMPY_SCALAR, encoder.pack([value.dtype.str, value.tobytes()]))


def decode_numpy_scalar(body: bytes, decoder: Decoder) -> Any:
    dtype, data = decoder.unpack(body)
    numpy = _numpy()
    if numpy is None:
        raise ValueError(f"a scalar of dtype {dtype} needs numpy")
    array = numpy.zeros(1, _checked_dtype(numpy, dtype))
    if array.nbytes != len(data):
        raise ValueError(f"a scalar of dtype {dtype} has {array.nbytes} bytes, not {len(data)}")
    return numpy.frombuffer(data, array.dtype)[0] if data else array[0]


def encode_ndarray(value: Any, encoder: Encoder) -> ExtType:
    dtype = value.dtype
    if dtype.kind not in KINDS or dtype.metadata is not None:
        return encoder.reference(value)
    data: object
    if value.nbytes < SEGMENT_BYTES:
        data = value.tobytes()
        encoder.weigh(value.nbytes)
    else:
        contiguous = value if value.flags.c_contiguous else value.copy(order="C")
        data = encoder.segment(contiguous.reshape(-1).view("u1").data)
    return ExtType(extension.NDARRAY, encoder.pack([dtype.str, list(value.shape), data]))


def decode_ndarray(body: bytes, decoder: Decoder) -> Any:
    dtype, shape, data = decoder.unpack(body)
    buffer = bytearray(data) if type(data) is bytes else segment_at(data, decoder)
    numpy = _numpy()
    if numpy is None:
        return _memoryview(buffer, dtype, shape)
    kind = _checked_dtype(numpy, dtype)
    if not buffer:
        return numpy.zeros(shape, kind)
    return numpy.frombuffer(buffer, kind).reshape(shape)


def decode_arrow(body: bytes, decoder: Decoder) -> Any:
    from .arrow import read_stream

    data = decoder.unpack(body)
    try:
        return read_stream(data if type(data) is bytes else segment_at(data, decoder))
    except ImportError as error:
        raise NotDecodable(f"an Arrow table cannot be read: {error}") from error


def _checked_dtype(numpy: ModuleType, text: object) -> Any:
    """A dtype of the kinds that cross: never objects, whose bytes would be pointers."""
    if type(text) is not str:
        raise ValueError(f"{text!r} is not a dtype")
    dtype = numpy.dtype(text)
    if dtype.kind not in KINDS:
        raise ValueError(f"dtype {text} does not cross by value")
    return dtype


def _memoryview(buffer: bytearray, dtype: object, shape: list[int]) -> memoryview:
    """An array where numpy is not installed."""
    letter = FORMATS.get(dtype) if type(dtype) is str and sys.byteorder == "little" else None
    if letter is None:
        raise ValueError(f"an array of dtype {dtype} needs numpy")
    view: Any = memoryview(buffer)
    cast: memoryview = view.cast(letter, shape) if shape and all(shape) else view.cast(letter)
    return cast


def _numpy() -> ModuleType | None:
    return sys.modules.get("numpy") or _import_numpy()


@cache
def _import_numpy() -> ModuleType | None:
    try:
        import numpy
    except ImportError:
        return None
    return numpy
