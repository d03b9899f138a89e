from __future__ import annotations

from typing import Any, NoReturn

import pytest

from snakebridge_worker._internal.introspect.stubs.stubs import Stubs
from snakebridge_worker._internal.introspect.symbols.members import members_of

INT = {"kind": "name", "name": "builtins:int"}


class Root:
    def declared(self) -> int: ...  # type: ignore[empty-body]
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
    def declared(self): ...  # type: ignore[no-untyped-def]


class Leaf(Between):
    def declared(self): ...  # type: ignore[no-untyped-def]
    def abstract(self): ...  # type: ignore[no-untyped-def]
    def nothing(self): ...  # type: ignore[no-untyped-def]
    def later(self): ...  # type: ignore[no-untyped-def]

    @property
    def size(self): ...  # type: ignore[no-untyped-def]
    @classmethod
    def made(cls): ...  # type: ignore[no-untyped-def]
    @staticmethod
    def helped(): ...  # type: ignore[no-untyped-def]


class Declares(Root):
    def declared(self) -> bool: ...  # type: ignore[empty-body]


def overridden(cls: type) -> dict[str, Any]:
    members = members_of(cls, [], Stubs(None))
    return {each["name"]: each.get("signature", each).get("overridden") for each in members}


@pytest.mark.parametrize("name", ["declared", "size", "made", "helped"])
def test_an_undeclared_result_is_the_overridden_one(name: str) -> None:
    assert overridden(Leaf)[name] == INT


@pytest.mark.parametrize("name", ["abstract", "nothing", "later"])
def test_results_of_bases_without_information_do_not_count(name: str) -> None:
    assert overridden(Leaf)[name] is None


def test_a_declared_result_takes_precedence() -> None:
    assert overridden(Declares)["declared"] is None
