"""Objects with a buffer (memoryview, array.array, mmap, ctypes…) by value: bytes, or an array of the elements."""

from __future__ import annotations

import sys

from msgpack import ExtType

from . import extension
from .binary import SEGMENT_BYTES

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from .encode import Encoder

KINDS = {
    **dict.fromkeys("bhilqn", "i"),
    **dict.fromkeys("BHILQN", "u"),
    **dict.fromkeys("efd", "f"),
    **{"?": "b", "Zf": "c", "Zd": "c"},
}
ORDERS = {"<": "<", ">": ">", "!": ">"}
NATIVE = "<" if sys.byteorder == "little" else ">"


class Elements:
    """A buffer of numbers that is to cross as an array."""

    __slots__ = ("dtype", "view")

    def __init__(self, view: memoryview, dtype: str) -> None:
        self.view = view
        self.dtype = dtype


def buffer_value(value: Any) -> bytes | Elements | None:
    """Returns None if there is no buffer, or its elements are not numbers."""
    try:
        view = memoryview(value)
    except TypeError:
        return None
    if view.ndim == 1 and view.format in ("B", "<B", "c"):
        return view.tobytes()
    dtype = _dtype(view)
    return None if dtype is None else Elements(view, dtype)


def encode_elements(value: Elements, encoder: Encoder) -> ExtType:
    view = value.view
    data: object = view.tobytes()
    if view.nbytes < SEGMENT_BYTES:
        encoder.weigh(view.nbytes)
    else:
        data = encoder.segment(data)  # type: ignore[arg-type]
    return ExtType(extension.NDARRAY, encoder.pack([value.dtype, list(view.shape or ()), data]))


def _dtype(view: memoryview) -> str | None:
    """Returns numpy's name of the element type; the view knows the size."""
    order = ORDERS.get(view.format[0], NATIVE)
    kind = KINDS.get(view.format.lstrip("@=<>!"))
    return kind and f"{order if view.itemsize > 1 else '|'}{kind}{view.itemsize}"
