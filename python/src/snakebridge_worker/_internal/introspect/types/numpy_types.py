"""Types of numpy that the introspector names itself."""

from __future__ import annotations

from ..facts import TypeFacts
from .constructors import named

ARRAY: TypeFacts = named("numpy:ndarray")
ARRAY_LIKE: TypeFacts = named("numpy.typing:ArrayLike")
#: A single element of an array.
ELEMENT: TypeFacts = named("numpy:generic")
