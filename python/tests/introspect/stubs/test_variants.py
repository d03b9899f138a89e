"""Type variables in stubs."""

from __future__ import annotations

import pytest
from stub_library import Ask, Facts, named

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
        # No caller binds a variable that only the parameters, or only the result, have.
        ("(a: X) -> int", [None], named("builtins:int")),
        ("(a: int) -> X", [named("builtins:int")], None),
        # The bound: TypeScript would infer a literal's own type otherwise, and subclasses are rare.
        ("(a: Small) -> list[Small]", [named("builtins:int")], named("builtins:list", named("builtins:int"))),
    ],
)
def test_type_variables(ask: Ask, definition: str, parameters: list[Facts | None] | None, returns: Facts) -> None:
    facts = ask("def f(a, b=None): ...", f"{VARIABLES}\ndef f{definition}: ...")["signature"]
    assert facts.get("returns") == returns
    if parameters is not None:
        assert [each.get("type") for each in facts["parameters"]][: len(parameters)] == parameters


def test_callers_of_a_method_do_not_bind_the_variables_of_its_class(ask: Ask) -> None:
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
