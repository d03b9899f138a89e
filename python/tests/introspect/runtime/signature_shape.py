"""Support of the tests: signatures as short texts."""

from __future__ import annotations

from typing import Any


def shape(signature: dict[str, Any] | None) -> list[str] | None:
    if signature is None:
        return None
    return [
        f"{each['name']}:{each['kind']}:{each.get('default', each['required'])}" for each in signature["parameters"]
    ]
