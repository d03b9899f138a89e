from __future__ import annotations

from typing import Any, NoReturn

import pytest

from snakebridge_worker._internal.introspect.stubs.stubs import Stubs
from snakebridge_worker._internal.introspect.symbols.members import members_of

INT = {"kind": "name", "name": "builtins:int"}


class Root:
    def told(self) -> int: ...  # type: ignore[empty-body]
    def abstract(self) -> NoReturn:
        raise NotImplementedError

    def nothing(self) -> None: ...
    async def later(self) -> int: ...  # type: ignore[empty-body]

    @property
    def size(self) -> int: ...  # type: ignore[empty-body]
    @classmethod
    def made(cls) -> int: ...  # type: ignore[empty-body]
    @staticmethod
    def helped() -> int: ...  # type: ignore[empty-body]

    replaced: int = 1


class Between(Root):
    def told(self): ...  # type: ignore[no-untyped-def]


class Leaf(Between):
    def told(self): ...  # type: ignore[no-untyped-def]
    def abstract(self): ...  # type: ignore[no-untyped-def]
    def nothing(self): ...  # type: ignore[no-untyped-def]
    def later(self): ...  # type: ignore[no-untyped-def]

    @property
    def size(self): ...  # type: ignore[no-untyped-def]
    @classmethod
    def made(cls): ...  # type: ignore[no-untyped-def]
    @staticmethod
    def helped(): ...  # type: ignore[no-untyped-def]


class Says(Root):
    def told(self) -> bool: ...  # type: ignore[empty-body]


def overridden(cls: type) -> dict[str, Any]:
    members = members_of(cls, [], Stubs(None))
    return {each["name"]: each.get("signature", each).get("overridden") for each in members}


@pytest.mark.parametrize("name", ["told", "size", "made", "helped"])
def test_what_says_nothing_gives_what_it_overrides(name: str) -> None:
    assert overridden(Leaf)[name] == INT


@pytest.mark.parametrize("name", ["abstract", "nothing", "later"])
def test_bases_that_promise_nothing_are_not_believed(name: str) -> None:
    assert overridden(Leaf)[name] is None


def test_what_says_it_is_believed() -> None:
    assert overridden(Says)["told"] is None
