"""What a configuration declares wins over stub and run time, and is compared with the run time."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.questions.lookup import Lookup
from snakebridge_worker._internal.introspect.stubs.declared_stubs import DeclaredStubs

Facts = dict[str, Any]
Ask = Callable[..., Facts]
_numbers = itertools.count()

INT = {"kind": "name", "name": "builtins:int"}
STR = {"kind": "name", "name": "builtins:str"}


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that introspects a name of a library of which something is declared."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def facts_of(source: str, declared: str, name: str = "f", stub: str | None = None) -> Facts:
        library = f"declared{next(_numbers)}"
        (tmp_path / f"{library}.py").write_text(source)
        if stub is not None:
            (tmp_path / f"{library}.pyi").write_text(stub)
        answer = Lookup(DeclaredStubs(None, {library: declared})).answer(library, [name])
        facts: Facts = answer["found"]["facts"]
        return facts

    return facts_of


def test_parameters_and_returns(ask: Ask) -> None:
    signature = ask("def f(a, b=1): pass", "def f(a: int, b: str = ...) -> str: ...")["signature"]
    assert [each["type"] for each in signature["parameters"]] == [INT, STR]
    assert (signature["returns"], signature["tier"]) == (STR, "declaration")
    assert "disagreements" not in signature


def test_what_is_not_declared_stays(ask: Ask) -> None:
    signature = ask("def f(a, b=1): pass", "def f(a, b: str = ...): ...", stub="def f(a: int, b: int = 1) -> int: ...")
    parameters = signature["signature"]["parameters"]
    assert [each["type"] for each in parameters] == [INT, STR]
    assert signature["signature"]["returns"] == INT


def test_overloads_of_the_stub_give_way(ask: Ask) -> None:
    stub = """
        from typing import overload
        @overload
        def f(a: int) -> int: ...
        @overload
        def f(a: str) -> str: ...
    """.replace("\n        ", "\n")
    signature = ask("def f(a): pass", "def f(a: int) -> str: ...", stub=stub)["signature"]
    assert (signature["returns"], signature.get("overloads")) == (STR, None)


def test_the_whole_signature_if_the_run_time_knows_no_parameters(ask: Ask) -> None:
    signature = ask("def f(*args, **kwargs): pass", "def f(a: int, *, key: str = 'x') -> int: ...")["signature"]
    assert [(each["name"], each["kind"], each["required"]) for each in signature["parameters"]] == [
        ("a", "positional", True),
        ("key", "keyword-only", False),
    ]


def test_names_of_the_library_itself(ask: Ask) -> None:
    facts = ask("class Box: pass\ndef f(): pass", "def f() -> Box: ...", stub="class Box: ...\ndef f(): ...")
    assert facts["signature"]["returns"]["name"].endswith(":Box")


def test_class(ask: Ask) -> None:
    source = "class C:\n  def __init__(self, size): pass\n  def grow(self, by=1): pass\n  def other(self): return 1\n"
    declared = "class C:\n  width: int\n  def __init__(self, size: int): ...\n  def grow(self, by: int = 1) -> C: ...\n"
    facts = ask(source, declared, "C")
    assert facts["constructor"]["parameters"][0]["type"] == INT
    members = {each["name"]: each for each in facts["members"]}
    assert members["grow"]["signature"]["returns"]["name"].endswith(":C")
    assert members["width"]["type"] == INT
    assert "returns" not in members["other"]["signature"]


@pytest.mark.parametrize(
    ("source", "declared", "expected"),
    [
        ("def f(a): pass", "def f(a: int, axes: int = ...): ...", [("axes", "absent")]),
        ("def f(a, b): pass", "def f(a: int): ...", [("b", "unlisted")]),
        ("def f(a): pass", "def f(*, a: int): ...", [("a", "kind")]),
        ("def f(a=1): pass", "def f(a: int): ...", [("a", "optional")]),
        ("def f(a): pass", "def f(a: int = ...): ...", [("a", "required")]),
        ("def f(a): pass", "def f(a)): ...", [("line 1: unmatched ')'", "syntax")]),
        ("def f(a, **more): pass", "def f(a: int, named: str): ...", []),
        ("def f(*args, **kwargs): pass", "def f(a: int): ...", []),
    ],
)
def test_disagreements(ask: Ask, source: str, declared: str, expected: list[tuple[str, str]]) -> None:
    found = ask(source, declared)["signature"].get("disagreements", [])
    assert [(each["name"], each["what"]) for each in found] == expected


def test_member_that_is_not_there(ask: Ask) -> None:
    facts = ask("class C:\n  def grow(self): pass\n", "class C:\n  def grwo(self) -> int: ...\n", "C")
    assert facts["constructor"]["disagreements"] == [{"name": "grwo", "what": "member", "source": "declaration"}]


def test_wrong_stubs_are_reported_too(ask: Ask) -> None:
    signature = ask("def f(a, b=1): pass", "", stub="def f(a: int, *, axis: int) -> int: ...")["signature"]
    assert signature["disagreements"] == [
        {"name": "b", "what": "unlisted", "source": "stub"},
        {"name": "axis", "what": "absent", "source": "stub"},
    ]
    assert [each["name"] for each in signature["parameters"]] == ["a", "b"]
