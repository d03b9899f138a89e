"""Functions of the TypeScript program, and the values that it threw, as Python code sees them."""

from __future__ import annotations

from types import MethodType

from ... import CallbackError
from .signatures import declare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from inspect import Signature
    from types import FunctionType
    from typing import Any, NoReturn, Protocol

    from ..threads.thread_offload import ThreadOffload

    class Host(Protocol):
        """The program that the functions belong to."""

        offload: ThreadOffload

        def invoke(self, function: int, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
            """Calls a function, and returns or raises its answer."""

        def keep(self, callback: Callback) -> None:
            """Holds a function as long as this process lives."""

        def drop(self, number: int, count: int) -> None:
            """Python has released an object that it received `count` times."""


class HostObject:
    """The program holds its own object as long as this one lives."""

    __slots__ = ("__weakref__", "_host", "_received", "host_number")

    def __init__(self, host: Host, number: int) -> None:
        self._host = host
        self.host_number = number
        self._received = 1

    def __del__(self) -> None:
        self._host.drop(self.host_number, self._received)


class Callback(HostObject):
    """A TypeScript function. A call waits for its answer; keyword arguments arrive there as a last object.

    `parameters` are the number that it declares, or the text of a signature that binds the arguments.
    """

    __module__ = "snakebridge_worker"
    __slots__ = ("__dict__", "_arity", "_bound", "signature_text")
    __name__: str

    def __init__(self, host: Host, number: int, name: str, parameters: int | str | None) -> None:
        super().__init__(host, number)
        self._arity = parameters if isinstance(parameters, int) else 0
        self.signature_text = parameters if isinstance(parameters, str) else None
        self._bound: FunctionType | None = None
        vars(self).update(__name__=name, __qualname__=name, __doc__=None, __annotations__={})
        if self.signature_text is not None:
            # It holds the host, not this object: a cycle would live until Python looks for cycles.
            self._bound = declare(name, self.signature_text, lambda args: host.invoke(number, args, {}))
            vars(self).update(__annotations__=self._bound.__annotations__)

    def __setattr__(self, name: str, value: object) -> None:
        """A mark that Python code sets, as decorators do, is still there when the host sends the function again."""
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
        """The declared signature; else the declared number of parameters, for libraries that count them."""
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


async def _coroutine_function(_: object) -> None:
    """Its code object marks a callable as a coroutine function, for libraries that inspect it like a function."""


class CoroutineCallback(Callback):
    """A TypeScript function that Python awaits."""

    __module__ = "snakebridge_worker"
    __slots__ = ()
    __code__ = _coroutine_function.__code__
    __defaults__ = None
    __kwdefaults__ = None

    def __call__(self, /, *args: Any, **kwargs: Any) -> Any:
        call = super().__call__
        return self._host.offload.run(lambda: call(*args, **kwargs))


CoroutineCallback.__call__.__annotations__.clear()
# Libraries look here for the types that a callable takes and returns, and evaluate them.
Callback.__call__.__annotations__.clear()


def thrown_error(host: Host, number: int, name: str, message: str, note: str) -> CallbackError:
    """A value that a TypeScript function threw, as the exception to raise here."""
    error = CallbackError(message, name)
    vars(error).update(__notes__=[note], _thrown=HostObject(host, number))
    return error


def thrown_number(error: BaseException, attributes: object) -> int | None:
    """The number of the value that a TypeScript function threw, when this exception is about one."""
    thrown = dict.get(attributes, "_thrown") if type(error) is CallbackError and type(attributes) is dict else None
    return thrown.host_number if type(thrown) is HostObject else None
