"""Numbers of the Python types that the host has received."""

from __future__ import annotations

from itertools import count

from ..objects.class_names import class_names
from ..wire.messages import TYPE_DEFINED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


class TypeNames:
    """Each type has one number for the life of the worker; it is announced before its first use on a connection."""

    def __init__(self, announce: Callable[[list[Any]], None]) -> None:
        self._announce = announce
        self._next = count(1)
        self._numbers: dict[type, int] = {}
        self._announced: set[int] = set()

    def announce_again(self) -> None:
        """A new connection has not received any type yet."""
        self._announced.clear()

    def number(self, kind: type) -> int:
        """From any thread."""
        number = self._numbers.get(kind) or self._numbers.setdefault(kind, next(self._next))
        if number not in self._announced:
            # In this order: a thread that sees it announced must add its message after the announcement.
            self._announce([TYPE_DEFINED, number, class_names(kind)])
            self._announced.add(number)
        return number
