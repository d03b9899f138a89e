"""Calls that may run code of a library."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def guarded(compute: Callable[[], T]) -> T | None:
    """Return what ``compute`` returns, or ``None`` where a library's object raises, whatever it raises."""
    try:
        return compute()
    except BaseException:
        return None
