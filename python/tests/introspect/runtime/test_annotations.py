from __future__ import annotations

import abc
import collections.abc
import enum
import numbers
import typing
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.runtime.annotations import AnnotationReader
from snakebridge_worker._internal.introspect.runtime.type_checking_imports import read_imports

ran: list[str] = []


class Concrete:
    class Inner:
        pass


class Abstract(abc.ABC):
    @abc.abstractmethod
    def method(self) -> None: ...


class Deciding(Abstract):
    @classmethod
    def __subclasshook__(cls, subclass: type) -> bool:
        return True


class Shape(typing.Protocol):
    area: float

    def draw(self) -> None: ...


class Measured(typing.Protocol):
    def __len__(self) -> int: ...


class Rows(typing.Protocol):
    def append(self, row: object) -> None: ...

    def sort(self) -> None: ...


class Movie(typing.TypedDict):
    name: str
    tags: list[Movie]


class Marked(typing.TypedDict, total=False):
    always: typing.Required[int]
    sometimes: int


class Colour(enum.Enum):
    RED = 1


T = typing.TypeVar("T")
Alias = typing.Union[int, "Concrete"]
Nested = typing.Union[int, "list[Nested]"]
NAMESPACE = {
    "Concrete": Concrete,
    "Abstract": Abstract,
    "Deciding": Deciding,
    "Number": numbers.Integral,
    "Shape": Shape,
    "Measured": Measured,
    "Rows": Rows,
    "Alias": Alias,
    "t": typing,
    "Optional": typing.Optional,
    "Literal": typing.Literal,
    "Callable": collections.abc.Callable,
    "Bound": typing.TypeVar("Bound", bound=Concrete),
    "Pairs": list[tuple[T, T]],
    "Movie": Movie,
    "Marked": Marked,
    "Nested": Nested,
    "ran": ran,
}

INT = {"kind": "name", "name": "builtins:int"}
STR = {"kind": "name", "name": "builtins:str"}
NONE = {"kind": "name", "name": "builtins:NoneType"}
PAIR = {"kind": "name", "name": "builtins:tuple"}
COLOUR = {"kind": "name", "name": f"{__name__}:Colour"}
MOVIE = {
    "kind": "record",
    "fields": [
        {"name": "name", "required": True, "type": {"kind": "name", "name": "builtins:str"}},
        # A type that refers to itself ends where it begins again.
        {
            "name": "tags",
            "required": True,
            "type": {"kind": "name", "name": "builtins:list"},
        },
    ],
}
MARKED = {
    "kind": "record",
    "fields": [
        {"name": "always", "required": True, "type": INT},
        {"name": "sometimes", "required": False, "type": INT},
    ],
}
CONCRETE = {"kind": "name", "name": f"{__name__}:Concrete"}


def union(*members: Any) -> dict[str, Any]:
    return {"kind": "union", "members": list(members)}


@pytest.mark.parametrize(
    ("annotation", "facts"),
    [
        ("int", INT),
        (int, INT),
        (None, NONE),
        ("None", NONE),
        ("int | None", union(INT, NONE)),
        ("Optional[int]", union(INT, NONE)),
        (typing.Optional[int], union(INT, NONE)),  # noqa: UP045
        ("t.Union[int, str, int]", union(INT, STR)),
        ("'int | str'", union(INT, STR)),
        ("list[int]", {"kind": "name", "name": "builtins:list", "args": [INT]}),
        ("t.List[int]", {"kind": "name", "name": "builtins:list", "args": [INT]}),
        (list[int], {"kind": "name", "name": "builtins:list", "args": [INT]}),
        (
            "tuple[int, ...]",
            {"kind": "name", "name": "builtins:tuple", "args": [INT, {"kind": "name", "name": "builtins:ellipsis"}]},
        ),
        ("Literal['a', 1, None, True]", {"kind": "literal", "values": ["a", 1, None, True]}),
        (typing.Literal["a", 2], {"kind": "literal", "values": ["a", 2]}),
        ("Callable[[int], str]", {"kind": "callable", "parameters": [INT], "returns": STR}),
        ("Callable[..., int]", {"kind": "callable", "returns": INT}),
        (collections.abc.Callable[[int], str], {"kind": "callable", "parameters": [INT], "returns": STR}),
        ("t.LiteralString", STR),
        ("t.NoReturn", {"kind": "name", "name": "typing:Never"}),
        ("Bound", CONCRETE),
        ("Movie", MOVIE),
        ("Marked", MARKED),
        ("Pairs[int]", {"kind": "name", "name": "builtins:list", "args": [{**PAIR, "args": [INT, INT]}]}),
        ("Nested", union(INT, {"kind": "name", "name": "builtins:list"})),
        (typing.Literal[Colour.RED, "x"], union({"kind": "literal", "values": ["x"]}, COLOUR)),
        ("t.Annotated[int, 'x']", INT),
        ("Concrete", CONCRETE),
        ("Concrete.Inner", {"kind": "name", "name": f"{__name__}:Concrete.Inner"}),
        ("Alias", union(INT, CONCRETE)),
        ("Abstract", {"kind": "name", "name": f"{__name__}:Abstract"}),
        # Objects of unrelated classes count as instances of these.
        ("Deciding", {"kind": "name", "name": "Deciding"}),
        ("Number", {"kind": "name", "name": "Integral"}),
        ("Shape", {"kind": "name", "name": "typing:Protocol"}),
        ("Measured", None),
        ("Rows", union({"kind": "name", "name": "builtins:list"}, {"kind": "name", "name": "typing:Protocol"})),
        ("Missing", {"kind": "name", "name": "Missing"}),
        ("missing.Name[int]", {"kind": "name", "name": "missing.Name", "args": [INT]}),
        ("Self", {"kind": "name", "name": "typing:Self"}),
        ("t.Self", {"kind": "name", "name": "typing:Self"}),
        ("t.Any", None),
        ("object", {"kind": "name", "name": "builtins:object"}),
        ("int | object", {"kind": "name", "name": "builtins:object"}),
        ("list[object]", {"kind": "name", "name": "builtins:list"}),
        ("int | t.Any", None),
        ("not valid python", None),
        ("ran.append(1)", None),
        ("ran.append(1) or int", None),
        ("[ran.append(x) for x in 'ab']", None),
        ("(lambda: ran.append(1))()", None),
        ("x" * 5000, None),
        ("(" * 1500, None),
        ("list[" * 300 + "int" + "]" * 300, "anything"),
    ],
)
def test_annotations_are_read_and_never_run(annotation: object, facts: object) -> None:
    found = AnnotationReader(NAMESPACE).read(annotation)
    assert ran == []
    if facts != "anything":
        assert found == facts


def test_guarded_imports_are_read_from_the_source() -> None:
    source = """
import a
if TYPE_CHECKING:
    from typing import Self
    from .sibling import Name as Other, Third
    from ..above import Fourth

    import x.y
    import numpy as np
else:
    from wrong import Self

if typing.TYPE_CHECKING:  # again
    from z import Fifth
def f(): pass
"""
    assert read_imports(source, "pkg.sub") == {
        "Self": ("typing", "Self"),
        "Other": ("pkg.sub.sibling", "Name"),
        "Third": ("pkg.sub.sibling", "Third"),
        "Fourth": ("pkg.above", "Fourth"),
        "x": ("x", None),
        "np": ("numpy", None),
        "Fifth": ("z", "Fifth"),
    }


def test_broken_sources_have_no_imports() -> None:
    assert read_imports("if TYPE_CHECKING:\n    from import x\n", "p") == {}


def test_names_that_are_none_at_run_time_are_imports_for_type_checkers() -> None:
    reader = AnnotationReader({"Self": None, "npt": None})
    assert reader.read("Self") == {"kind": "name", "name": "typing:Self"}
    assert reader.read("npt.NDArray") == {"kind": "name", "name": "npt.NDArray"}
    assert reader.read("None") == {"kind": "name", "name": "builtins:NoneType"}
