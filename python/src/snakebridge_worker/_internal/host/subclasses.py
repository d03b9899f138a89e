"""Classes whose methods are TypeScript functions."""

from __future__ import annotations

from types import new_class

from ..values.callback import Callback
from ..values.signatures import declare

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any


def subclass(name: str, body: dict[str, Any], keywords: dict[str, Any], *bases: object) -> type:
    """Creates a class as a `class` statement would, in the module where the program runs."""

    def fill(namespace: dict[str, Any]) -> None:
        namespace["__module__"] = "__main__"
        namespace["__qualname__"] = name
        for key, value in body.items():
            namespace[key] = _method(value, key, f"{name}.{key}") if type(value) is Callback else value

    return new_class(name, bases, keywords, fill)


def decorate(decorator: Callable[..., Any], *functions: Any) -> Any:
    """Passes Python functions to a decorator, as it would get them in a class."""
    return decorator(
        *(_method(each, each.__name__, each.__name__) if type(each) is Callback else each for each in functions)
    )


def _method(callback: Callback, name: str, qualname: str) -> Callable[..., Any]:
    """A function of Python, because classes and their libraries treat other callables differently."""
    method = _forward(callback) if callback.signature_text is None else _declared(callback, name)
    vars(method).update(vars(callback))  # attributes that decorators have set
    method.__name__ = name
    method.__qualname__ = qualname
    method.__module__ = "__main__"
    return method


def _declared(callback: Callback, name: str) -> Callable[..., Any]:
    return declare(name, callback.signature_text or "", callback.receive)


def _forward(callback: Callback) -> Callable[..., Any]:
    def method(*args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs)

    method.__annotations__ = {}
    vars(method)["__signature__"] = callback.__signature__
    return method
