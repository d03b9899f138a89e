"""Results that other calls may need, by the id of the call that returned them."""

from __future__ import annotations

from ..errors import DependencyFailed, StaleReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Failure:
    """In place of a result: the call failed, or needed the result of the failed `call`.

    `unreported` is the exception of a coroutine that was awaited for other calls only: the host has not received it.
    """

    __slots__ = ("call", "unreported")

    def __init__(self, call: int, unreported: BaseException | None = None) -> None:
        self.call = call
        self.unreported = unreported


class KeptResults:
    """Results and failures that the host wants kept."""

    def __init__(self) -> None:
        self._results: dict[int, Any] = {}
        self.borrowed: dict[int, Any] = {}
        """Results that a deferred call holds until it has run, even if the host forgets them."""

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, call: object) -> bool:
        return call in self._results

    def keep(self, call: int, result: object) -> None:
        """Holds a result, or a `Failure`, until the host forgets it."""
        self._results[call] = result

    def get(self, call: int) -> Any:
        """The result of a kept call; raises `DependencyFailed` for a failed one."""
        borrowed = self.borrowed
        try:
            result = borrowed[call] if call in borrowed else self._results[call]
        except KeyError:
            raise StaleReference(f"the result of call {call} was not kept, or was forgotten") from None
        if type(result) is Failure:
            raise DependencyFailed(result.call, result.unreported)
        return result

    def peek(self, calls: Iterable[int]) -> dict[int, Any]:
        """The results of these calls that are kept, failures too."""
        return {call: self._results[call] for call in calls if call in self._results}

    def forget(self, call: int) -> None:
        """Releases a result; forgetting one that is not kept is fine."""
        self._results.pop(call, None)
