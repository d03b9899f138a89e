"""One function for many items, in one call."""

from __future__ import annotations

from ... import Cancelled
from ..errors import ProtocolError
from .operations import NO_KEYWORDS

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ..codec import Encoder
    from .caller import Invoke
    from .failures import Failures


class Mapping:
    """The operation MAP of the wire."""

    def __init__(self, invoke: Invoke, failures: Failures, encoder: Encoder) -> None:
        self._invoke = invoke
        self._failures = failures
        self._encoder = encoder

    def __call__(self, function: Callable[..., Any], stop: bool, items: list[Any]) -> list[list[Any]]:
        """Returns the function's result for each item, None if it raised, and the failures."""
        if type(items) is not list:
            raise ProtocolError("the items of a map are an array")
        results: list[Any] = []
        failures: list[Any] = []
        for item in items:
            try:
                results.append(self._invoke(function, [item], NO_KEYWORDS))
            except Cancelled:
                raise
            except BaseException as error:
                failures.append([len(results), *self._describe(error)])
                results.append(None)
                if stop:
                    break
        return [results, failures]

    def _describe(self, error: BaseException) -> tuple[bytes, BaseException | None]:
        """With the exception, if nothing else keeps the thrown value of the host until the reply has been read."""
        described = self._failures.error_map(error, 0)
        return self._encoder.pack(described), error if "thrown" in described else None
