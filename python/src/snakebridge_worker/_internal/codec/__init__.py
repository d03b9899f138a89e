"""Values as bytes, and back: msgpack with one extension type for each Python type of docs/internals/wire.md."""

from .decode import Decoder
from .encode import Encoder

__all__ = ["Decoder", "Encoder"]
