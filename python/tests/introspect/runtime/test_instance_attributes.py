from __future__ import annotations

import functools
from collections import OrderedDict
from typing import Any

from snakebridge_worker._internal.introspect.runtime.instance_attributes import instance_attributes
from snakebridge_worker._internal.introspect.types.constructors import named, union

NONE = named("builtins:NoneType")


def decorated(function: Any) -> Any:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        return function(*args, **kwargs)

    return wrapper


class Anything:
    """What ``Anything(…)`` gives is for `__new__` to say."""

    def __new__(cls) -> Any:
        return 3


class Plain:
    def __init__(self, text: str, count: int = None, untyped=None, *, changed: str = "") -> None:  # type: ignore[no-untyped-def, assignment]  # noqa: RUF013
        self.text = text
        self.count = count
        self.untyped = untyped
        changed = [changed]  # type: ignore[assignment]
        self.changed = changed
        self.left, self.right = text, 1.5
        self.ordered = OrderedDict[str, int]()
        self.plain = OrderedDict()  # type: ignore[var-annotated]
        self.anything = Anything()
        self.either = text or None
        self.joined = count or "none"
        self.several: Any
        if count:
            self.several = 1
        else:
            self.several = "x"
        try:
            self.guarded = b""
        except ValueError as error:
            self.guarded = str(error)  # type: ignore[assignment]
        self.nothing = None
        self.reset = 0
        other = self
        other.alias = 1  # type: ignore[attr-defined]

        def inner(self: Any) -> None:
            self.inner = 1

        self.function = inner

    def later(self) -> None:
        self.reset = "x"  # type: ignore[assignment]
        self.stored = 1
        self.text += "more"

    @decorated
    def wrapped(self) -> None:
        self.by_wrapped = 1

    @classmethod
    def of_class(cls) -> None:
        cls.on_class = 1  # type: ignore[attr-defined]

    @staticmethod
    def of_nothing(thing: Any) -> None:
        thing.elsewhere = 1


def test_attributes_and_their_types() -> None:
    found = instance_attributes(Plain)
    known = {name: type_ for name, type_ in found.items() if type_ is not None}
    assert known == {
        "count": union([named("builtins:int"), NONE]),
        "left": named("builtins:str"),
        "text": named("builtins:str"),
        "right": named("builtins:float"),
        "plain": named("collections:OrderedDict"),
        "either": union([named("builtins:str"), NONE]),
        "joined": union([named("builtins:int"), named("builtins:str")]),
        "guarded": union([named("builtins:bytes"), named("builtins:str")]),
    }
    assert {name for name, type_ in found.items() if type_ is None} == {
        "untyped",
        "changed",
        "ordered",
        "anything",
        "several",
        "nothing",
        "reset",
        "function",
        "stored",
        "by_wrapped",
    }


def test_without_its_source_the_names_are_known() -> None:
    namespace: dict[str, Any] = {}
    exec("class Made:\n    def __init__(self, a: int):\n        self.a = a\n", namespace)
    assert instance_attributes(namespace["Made"]) == {"a": None}


def test_a_class_whose_metaclass_forbids_comparison() -> None:
    class Meta(type):
        def __hash__(cls) -> int:
            raise RuntimeError

        def __eq__(cls, other: object) -> bool:
            raise RuntimeError

    class Hostile(metaclass=Meta):
        def __init__(self, size: int) -> None:
            self.size = size

    assert instance_attributes(Hostile) == {"size": named("builtins:int")}
