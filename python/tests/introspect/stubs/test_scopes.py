"""Stubs that cannot be read to the end."""

from __future__ import annotations

import pytest
from stub_library import Ask


@pytest.mark.parametrize("stub", ["def f(:", "", "\0", "f: int = 1 +", "(" * 500])
def test_a_stub_with_a_syntax_error_is_ignored(ask: Ask, stub: str) -> None:
    assert ask("def f(a: int): ...", stub)["signature"]["tier"] == "annotations"


def test_circular_stubs_end(ask: Ask) -> None:
    stub = "from circle import f as f, A\ndef g() -> A: ..."
    facts = ask("def f(): ...\ndef g(): ...", stub, "g", circle="from circle import f as f\nA = B\nB = A")
    assert "returns" not in facts["signature"]
