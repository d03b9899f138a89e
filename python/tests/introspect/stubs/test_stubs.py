"""What is read from stubs, and what the run time has the last word on."""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.questions.lookup import Lookup
from snakebridge_worker._internal.introspect.stubs.stubs import Stubs

Facts = dict[str, Any]
Ask = Callable[..., Facts]
_numbers = itertools.count()


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that introspects ``f`` of a library made of a source and a stub."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def facts_of(source: str, stub: str, name: str = "f", **others: str) -> Facts:
        library = f"stubbed{next(_numbers)}"
        for suffix, text in {"py": source, "pyi": stub}.items():
            (tmp_path / f"{library}.{suffix}").write_text(text)
        for other, text in others.items():
            (tmp_path / f"{other}.pyi").write_text(text)
        answer = Lookup(Stubs(None)).answer(library, [name])
        # Nothing but plain data may get out, and no name of the test's own.
        facts: Facts = json.loads(json.dumps(answer).replace(library, "lib"))["found"]["facts"]
        return facts

    return facts_of


def named(name: str, *args: Any) -> Facts:
    return {"kind": "name", "name": name, **({"args": list(args)} if args else {})}


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
        ("Elsewhere", named("elsewhere:There")),
        ("elsewhere.There", named("elsewhere:There")),
        ("Fields", FIELDS),
        ("Unpack[Fields]", named("typing:Unpack", FIELDS)),
        ("TypeGuard[int]", named("builtins:bool")),
        # Of these, nobody can say what they will be.
        ("Any", None),
        ("object", None),
        ("Free", None),
        ("Readable", None),
        ("Nobody", None),
        ("int | Nobody", None),
        ("1 + 1", None),
    ],
)
def test_the_type_language(ask: Ask, annotation: str, expected: Facts | None) -> None:
    stub = f"""
import elsewhere
import typing as t
from collections.abc import Callable, Iterator
from enum import Enum
from elsewhere import There as Elsewhere
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


def test_the_run_time_decides_names_kinds_and_defaults(ask: Ask) -> None:
    facts = ask("def f(a, b=2, *, d=4): ...", "def f(a: int, b: str, c: bytes, *, d: bool = ...) -> int: ...")
    assert facts["signature"]["parameters"] == [
        {"name": "a", "kind": "positional", "required": True, "type": named("builtins:int")},
        {"name": "b", "kind": "positional", "required": False, "default": "2", "type": named("builtins:str")},
        {"name": "d", "kind": "keyword-only", "required": False, "default": "4", "type": named("builtins:bool")},
    ]
    assert facts["signature"]["tier"] == "stub"


def test_variadic_parameters_are_the_same_under_any_name(ask: Ask) -> None:
    facts = ask("def f(a, *p, **k): ...", "def f(a: str, *parts: int, **options: bytes) -> None: ...")
    assert [each["type"] for each in facts["signature"]["parameters"]] == [
        named("builtins:str"),
        named("builtins:int"),
        named("builtins:bytes"),
    ]


def test_the_stub_decides_where_the_run_time_says_nothing(ask: Ask) -> None:
    facts = ask("def f(*args, **kwargs): ...", "def f(a: int, /, b: str = '') -> None: ...")
    assert [(each["name"], each["kind"]) for each in facts["signature"]["parameters"]] == [
        ("a", "positional-only"),
        ("b", "positional"),
    ]


OVERLOADED = """
from typing import overload
@overload
def f(a: int) -> int: ...
@overload
def f(a: str, b: int = ...) -> str: ...
"""


def test_overloads(ask: Ask) -> None:
    signature = ask("def f(a, b=1): ...", OVERLOADED)["signature"]
    assert signature["returns"] == {"kind": "union", "members": [named("builtins:int"), named("builtins:str")]}
    assert signature["overloads"] == [
        {
            "narrowed": [
                {"name": "a", "required": True, "type": named("builtins:int")},
                # It must not be given, which no type can say.
                {"name": "b", "required": False},
            ],
            "returns": named("builtins:int"),
        },
        {
            "narrowed": [
                {"name": "a", "required": True, "type": named("builtins:str")},
                {"name": "b", "required": False, "type": named("builtins:int")},
            ],
            "returns": named("builtins:str"),
        },
    ]


def test_overloads_whose_types_nobody_understands_are_told_apart(ask: Ask) -> None:
    stub = OVERLOADED.replace("a: int", "a: Nobody").replace("a: str, b: int = ...", "a: Somebody")
    signature = ask("def f(a): ...", stub)["signature"]
    assert [each["narrowed"] for each in signature["overloads"]] == [[{"name": "a", "required": True}]] * 2


def test_shorter_overloads_make_parameters_optional(ask: Ask) -> None:
    signature = ask("def f(*args, **kwargs): ...", OVERLOADED)["signature"]
    assert [(each["name"], each["required"]) for each in signature["parameters"]] == [("a", True), ("b", False)]


def test_overloads_that_begin_differently_stay_open(ask: Ask) -> None:
    stub = OVERLOADED.replace("a: int", "stop: int")
    signature = ask("def f(*args, **kwargs): ...", stub)["signature"]
    assert [each["kind"] for each in signature["parameters"]] == ["var-positional", "var-keyword"]
    assert "overloads" not in signature


def test_unknown_decorators_make_a_definition_say_nothing(ask: Ask) -> None:
    facts = ask("def f(a): ...", "@contextmanager\ndef f(a: int) -> int: ...")
    assert facts["signature"] == {
        "parameters": [{"name": "a", "kind": "positional", "required": True}],
        "tier": "signature",
    }


def test_classes(ask: Ask) -> None:
    source = """
class Base:
    def __init__(self, *args, **kwargs): ...
    def inherited(self, x): ...
    @property
    def size(self): ...
class f(Base):
    @classmethod
    def make(cls): ...
"""
    stub = """
from typing import Self
class Base:
    made_by_init: str
    _private: int
    def __init__(self, a: int) -> None: ...
    def inherited(self, x: int) -> Self: ...
    @property
    def size(self) -> int: ...
class f(Base):
    @classmethod
    def make(cls) -> f: ...
"""
    facts = ask(source, stub)
    assert [each["name"] for each in facts["constructor"]["parameters"]] == ["a"]
    members = {each["name"]: each for each in facts["members"]}
    assert list(members) == ["inherited", "made_by_init", "make", "size"]
    assert members["inherited"]["signature"]["returns"] == named("typing:Self")
    assert members["made_by_init"] == {"name": "made_by_init", "kind": "attribute", "type": named("builtins:str")}
    assert members["make"]["signature"]["returns"] == named("lib:f")
    assert members["size"]["type"] == named("builtins:int")


@pytest.mark.parametrize("stub", ["def f(:", "", "\0", "f: int = 1 +", "(" * 500])
def test_a_stub_that_does_not_parse_is_none(ask: Ask, stub: str) -> None:
    assert ask("def f(a: int): ...", stub)["signature"]["tier"] == "annotations"


def test_stubs_that_go_in_circles_end(ask: Ask) -> None:
    stub = "from circle import f as f, A\ndef g() -> A: ..."
    facts = ask("def f(): ...\ndef g(): ...", stub, "g", circle="from circle import f as f\nA = B\nB = A")
    assert "returns" not in facts["signature"]


def test_names_that_only_type_checkers_import_are_followed(ask: Ask) -> None:
    source = (
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from there import Kind, Thing\ndef f() -> Thing: ..."
    )
    facts = ask(source, "", there="class Thing: ...")
    assert facts["signature"]["returns"] == named("there:Thing")


def test_what_is_imported_through_other_names_is_followed(ask: Ask) -> None:
    source = (
        "from __future__ import annotations\nfrom typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from there import Either, far\ndef f(a: Either, b: far.Thing) -> far.Things[int]: ..."
    )
    there = (
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n"
        "    from elsewhere import Thing\n    import elsewhere as far\nEither = int | Thing"
    )
    facts = ask(source, "", there=there, elsewhere="class Thing: ...\nThings = list")
    thing = named("elsewhere:Thing")
    assert [each["type"] for each in facts["signature"]["parameters"]] == [
        {"kind": "union", "members": [named("builtins:int"), thing]},
        thing,
    ]
    assert facts["signature"]["returns"] == named("builtins:list", named("builtins:int"))


def test_aliases_of_functions_are_followed(ask: Ask) -> None:
    facts = ask("def first(a): ...\nf = first", "def first(a: int) -> str: ...\nsecond = first\nf = second")
    assert facts["signature"]["returns"] == named("builtins:str")


def test_a_protocol_is_what_has_its_members(ask: Ask) -> None:
    stub = """
from os import PathLike
from typing import Protocol
class Base(Protocol):
    def read(self) -> bytes: ...
class File(Base, Protocol):
    def close(self) -> None: ...
class Stack(Protocol):
    def append(self, item: object, /) -> None: ...
    def pop(self) -> object: ...
class Sized(Protocol):
    def __len__(self) -> int: ...
def f(file: File, stack: Stack, sized: Sized, path: PathLike[str], anything: object): ...
"""
    facts = ask("def f(file, stack, sized, path, anything): ...", stub)
    types = {each["name"]: each.get("type") for each in facts["signature"]["parameters"]}
    assert types == {
        "file": named("typing:Protocol"),
        "stack": {
            "kind": "union",
            "members": [named("builtins:bytearray"), named("builtins:list"), named("typing:Protocol")],
        },
        "sized": None,
        "path": named("os:PathLike", named("builtins:str")),
        "anything": named("builtins:object"),
    }


def test_a_typeshed_has_stubs_of_the_standard_library_and_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = f"typed_elsewhere{next(_numbers)}"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / f"{library}.py").write_text("def f(): ...")
    for path, text in {
        "stdlib/statistics.pyi": "def mean(data: list[float]) -> float: ...",
        "stdlib/builtins.pyi": "class float: ...\nclass list: ...\nclass int: ...",
        f"stubs/Typed-Elsewhere/{library}.pyi": "def f() -> int: ...",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    lookup = Lookup(Stubs(str(tmp_path)))
    for module, name, expected in (("statistics", "mean", "float"), (library, "f", "int")):
        signature = lookup.answer(module, [name])["found"]["facts"]["signature"]
        assert signature["returns"] == named(f"builtins:{expected}")


def test_what_stubs_of_the_standard_library_share_is_followed(tmp_path: Path) -> None:
    for path, text in {
        "_typeshed/__init__.pyi": "from os import PathLike\nStrPath = str | PathLike[str]",
        "builtins.pyi": "class str: ...",
        "os/__init__.pyi": "from typing import Protocol, TypeVar\nT = TypeVar('T')\nclass PathLike(Protocol[T]): ...",
        "textwrap.pyi": "from _typeshed import StrPath\ndef dedent(text: StrPath) -> str: ...",
    }.items():
        (tmp_path / "stdlib" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stdlib" / path).write_text(text)
    signature = Lookup(Stubs(str(tmp_path))).answer("textwrap", ["dedent"])["found"]["facts"]["signature"]
    paths = [named("builtins:str"), named("os:PathLike", named("builtins:str"))]
    assert signature["parameters"][0]["type"] == {"kind": "union", "members": paths}


T = {"kind": "variable", "name": "T"}
U = {"kind": "variable", "name": "U"}
VARIABLES = """
from collections.abc import Callable
from typing import Generic, Self, TypeVar
X = TypeVar("X")
Y = TypeVar("Y")
Small = TypeVar("Small", bound=int)
Text = TypeVar("Text", str, bytes)
class C(Generic[X]):
    def own(self, value: X) -> X: ...
    def other(self, value: Y) -> list[Y]: ...
    def same(self: Y) -> Y: ...
    @classmethod
    def made(cls: type[Y]) -> Y: ...
"""


@pytest.mark.parametrize(
    ("definition", "parameters", "returns"),
    [
        ("(a: X) -> X", [T], T),
        ("(a: Callable[[Y], X], b: list[Y]) -> dict[X, Y]", None, named("builtins:dict", U, T)),
        # What only the parameters, or only the result, speak of, nobody can decide.
        ("(a: X) -> int", [None], named("builtins:int")),
        ("(a: int) -> X", [named("builtins:int")], None),
        # A subclass is rarer than a literal, which would be taken for a type of its own.
        ("(a: Small) -> list[Small]", [named("builtins:int")], named("builtins:list", named("builtins:int"))),
    ],
)
def test_type_variables(ask: Ask, definition: str, parameters: list[Facts | None] | None, returns: Facts) -> None:
    facts = ask("def f(a, b=None): ...", f"{VARIABLES}\ndef f{definition}: ...")["signature"]
    assert facts.get("returns") == returns
    if parameters is not None:
        assert [each.get("type") for each in facts["parameters"]][: len(parameters)] == parameters


def test_the_variables_of_a_class_are_not_those_of_its_methods(ask: Ask) -> None:
    source = "class C:\n    def own(self, value): ...\n    def other(self, value): ...\n    def same(self): ...\n"
    facts = ask(f"{source}    @classmethod\n    def made(cls): ...\n", VARIABLES, "C")
    returns = {each["name"]: each["signature"].get("returns") for each in facts["members"]}
    self = named("typing:Self")
    assert returns == {"made": self, "other": named("builtins:list", T), "own": None, "same": self}


def test_a_constrained_variable_makes_overloads(ask: Ask) -> None:
    facts = ask("def f(a): ...", f"{VARIABLES}\ndef f(a: Text) -> list[Text]: ...")["signature"]
    assert facts["overloads"] == [
        {"narrowed": [{"name": "a", "required": True, "type": each}], "returns": named("builtins:list", each)}
        for each in (named("builtins:str"), named("builtins:bytes"))
    ]


def test_methods_that_only_the_stub_of_a_class_with_getattr_knows(ask: Ask) -> None:
    stub = """
class f:
    def name(self, locale: str = ...) -> str: ...
    def _hidden(self) -> int: ...
    @property
    def size(self) -> int: ...
"""
    answering = "class f:\n    def __getattr__(self, name):\n        return lambda *args: name\n"
    members = {each["name"]: each for each in ask(answering, stub)["members"]}
    assert set(members) == {"name", "size"}
    assert members["name"]["kind"] == "method"
    assert members["name"]["signature"]["returns"] == named("builtins:str")
    assert [each["name"] for each in members["name"]["signature"]["parameters"]] == ["locale"]


def test_methods_that_a_class_does_not_answer_for_are_not_there(ask: Ask) -> None:
    assert ask("class f: pass", "class f:\n    def name(self) -> str: ...")["members"] == []


def test_a_form_of_typing_that_another_module_hands_on(ask: Ask) -> None:
    source = """
from __future__ import annotations
from typing import TYPE_CHECKING
if TYPE_CHECKING:
    from handed_on import Self
class f:
    def same(self) -> Self: ...
"""
    (same,) = ask(source, "", handed_on="from typing import Self as Self")["members"]
    assert same["signature"]["returns"] == named("typing:Self")
