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
    """Raised in Python when a TypeScript function threw, or can no longer answer.

    ``name`` is the JavaScript class of the thrown value; its stack is a note.
    """

    def __init__(self, message: str, name: str = "Error") -> None:
        super().__init__(message)
        self.name = name


class InputUnavailable(EOFError):  # noqa: N818 - it states a condition, as the other names do
    """Raised where Python code asks for input: `input()`, `sys.stdin.read()`, `getpass()`, `breakpoint()`."""


def trace_context() -> Mapping[str, str]:
    """The trace context of the running call: ``traceparent`` and the like; empty when the program does not trace it."""
    from ._internal.calls.call_metadata import trace_context

    return trace_context()


__all__ = ["CallbackError", "Cancelled", "InputUnavailable", "__version__", "trace_context"]
