"""TypeScript iterables, as Python iterates over them."""

from __future__ import annotations

from collections import deque

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

    from .callback import Callback

MAX_ITEMS = 1024
NOTHING = object()


class HostIterable:
    """Can be iterated over repeatedly, if the program's object can."""

    __module__ = "snakebridge_worker"
    __slots__ = ("__weakref__", "source")

    def __init__(self, source: Callback) -> None:
        self.source = source

    def __iter__(self) -> Any:
        return self.source.receive(())

    def __repr__(self) -> str:
        return f"<TypeScript {'iterator' if isinstance(self, HostIterator) else 'iterable'}>"

    def __copy__(self) -> HostIterable:
        return self

    def __deepcopy__(self, _: object) -> HostIterable:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle {self!r}: it lives in another process")


class HostIterator(HostIterable):
    """Requests several items at a time, never more than were taken already. Its last reference closes it."""

    __module__ = "snakebridge_worker"
    __slots__ = ("_closed", "_items", "_returned", "_taken")

    def __init__(self, source: Callback) -> None:
        super().__init__(source)
        self._items: deque[Any] = deque()
        self._taken = 0
        self._closed = False
        self._returned: Any = None

    def __iter__(self) -> HostIterator:
        return self

    def __next__(self) -> Any:
        while (item := self._pop()) is NOTHING:
            self._request_items()
        self._taken += 1
        return item

    def close(self) -> None:
        """Ends the program's iterator: its `finally` is run."""
        if not self._closed:
            self._closed = True
            self._items.clear()
            self.source.receive(())

    def _pop(self) -> Any:
        try:
            return self._items.popleft()  # in one step, because threads may share the iterator
        except IndexError:
            return NOTHING

    def _request_items(self) -> None:
        if self._closed:
            returned, self._returned = self._returned, None
            raise StopIteration(returned)
        self._receive((self._next_count,))

    @property
    def _next_count(self) -> int:
        return max(1, min(self._taken, MAX_ITEMS))

    def _receive(self, asked: tuple[Any, ...]) -> None:
        items, done, returned = self.source.receive(asked)
        if done:
            self._closed, self._returned = True, returned
        self._items.extend(items)


class HostGenerator(HostIterator):
    """`yield` in TypeScript has the value that is sent; an exception is thrown there, as a reference to it."""

    __module__ = "snakebridge_worker"
    __slots__ = ()

    def send(self, value: object) -> Any:
        """Continues with a value. `None` is that of `next`."""
        self._send(value)
        return next(self)

    def throw(self, error: Any, value: object = None, _traceback: object = None) -> Any:
        """Continues with an exception."""
        self._throw(error, value)
        return next(self)

    def _send(self, value: object) -> None:
        if not self._items:
            self._resume("next", value)
        elif value is not None:
            raise RuntimeError("the generator is ahead already: send from its first items on")

    def _throw(self, error: Any, value: object) -> None:
        if isinstance(error, type):
            error = value if isinstance(value, error) else error() if value is None else error(value)
        self._items.clear()
        self._resume("throw", error)

    def _resume(self, method: str, value: object) -> None:
        if self._closed and method == "throw":
            raise value  # type: ignore[misc]
        if not self._closed:
            self._receive((1, method, value))
