"""What was told about a class, for the classes that inherit it and the objects that have it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ClassCache:
    """Answers by class and name; classes count by identity, since a library decides what equals them."""

    def __init__(self) -> None:
        self._answers: dict[tuple[int, str], tuple[type, object]] = {}

    def once(self, cls: type, name: str, tell: Callable[[], T]) -> T:
        """Return what was told before, or what is told now; nobody changes it afterwards."""
        key = (id(cls), name)
        if key not in self._answers:
            # With the class itself, so that no other one gets its identity.
            self._answers[key] = (cls, tell())
        return self._answers[key][1]  # type: ignore[return-value]
