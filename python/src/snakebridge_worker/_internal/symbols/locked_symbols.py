"""What the project's lock says about how symbols are called, compared with each symbol when it is first used.

A library that was changed behind the lock's back is told of by the symbol's name, before anything of it runs.
"""

from __future__ import annotations

import sys

from ..errors import ApiChanged

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_lock: tuple[str, str] | None = None
_checksums: Mapping[str, str] = {}


def compare_with(lock: Mapping[str, str] | None) -> None:
    """From now on symbols are compared with a lock: ``{"path", "environment"}``. It is read when it is first needed."""
    global _lock
    _lock = (lock["path"], lock["environment"]) if lock is not None else None


def is_locked(symbol: str) -> bool:
    """Whether the lock says that there is such a symbol."""
    if _lock is not None:
        _read()
    return symbol in _checksums


def verify(symbol: str, value: object) -> None:
    """Raise `ApiChanged` for a symbol that is not called as the lock says; once is enough."""
    if not is_locked(symbol):
        return
    from ..introspect.checksum import checksum_of

    checksum = checksum_of(symbol.partition(":")[0], value)
    if checksum is not None and checksum != _checksums[symbol]:
        raise changed(symbol, "is called in another way than")


def changed(symbol: str, what: str) -> ApiChanged:
    """The failure, which says what to do about it."""
    name = symbol.replace(":", ".")
    library = name.partition(".")[0]
    return ApiChanged(
        f"{name} {what} when its wrapper was generated: the installed {library} was changed since. "
        f"Run: npx snakebridge generate --refresh {library}"
    )


def _read() -> None:
    global _lock, _checksums
    assert _lock is not None
    (path, name), _lock = _lock, None
    import json

    try:
        with open(path, encoding="utf-8") as file:
            environment = json.load(file)["environments"][name]
        minor = environment["python"]["version"].split(".")[:2]
        symbols = environment.get("symbols")
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return  # it need not be where a program runs, and may be in the middle of a merge
    # Another Python's library may be written otherwise.
    if isinstance(symbols, dict) and minor == list(map(str, sys.version_info[:2])):
        _checksums = symbols
