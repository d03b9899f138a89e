"""What the host holds: Python objects by handle, and the kept results of calls."""

from __future__ import annotations

import threading

from ..errors import DependencyFailed, StaleReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any


class Objects:
    """Objects by handle. The same object has the same handle while the host holds it; no handle is used twice."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # callbacks send objects from any thread, and from destructors
        self._last = 0
        self._handles: dict[int, int] = {}  # by id(object): valid because the object is held
        self._held: dict[int, Any] = {}
        self._counts: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, value: object) -> int:
        """The handle of an object, which is thereby sent once more."""
        with self._lock:
            handle = self._handles.get(id(value))
            if handle is None:
                self._last = handle = self._last + 1
                self._held[handle] = value
                self._counts[handle] = 0
                self._handles[id(value)] = handle
            self._counts[handle] += 1
            return handle

    def get(self, handle: int) -> Any:
        """The object of a handle."""
        try:
            return self._held[handle]
        except KeyError:
            raise StaleReference(f"object {handle} was released, or never came from this worker") from None

    def find(self, handle: int) -> Any:
        """The object of a handle, or None when it was let go."""
        return self._held.get(handle)

    def handle_of(self, value: object) -> int:
        """The handle of an object that is held."""
        return self._handles[id(value)]

    def release(self, handle: int, count: int) -> None:
        """Takes back `count` sendings of a handle; the object is let go when none is left."""
        value = None
        with self._lock:
            left = self._counts.get(handle, 0) - count
            if left > 0:
                self._counts[handle] = left
            elif handle in self._held:
                del self._counts[handle]
                value = self._held.pop(handle)
                del self._handles[id(value)]
        del value  # outside of the lock: what ends with the object may want it


class Failure:
    """In place of a result: the call failed, or needed the result of the one that did.

    `untold` is the exception when the host has not heard of it: that of a coroutine that was awaited for others only.
    """

    __slots__ = ("call", "untold")

    def __init__(self, call: int, untold: BaseException | None = None) -> None:
        self.call = call
        self.untold = untold


class Kept:
    """Results that other calls may need, by the id of the call that made them."""

    def __init__(self) -> None:
        self._results: dict[int, Any] = {}
        self.lent: dict[int, Any] = {}
        """What a call that was put off was promised, though it may be forgotten by now."""

    def __len__(self) -> int:
        return len(self._results)

    def __contains__(self, call: object) -> bool:
        return call in self._results

    def keep(self, call: int, result: object) -> None:
        """Holds a result (or a `Failure`) until it is forgotten."""
        self._results[call] = result

    def get(self, call: int) -> Any:
        """The result of a kept call; a failed one fails whoever asks."""
        lent = self.lent
        try:
            result = lent[call] if call in lent else self._results[call]
        except KeyError:
            raise StaleReference(f"the result of call {call} was not kept, or was forgotten") from None
        if type(result) is Failure:
            raise DependencyFailed(result.call, result.untold)
        return result

    def peek(self, calls: Iterable[int]) -> dict[int, Any]:
        """What is kept of these, failures too."""
        return {call: self._results[call] for call in calls if call in self._results}

    def forget(self, call: int) -> None:
        """Lets a result go; forgetting one that is not there is fine."""
        self._results.pop(call, None)
