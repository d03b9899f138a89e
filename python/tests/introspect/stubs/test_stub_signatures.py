"""Signatures of stubs, joined with those of the run time."""

from __future__ import annotations

from stub_library import Ask, named


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


def test_the_stub_decides_if_the_run_time_knows_no_parameters(ask: Ask) -> None:
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
                # It must not be passed, which no type can express.
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


def test_overloads_with_unknown_types_are_kept_apart(ask: Ask) -> None:
    stub = OVERLOADED.replace("a: int", "a: Undefined").replace("a: str, b: int = ...", "a: AlsoUndefined")
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


def test_a_definition_with_an_unknown_decorator_is_ignored(ask: Ask) -> None:
    facts = ask("def f(a): ...", "@contextmanager\ndef f(a: int) -> int: ...")
    assert facts["signature"] == {
        "parameters": [{"name": "a", "kind": "positional", "required": True}],
        "tier": "signature",
    }


def test_aliases_of_functions_are_followed(ask: Ask) -> None:
    facts = ask("def first(a): ...\nf = first", "def first(a: int) -> str: ...\nsecond = first\nf = second")
    assert facts["signature"]["returns"] == named("builtins:str")
