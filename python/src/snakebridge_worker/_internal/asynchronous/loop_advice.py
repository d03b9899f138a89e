"""Advice for a call that failed because it found an event loop, or none."""

from __future__ import annotations

from ..wire.flags import INSIDE_LOOP, OUTSIDE_LOOP

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WITHOUT = ("no running event loop", "not currently running on any async", "not in async context")
"""Messages of asyncio, anyio and sniffio where no loop is running."""
WITHIN = ("cannot be called from a running event loop", "another loop is running", "loop is already running")
ADVICE = "Python was called {now} of its event loop; to call it {then}: .with({{ loop: {option} }})"

_args = vars(BaseException)["args"].__get__  # past the attributes that a class defines under this name


def advice_on(error: BaseException, flags: Any) -> list[str]:
    """Notes for the host."""
    if not issubclass(type(error), RuntimeError) or type(flags) is not int:
        return []
    arguments = _args(error)
    text = arguments[0].lower() if arguments and type(arguments[0]) is str else ""
    if not flags & INSIDE_LOOP and any(words in text for words in WITHOUT):
        return [ADVICE.format(now="outside", then="inside", option="true")]
    if not flags & OUTSIDE_LOOP and any(words in text for words in WITHIN):
        return [ADVICE.format(now="inside", then="outside", option="false")]
    return []
