"""Signatures of the run time."""

from __future__ import annotations

from typing import Any

from signature_shape import shape

from snakebridge_worker._internal.introspect.runtime.signatures import signature_of
from snakebridge_worker._internal.introspect.signatures.parameters import without_first


def test_tiers() -> None:
    assert signature_of(len)["tier"] == "text-signature"
    assert signature_of(max)["tier"] == "opaque"
    assert signature_of(test_tiers)["tier"] == "annotations"
    assert signature_of(lambda a: a)["tier"] == "signature"


def test_only_methods_lose_their_first_parameter() -> None:
    assert shape(without_first(signature_of(str.split))) == ["sep:positional:None", "maxsplit:positional:-1"]
    assert shape(without_first(signature_of(lambda *args: args))) == ["args:var-positional:False"]


def test_the_metaclass_runs_no_code_for_a_constructor() -> None:
    class Watching(type):
        def __getattribute__(cls, name: str) -> Any:
            return super().__getattribute__(name)

    class Empty(metaclass=Watching):
        pass

    class Native(list[int], metaclass=Watching):
        pass

    assert signature_of(Empty)["parameters"] == []
    assert signature_of(Native)["tier"] == "opaque"
