"""Members of classes, with the types of stubs."""

from __future__ import annotations

from stub_library import Ask, named


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


def test_methods_of_a_class_with_getattr_come_from_its_stub(ask: Ask) -> None:
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


def test_a_class_without_getattr_lacks_the_methods_of_its_stub(ask: Ask) -> None:
    assert ask("class f: pass", "class f:\n    def name(self) -> str: ...")["members"] == []
