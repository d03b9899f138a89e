"""Overloads that ``typing.overload`` registers."""

from __future__ import annotations

import typing
from typing import Any

import overloads_of_a_module
import pytest

from snakebridge_worker._internal.introspect.runtime.registered_overloads import Registry, keep_overloads
from snakebridge_worker._internal.introspect.runtime.signatures import signature_of


def test_overloads_are_kept_under_python_3_10(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(typing, "overload", lambda _: None)
    kept: Registry = {}
    keep_overloads(kept)
    for _ in range(2):

        class Reader:
            @typing.overload
            def read(self, a: int) -> int: ...
            @typing.overload
            def read(self, a: str) -> str: ...
            def read(self, a: Any) -> Any:
                return a

    [(place, overloads)] = kept.items()
    assert place == (__name__, Reader.read.__qualname__)
    assert [each.__annotations__["a"] for each in overloads.values()] == ["int", "str"]


def test_overloads_have_the_parameters_that_distinguish_them() -> None:
    signature = signature_of(overloads_of_a_module.read)
    assert [[each["name"] for each in one["narrowed"]] for one in signature["overloads"]] == [["raw"], ["raw"]]
    assert [one["returns"]["name"] for one in signature["overloads"]] == ["builtins:bytes", "builtins:str"]
