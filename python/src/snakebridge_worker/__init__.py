"""The Python side of snakebridge: a worker process that serves calls from a TypeScript program."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

__version__ = "0.1.0"


class Cancelled(KeyboardInterrupt):
    """Raised inside a running call whose caller no longer wants its result.

    It is a ``KeyboardInterrupt`` so that libraries which tidy up on Ctrl-C tidy up here too.
    """

    def __init__(self, call: int, *, begun: bool = True) -> None:
        super().__init__(f"call {call} was cancelled")
        self.begun = begun


class CallbackError(Exception):
    """Raised by a TypeScript function that threw, or whose answer cannot come any more.

    ``name`` is the JavaScript class of what was thrown; its stack is a note.
    """

    def __init__(self, message: str, name: str = "Error") -> None:
        super().__init__(message)
        self.name = name


class InputUnavailable(EOFError):  # noqa: N818 - it says what is, as the other names do
    """Raised where Python code asks for input: `input()`, `sys.stdin.read()`, `getpass()`, `breakpoint()`."""


def trace_context() -> Mapping[str, str]:
    """What the program traces the running call by: ``traceparent`` and the like; empty when it does not."""
    from ._internal.calls.call_metadata import trace_context

    return trace_context()


__all__ = ["CallbackError", "Cancelled", "InputUnavailable", "__version__", "trace_context"]
