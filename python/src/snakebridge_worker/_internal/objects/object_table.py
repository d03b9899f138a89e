"""Python objects that the host holds, by handle."""

from __future__ import annotations

import threading

from ..errors import StaleReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class ObjectTable:
    """The same object has the same handle while the host holds it; no handle is used twice."""

    def __init__(self) -> None:
        self._lock = threading.RLock()  # callbacks send objects from any thread, and from destructors
        self._last = 0
        self._handles: dict[int, int] = {}  # by id(object): valid because the object is held
        self._held: dict[int, Any] = {}
        self._counts: dict[int, int] = {}

    def __len__(self) -> int:
        return len(self._held)

    def hold(self, value: object) -> int:
        """The handle of an object; counts that the handle is sent once more."""
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
        """The object of a handle; raises `StaleReference`."""
        try:
            return self._held[handle]
        except KeyError:
            raise StaleReference(f"object {handle} was released, or never came from this worker") from None

    def find(self, handle: int) -> Any:
        """The object of a handle, or None when it was released."""
        return self._held.get(handle)

    def handle_of(self, value: object) -> int:
        """The handle of an object that is held."""
        return self._handles[id(value)]

    def release(self, handle: int, count: int) -> None:
        """The host received a handle `count` times and holds none of them; the last release releases the object."""
        value = None
        with self._lock:
            left = self._counts.get(handle, 0) - count
            if left > 0:
                self._counts[handle] = left
            elif handle in self._held:
                del self._counts[handle]
                value = self._held.pop(handle)
                del self._handles[id(value)]
        del value  # outside of the lock: a destructor may need it
