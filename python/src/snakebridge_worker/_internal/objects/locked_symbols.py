"""How symbols are called according to the project's lock, compared with each symbol at its first use.

A library that was changed without regenerating its wrappers is reported by the symbol's name, before any of it runs.
"""

from __future__ import annotations

import sys

from ..errors import ApiChanged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping


class LockedSymbols:
    """The symbols of a lock, ``{"path", "environment"}``, or none. The lock is read when it is first needed."""

    def __init__(self, lock: Mapping[str, str] | None) -> None:
        self._lock = lock
        self._checksums: Mapping[str, str] = {}

    def __contains__(self, symbol: str) -> bool:
        if self._lock is not None:
            lock, self._lock = self._lock, None
            self._checksums = _read(lock["path"], lock["environment"])
        return symbol in self._checksums

    def verify(self, symbol: str, value: object) -> None:
        """Raises `ApiChanged` for a symbol that is called in another way than in the lock; once is enough."""
        if symbol not in self:
            return
        from ..introspect.checksum import checksum_of

        checksum = checksum_of(symbol.partition(":")[0], value)
        if checksum is not None and checksum != self._checksums[symbol]:
            raise changed(symbol, "is called in another way than")


def changed(symbol: str, difference: str) -> ApiChanged:
    """The failure, with the command that fixes it."""
    name = symbol.replace(":", ".")
    library = name.partition(".")[0]
    return ApiChanged(
        f"{name} {difference} when its wrapper was generated: the installed {library} was changed since. "
        f"Run: npx snakebridge generate --refresh {library}"
    )


def _read(path: str, name: str) -> Mapping[str, str]:
    import json

    try:
        with open(path, encoding="utf-8") as file:
            environment = json.load(file)["environments"][name]
        minor = environment["python"]["version"].split(".")[:2]
        symbols = environment.get("symbols")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return {}  # no lock, or one in the middle of a merge
    # The same library may be called differently with another Python.
    return symbols if isinstance(symbols, dict) and minor == list(map(str, sys.version_info[:2])) else {}
