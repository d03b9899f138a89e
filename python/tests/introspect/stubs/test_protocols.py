"""Protocols in stubs."""

from __future__ import annotations

from stub_library import Ask, named


def test_a_protocol_is_the_types_that_have_its_members(ask: Ask) -> None:
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
