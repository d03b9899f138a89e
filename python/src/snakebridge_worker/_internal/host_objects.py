"""What lives in the TypeScript program and is known here: functions, and what they threw."""

from __future__ import annotations

from threading import RLock
from weakref import WeakValueDictionary

from .. import CallbackError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from inspect import Signature
    from typing import Any, NoReturn

DROPPED = 4
MAX_NOTE = 4096


class HostObject:
    """The program holds what this stands for while this lives."""

    def __init__(self, host: HostObjects, number: int) -> None:
        self._host = host
        self.host_number = number
        self._received = 1

    def __del__(self) -> None:
        self._host.drop(self.host_number, self._received)


class Callback(HostObject):
    """A TypeScript function. A call waits for its answer; keyword arguments arrive there as a last object."""

    __module__ = "snakebridge_worker"

    def __init__(self, host: HostObjects, number: int, name: str, arity: int | None) -> None:
        super().__init__(host, number)
        self.__name__ = self.__qualname__ = name
        self._arity = arity or 0

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        return self._host.invoke(self.host_number, args, kwargs)

    @property
    def __signature__(self) -> Signature:
        """The parameters that it declares; it takes any others too."""
        from inspect import Parameter, Signature

        declared = [Parameter(f"arg{n}", Parameter.POSITIONAL_ONLY) for n in range(self._arity)]
        rest = [Parameter("args", Parameter.VAR_POSITIONAL), Parameter("kwargs", Parameter.VAR_KEYWORD)]
        return Signature([*declared, *rest])

    def __repr__(self) -> str:
        return f"<TypeScript function {self.__name__}>"

    def __copy__(self) -> Callback:
        return self

    def __deepcopy__(self, _: object) -> Callback:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle {self!r}: it lives in another process")


class HostObjects:
    """What the host has sent; on whichever connection, for there is one host only."""

    def __init__(self, tell: Callable[[list[Any]], None]) -> None:
        self.used = False
        self._tell = tell
        self.invoke: Callable[[int, tuple[Any, ...], dict[str, Any]], Any]
        self._lock = RLock()
        self._known: WeakValueDictionary[int, Callback] = WeakValueDictionary()

    def receive(self, number: int, name: str, arity: int | None) -> Callback:
        """A function that the host has sent once more; the same object while one lives."""
        self.used = True
        with self._lock:
            callback = self._known.get(number)
            if callback is None:
                callback = self._known[number] = Callback(self, number, name, arity)
            else:
                callback._received += 1
            return callback

    def drop(self, number: int, count: int) -> None:
        """What the host has sent `count` times is not needed any more. From any thread, also in destructors."""
        self._tell([DROPPED, number, count])

    def receive_thrown(self, number: int, name: str, message: str, stack: str) -> CallbackError:
        """What a function threw, as the exception to raise here."""
        error = CallbackError(message, name)
        vars(error).update(__notes__=[stack[:MAX_NOTE]], _thrown=HostObject(self, number))
        return error


def thrown_number(error: BaseException, attributes: object) -> int | None:
    """The number of what a TypeScript function threw, when that is what this exception tells of."""
    thrown = dict.get(attributes, "_thrown") if type(error) is CallbackError and type(attributes) is dict else None
    return thrown.host_number if type(thrown) is HostObject else None
