"""How a call is run and answered; flags are added. See docs/internals/wire.md."""

from __future__ import annotations

KEEP = 1
"""The worker holds the result under the call's id."""
QUIET = 2
"""The reply has no value."""
BY_REFERENCE = 4
"""The result is a reference, whatever its type."""
BY_VALUE = 8
"""The whole result is a value; if it has no form by value, the call fails."""
INSIDE_LOOP = 16
"""The call runs in a task of the event loop."""
OUTSIDE_LOOP = 32
"""The call runs outside of the event loop, whatever it calls."""


def _are_valid(flags: int) -> bool:
    return all(flags & both != both for both in (BY_REFERENCE | BY_VALUE, INSIDE_LOOP | OUTSIDE_LOOP))


VALID_FLAGS = frozenset(filter(_are_valid, range(64)))
