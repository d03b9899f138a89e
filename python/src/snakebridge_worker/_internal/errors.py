"""Failures of the boundary itself. `calls.failures` describes the exceptions of libraries."""

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
    """A symbol has changed since its wrapper was generated."""


class ImportFailed(BridgeError):  # noqa: N818
    """A module cannot be imported; the reason is the cause."""

    executed = "maybe"


class StaleReference(BridgeError):  # noqa: N818
    """A handle or kept result that this worker does not have, or has released."""


class NotEncodable(BridgeError):  # noqa: N818
    """A result that cannot cross in the form that was asked for.

    `culprit` is the object that cannot be encoded, while its place in the result is being searched; `path` leads to it.
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
    """The call needs the result of a kept call that failed: it fails with the same failure."""

    def __init__(self, call: int, unreported: BaseException | None = None) -> None:
        super().__init__(f"call {call}, which this one needs, has failed")
        self.call = call
        self.unreported = unreported
