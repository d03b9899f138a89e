"""What lives in the TypeScript program and is known here: functions, and what they threw."""

from __future__ import annotations

from threading import RLock
from types import MethodType
from weakref import WeakValueDictionary

from ... import CallbackError
from ..threads.thread_offload import beside
from ..wire.messages import CALLBACK_DROPPED
from .signatures import declare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from inspect import Signature
    from types import FunctionType
    from typing import Any, NoReturn

MAX_NOTE = 4096


class HostObject:
    """The program holds what this stands for while this lives."""

    __slots__ = ("__weakref__", "_host", "_received", "host_number")

    def __init__(self, host: HostObjects, number: int) -> None:
        self._host = host
        self.host_number = number
        self._received = 1

    def __del__(self) -> None:
        self._host.drop(self.host_number, self._received)


class Callback(HostObject):
    """A TypeScript function. A call waits for its answer; keyword arguments arrive there as a last object.

    `parameters` are the number that it declares, or the text of a signature by which arguments are bound.
    """

    __module__ = "snakebridge_worker"
    __slots__ = ("__dict__", "_arity", "_bound", "signature_text")
    __name__: str

    def __init__(self, host: HostObjects, number: int, name: str, parameters: int | str | None) -> None:
        super().__init__(host, number)
        self._arity = parameters if isinstance(parameters, int) else 0
        self.signature_text = parameters if isinstance(parameters, str) else None
        self._bound: FunctionType | None = None
        vars(self).update(__name__=name, __qualname__=name, __doc__=None, __annotations__={})
        if self.signature_text is not None:
            # It holds the host, not this: a cycle would live until Python looks for cycles.
            self._bound = declare(name, self.signature_text, lambda args: host.invoke(number, args, {}))
            vars(self).update(__annotations__=self._bound.__annotations__)

    def __setattr__(self, name: str, value: object) -> None:
        """A mark that Python puts on a function, as decorators do, has to be there when the function comes again."""
        super().__setattr__(name, value)
        if name in vars(self):
            self._host.keep(self)

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        if self._bound is not None:
            return self._bound(*args, **kwargs)
        return self._host.invoke(self.host_number, args, kwargs)

    def __get__(self, instance: object, owner: type | None = None) -> Callback | MethodType:
        """In a class it is a method, as a function of Python would be."""
        return self if instance is None else MethodType(self, instance)

    def receive(self, args: tuple[Any, ...]) -> Any:
        """Calls it with arguments that are bound already."""
        return self._host.invoke(self.host_number, args, {})

    @property
    def __signature__(self) -> Signature:
        """What is declared; without a signature that many parameters and no others, for libraries that count them."""
        from inspect import Parameter, Signature, signature

        if self._bound is not None:
            return signature(self._bound)
        if self._arity:
            return Signature([Parameter(f"arg{n}", Parameter.POSITIONAL_OR_KEYWORD) for n in range(self._arity)])
        return Signature([Parameter("args", Parameter.VAR_POSITIONAL), Parameter("kwargs", Parameter.VAR_KEYWORD)])

    def __repr__(self) -> str:
        return f"<TypeScript function {self.__name__}>"

    def __copy__(self) -> Callback:
        return self

    def __deepcopy__(self, _: object) -> Callback:
        return self

    def __reduce__(self) -> NoReturn:
        raise TypeError(f"cannot pickle {self!r}: it lives in another process")


class CoroutineCallback(Callback):
    """One that Python awaits: a coroutine function for whoever looks at it as at a function."""

    __module__ = "snakebridge_worker"
    __slots__ = ()
    __code__ = beside.__code__
    __defaults__ = None
    __kwdefaults__ = None

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        call = super().__call__
        return beside(lambda: call(*args, **kwargs))


CoroutineCallback.__call__.__annotations__.clear()
# Libraries look here for what a callable takes and gives, and evaluate it.
Callback.__call__.__annotations__.clear()


class HostObjects:
    """What the host has sent; on whichever connection, for there is one host only."""

    def __init__(self, tell: Callable[[list[Any]], None]) -> None:
        self.used = False
        self._tell = tell
        self.invoke: Callable[[int, tuple[Any, ...], dict[str, Any]], Any]
        self._lock = RLock()
        self._known: WeakValueDictionary[int, Callback] = WeakValueDictionary()
        self._kept: set[Callback] = set()

    def receive(self, number: int, name: str, parameters: int | str | None, *, is_coroutine: bool = False) -> Callback:
        """A function that the host has sent once more; the same object while one lives."""
        self.used = True
        with self._lock:
            callback = self._known.get(number)
            if callback is None:
                kind = CoroutineCallback if is_coroutine else Callback
                callback = self._known[number] = kind(self, number, name, parameters)
            else:
                callback._received += 1
            return callback

    def keep(self, callback: Callback) -> None:
        """Lets a function live as long as this process."""
        self._kept.add(callback)

    def drop(self, number: int, count: int) -> None:
        """What the host has sent `count` times is not needed any more. From any thread, also in destructors."""
        self._tell([CALLBACK_DROPPED, number, count])

    def receive_thrown(self, number: int, name: str, message: str, stack: str) -> CallbackError:
        """What a function threw, as the exception to raise here."""
        error = CallbackError(message, name)
        vars(error).update(__notes__=[stack[:MAX_NOTE]], _thrown=HostObject(self, number))
        return error


def thrown_number(error: BaseException, attributes: object) -> int | None:
    """The number of what a TypeScript function threw, when that is what this exception tells of."""
    thrown = dict.get(attributes, "_thrown") if type(error) is CallbackError and type(attributes) is dict else None
    return thrown.host_number if type(thrown) is HostObject else None
