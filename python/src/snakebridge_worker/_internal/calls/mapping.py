"""One function for many items, in one call."""

from __future__ import annotations

from ... import Cancelled
from ..errors import ProtocolError
from . import operations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..codec import Encoder
    from .failures import Failures


class Mapping:
    """The operation MAP of the wire."""

    def __init__(self, failures: Failures, encoder: Encoder) -> None:
        self._failures = failures
        self._encoder = encoder

    def __call__(self, function: Callable[..., Any], stop: bool, items: list[Any]) -> list[list[Any]]:
        """The function's result for each item, None where it raised, and the failures."""
        if type(items) is not list:
            raise ProtocolError("the items of a map are an array")
        results: list[Any] = []
        failures: list[Any] = []
        for item in items:
            try:
                results.append(operations.invoke(function, [item], operations.NO_KEYWORDS))
            except Cancelled:
                raise
            except BaseException as error:
                failures.append([len(results), *self._describe(error)])
                results.append(None)
                if stop:
                    break
        return [results, failures]

    def _describe(self, error: BaseException) -> tuple[bytes, BaseException | None]:
        """With the exception where only that keeps what the host threw, until the answer has been read."""
        described = self._failures.error_map(error, 0)
        return self._encoder.pack(described), error if "thrown" in described else None
