"""Which function encodes and decodes which type: docs/internals/wire.md, "Values", as data."""

from __future__ import annotations

from ..values.callback import Callback, CoroutineCallback
from ..values.iterable_forms import ITERABLES
from . import binary, buffers, containers, extension, identifiers, ndarray, numbers, references, temporal
from .batches import Batch, encode_batch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from .decode import Decoder
    from .encode import Encoder

    Encode = Callable[[Any, Encoder], Any]
    Decode = Callable[[bytes, Decoder], Any]

ENCODERS: dict[type, Encode] = {
    list: containers.encode_list,
    dict: containers.encode_dict,
    tuple: containers.encode_tuple,
    set: containers.encode_set,
    frozenset: containers.encode_frozenset,
    range: containers.encode_range,
    slice: containers.encode_slice,
    complex: numbers.encode_complex,
    bytes: binary.encode_bytes,
    bytearray: binary.encode_bytearray,
    type(...): identifiers.encode_ellipsis,
    type(NotImplemented): identifiers.encode_not_implemented,
    Callback: references.encode_callback,
    CoroutineCallback: references.encode_callback,
    **dict.fromkeys(ITERABLES.values(), references.encode_iterable),
    buffers.Elements: buffers.encode_elements,
    Batch: encode_batch,
}
"""By exact class. `encode` adds those of `LATE_ENCODERS` that appear."""

LATE_ENCODERS: dict[str, Encode] = {
    "decimal:Decimal": numbers.encode_decimal,
    "fractions:Fraction": numbers.encode_fraction,
    "datetime:date": temporal.encode_date,
    "datetime:time": temporal.encode_time,
    "datetime:datetime": temporal.encode_datetime,
    "datetime:timedelta": temporal.encode_timedelta,
    "uuid:UUID": identifiers.encode_uuid,
    **{
        f"{module}:{name}": identifiers.encode_path
        for module in ("pathlib", "pathlib._local")
        for name in ("PosixPath", "WindowsPath")
    },
    "numpy:ndarray": ndarray.encode_ndarray,
    **{f"numpy:{name}": ndarray.encode_plain_scalar for name in ("float64", "int64", "bool", "bool_")},
    **{f"numpy:{name}": ndarray.encode_numpy_scalar for name in ndarray.SCALAR_NAMES},
}
"""By name, so that no module is imported to recognize its types."""

DECODERS: dict[int, Decode] = {
    extension.INT: numbers.decode_int,
    extension.TUPLE: containers.decode_tuple,
    extension.SET: containers.decode_set,
    extension.FROZENSET: containers.decode_frozenset,
    extension.COMPLEX: numbers.decode_complex,
    extension.DECIMAL: numbers.decode_decimal,
    extension.FRACTION: numbers.decode_fraction,
    extension.DATE: temporal.decode_date,
    extension.TIME: temporal.decode_time,
    extension.DATETIME: temporal.decode_datetime,
    extension.TIMEDELTA: temporal.decode_timedelta,
    extension.UUID: identifiers.decode_uuid,
    extension.PATH: identifiers.decode_path,
    extension.RANGE: containers.decode_range,
    extension.SLICE: containers.decode_slice,
    extension.ELLIPSIS: identifiers.decode_ellipsis,
    extension.NOT_IMPLEMENTED: identifiers.decode_not_implemented,
    extension.BYTEARRAY: binary.decode_bytearray,
    extension.NUMPY_SCALAR: ndarray.decode_numpy_scalar,
    extension.NDARRAY: ndarray.decode_ndarray,
    extension.BYTES_SEGMENT: binary.decode_bytes_segment,
    extension.DICT: containers.decode_dict,
    extension.ARROW: ndarray.decode_arrow,
    extension.REFERENCE: references.decode_reference,
    extension.PENDING: references.decode_pending,
    extension.RESULT: references.decode_pending,
    extension.SYMBOL: references.decode_symbol,
    extension.CALLBACK: references.decode_callback,
    extension.THROWN: references.decode_thrown,
    extension.ITERABLE: references.decode_iterable,
}
