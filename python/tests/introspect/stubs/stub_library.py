"""Support of the tests: a library made of a source and a stub, and the types that they expect."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Facts = dict[str, Any]
Ask = Callable[..., Facts]


def named(name: str, *args: Any) -> Facts:
    return {"kind": "name", "name": name, **({"args": list(args)} if args else {})}
