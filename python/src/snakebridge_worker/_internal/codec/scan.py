"""Finds extensions in a payload without creating its values."""

from __future__ import annotations

from msgpack import unpackb

from . import extension

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

CONTAINERS = frozenset(
    {extension.TUPLE, extension.SET, extension.FROZENSET, extension.SLICE, extension.DICT, extension.ITERABLE}
)


def bodies_of(wanted: int, payload: object) -> list[Any]:
    """Returns the bodies of all extensions of this type, in order; none if the payload cannot be read."""
    if type(payload) is not bytes or wanted not in payload:
        return []
    bodies: list[Any] = []

    def note(code: int, body: bytes) -> None:
        if code == wanted or code in CONTAINERS:
            inside = unpackb(body, ext_hook=note, strict_map_key=False, unicode_errors="surrogatepass")
            if code == wanted:
                bodies.append(inside)

    try:
        note(extension.TUPLE, payload)
    except Exception:  # the decoder reports what is wrong
        return []
    return bodies
