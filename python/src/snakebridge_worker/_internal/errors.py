"""What can go wrong at the boundary itself. Exceptions of user code are described by `failures`."""

from __future__ import annotations


class BridgeError(Exception):
    """A failure of the boundary. The class name is its code on the wire."""

    executed = "no"
    """Whether Python code of the call may have run: "no" or "maybe"."""

    def __init__(self, message: str, suggestions: list[str] | None = None) -> None:
        super().__init__(message)
        self.suggestions = suggestions


class UnknownSymbol(BridgeError):  # noqa: N818 - the wire's codes carry no suffix, here and below
    """A module has no attribute of that name."""


class ApiChanged(BridgeError):  # noqa: N818
    """A symbol is not what it was when its wrapper was generated."""


class ImportFailed(BridgeError):  # noqa: N818
    """A module cannot be imported; the reason is the cause."""

    executed = "maybe"


class StaleReference(BridgeError):  # noqa: N818
    """A handle or kept result that this worker does not have (any more)."""


class NotEncodable(BridgeError):  # noqa: N818
    """A result that cannot cross the way it was asked for.

    `culprit` is the object in question, as long as its place in the result is being searched; `path` leads from it to
    what was the matter.
    """

    executed = "maybe"

    def __init__(self, message: str, culprit: object = None) -> None:
        super().__init__(message)
        self.culprit = culprit
        self.path = ""

    def __str__(self) -> str:
        return f"{self.args[0]}, at {self.path}" if self.path else str(self.args[0])


class NotDecodable(BridgeError):  # noqa: N818
    """Bytes that are no value."""


class ProtocolError(BridgeError):
    """A message that is not in the protocol."""


class DependencyFailed(Exception):  # noqa: N818
    """The call needs the result of a kept call that failed: its failure is this one's."""

    def __init__(self, call: int, untold: BaseException | None = None) -> None:
        super().__init__(f"call {call}, which this one needs, has failed")
        self.call = call
        self.untold = untold
