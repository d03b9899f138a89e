"""Types of numpy that the introspector names itself."""

from __future__ import annotations

from .constructors import named

ARRAY = named("numpy:ndarray")
ARRAY_LIKE = named("numpy.typing:ArrayLike")
#: A single element of an array.
ELEMENT = named("numpy:generic")
