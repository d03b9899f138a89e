"""How a call is made and answered: bits of the wire."""

from __future__ import annotations

from ..codec.encode import BY_REFERENCE, BY_VALUE

KEEP = 1
"""Its result is held under the id of the call."""
QUIET = 2
"""It is answered without a value."""
INSIDE_LOOP = 16
"""It runs in a task of the event loop."""
OUTSIDE_LOOP = 32
"""It does not, whatever it calls."""


def _are_valid(flags: int) -> bool:
    return all(flags & both != both for both in (BY_REFERENCE | BY_VALUE, INSIDE_LOOP | OUTSIDE_LOOP))


VALID_FLAGS = frozenset(filter(_are_valid, range(64)))
