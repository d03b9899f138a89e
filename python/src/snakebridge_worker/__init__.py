"""The Python side of snakebridge: a worker process that serves calls from a TypeScript program."""

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


__all__ = ["CallbackError", "Cancelled", "__version__"]
