"""UUID, Path, and the singletons Ellipsis and NotImplemented."""

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
