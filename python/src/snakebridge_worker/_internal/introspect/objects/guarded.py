"""Calls that may run a library's code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


def guarded(compute: Callable[[], T]) -> T | None:
    """Return the result of ``compute``, or ``None`` if it raises anything, ``BaseException`` included."""
    try:
        return compute()
    except BaseException:
        return None
