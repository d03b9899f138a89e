"""Annotations in stubs."""

from __future__ import annotations

import pytest
from stub_library import Ask, Facts, named

TEXT_X = {"kind": "literal", "values": ["x"]}


FIELDS = {
    "kind": "record",
    "fields": [
        {"name": "first", "required": True, "type": named("builtins:int")},
        {"name": "second", "required": False, "type": named("builtins:list")},
        {"name": "third", "required": False, "type": named("builtins:str")},
    ],
}


@pytest.mark.parametrize(
    ("annotation", "expected"),
    [
        ("int | None", {"kind": "union", "members": [named("builtins:int"), named("builtins:NoneType")]}),
        ("Optional[str]", {"kind": "union", "members": [named("builtins:str"), named("builtins:NoneType")]}),
        ("'list[str]'", named("builtins:list", named("builtins:str"))),
        ("t.Dict[str, int]", named("builtins:dict", named("builtins:str"), named("builtins:int"))),
        ("tuple[int, ...]", named("builtins:tuple", named("builtins:int"), named("builtins:ellipsis"))),
        ("Literal['a', 1]", {"kind": "literal", "values": ["a", 1]}),
        ("Annotated[int, 'metres']", named("builtins:int")),
        (
            "Callable[[int], str]",
            {"kind": "callable", "parameters": [named("builtins:int")], "returns": named("builtins:str")},
        ),
        ("Callable[..., Any]", {"kind": "callable"}),
        (
            "Callable[Concatenate[int, P], None]",
            {
                "kind": "callable",
                "parameters": [named("builtins:int")],
                "open": True,
                "returns": named("builtins:NoneType"),
            },
        ),
        ("Reduce", {"kind": "callable", "parameters": [named("builtins:int")], "returns": named("builtins:str")}),
        ("SupportsIndex", named("typing:SupportsIndex")),
        ("Pair[int]", named("builtins:tuple", named("builtins:int"), named("builtins:int"))),
        ("Nested", {"kind": "union", "members": [named("builtins:int"), named("builtins:list")]}),
        ("Literal[Colour.RED, 'x']", {"kind": "union", "members": [TEXT_X, named("lib:Colour")]}),
        ("type[Own]", named("builtins:type", named("lib:Own"))),
        ("NoReturn", named("typing:Never")),
        ("Iterator[int]", named("collections.abc:Iterator", named("builtins:int"))),
        ("Alias", named("builtins:bytes")),
        ("Metres", named("builtins:float")),
        ("Own", named("lib:Own")),
        ("Own.Inner", named("lib:Own.Inner")),
        ("Bound", named("lib:Own")),
        ("AnyStr", {"kind": "union", "members": [named("builtins:str"), named("builtins:bytes")]}),
        ("Renamed", named("elsewhere:There")),
        ("elsewhere.There", named("elsewhere:There")),
        ("Fields", FIELDS),
        ("Unpack[Fields]", named("typing:Unpack", FIELDS)),
        ("TypeGuard[int]", named("builtins:bool")),
        # Types that are not known.
        ("Any", None),
        ("object", None),
        ("Free", None),
        ("Readable", None),
        ("Undefined", None),
        ("int | Undefined", None),
        ("1 + 1", None),
    ],
)
def test_annotations_of_stubs(ask: Ask, annotation: str, expected: Facts | None) -> None:
    stub = f"""
import elsewhere
import typing as t
from collections.abc import Callable, Iterator
from enum import Enum
from elsewhere import There as Renamed
from typing import Annotated, Any, Literal, NewType, Optional, Protocol, TypeAlias
from typing import Concatenate, NoReturn, NotRequired, ParamSpec, SupportsIndex
from typing import TypedDict, TypeGuard, TypeVar, Unpack
AnyStr = TypeVar("AnyStr", str, bytes)
Free = TypeVar("Free")
Alias: TypeAlias = bytes
Metres = NewType("Metres", float)
class Own:
    class Inner: ...
Bound = TypeVar("Bound", bound=Own)
class Readable(Protocol): ...
class Base(TypedDict):
    first: int
class Fields(Base, total=False):
    second: list[Fields]
    third: NotRequired[str]
class Reduce(Protocol):
    def __call__(self, value: int, /) -> str: ...
class Colour(Enum):
    RED = 1
P = ParamSpec("P")
Pair: TypeAlias = tuple[Free, Free]
Nested: TypeAlias = int | list[Nested]
def f() -> {annotation}: ...
"""
    facts = ask("def f(): ...", stub, elsewhere="class There: ...")
    assert facts["signature"].get("returns") == expected
