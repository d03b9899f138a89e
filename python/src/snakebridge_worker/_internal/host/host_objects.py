"""Objects of the TypeScript program that Python holds: functions, and values that they threw."""

from __future__ import annotations

from threading import RLock
from weakref import WeakValueDictionary

from ..values.callback import Callback, CoroutineCallback, thrown_error
from ..wire.messages import CALLBACK_DROPPED

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ... import CallbackError
    from ..threads.thread_offload import ThreadOffload

    Invoke = Callable[[int, tuple[Any, ...], dict[str, Any]], Any]

MAX_NOTE = 4096


class HostObjects:
    """All that the host has sent, on any connection: there is one host only."""

    def __init__(self, add_message: Callable[[list[Any]], None], invoke: Invoke, offload: ThreadOffload) -> None:
        self._add_message = add_message
        self.invoke = invoke
        self.offload = offload
        self._lock = RLock()
        self._known: WeakValueDictionary[int, Callback] = WeakValueDictionary()
        self._kept: set[Callback] = set()

    def receive(self, number: int, name: str, parameters: int | str | None, *, is_coroutine: bool = False) -> Callback:
        """A function that the host has sent once more; the same object while one lives."""
        with self._lock:
            callback = self._known.get(number)
            if callback is None:
                kind = CoroutineCallback if is_coroutine else Callback
                callback = self._known[number] = kind(self, number, name, parameters)
            else:
                callback._received += 1
            return callback

    def receive_thrown(self, number: int, name: str, message: str, stack: str) -> CallbackError:
        """A value that a function threw, as the exception to raise here."""
        return thrown_error(self, number, name, message, stack[:MAX_NOTE])

    def keep(self, callback: Callback) -> None:
        """Holds a function as long as this process lives."""
        self._kept.add(callback)

    def drop(self, number: int, count: int) -> None:
        """Releases an object that the host has sent `count` times. From any thread, also in destructors."""
        self._add_message([CALLBACK_DROPPED, number, count])
