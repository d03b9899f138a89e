"""Facts of classes that are computed once, for all classes that inherit them and all objects of the class."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ClassCache:
    """Results by class and name. Classes are compared by identity, because a library can redefine their equality."""

    def __init__(self) -> None:
        self._results: dict[tuple[int, str], tuple[type, object]] = {}

    def once(self, cls: type, name: str, compute: Callable[[], T]) -> T:
        """Return the result of the first call with this class and name. No caller may change it."""
        key = (id(cls), name)
        if key not in self._results:
            # The class is kept, so that no other class gets its identity.
            self._results[key] = (cls, compute())
        return self._results[key][1]  # type: ignore[return-value]
