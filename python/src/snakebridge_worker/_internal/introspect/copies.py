"""Copies of facts with fewer keys. Facts that were built are never changed: many answers share them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar, cast

FactsT = TypeVar("FactsT", bound=Mapping[str, Any])


def without(facts: FactsT, *keys: str) -> FactsT:
    """Return the facts without some of their optional keys."""
    return cast("FactsT", {key: value for key, value in facts.items() if key not in keys})


def without_empty(facts: FactsT) -> FactsT:
    """Return the facts without the optional keys whose value is empty, ``None`` or ``False``."""
    return cast("FactsT", {key: value for key, value in facts.items() if value})
