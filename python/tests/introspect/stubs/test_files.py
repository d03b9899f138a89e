"""Stubs in typeshed."""

from __future__ import annotations

from pathlib import Path

import pytest
from stub_library import named

from snakebridge_worker._internal.introspect.questions.lookup import Lookup
from snakebridge_worker._internal.introspect.stubs.stubs import Stubs


def test_typeshed_has_stubs_of_the_standard_library_and_of_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = "typed_elsewhere"
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / f"{library}.py").write_text("def f(): ...")
    for path, text in {
        "stdlib/statistics.pyi": "def mean(data: list[float]) -> float: ...",
        "stdlib/builtins.pyi": "class float: ...\nclass list: ...\nclass int: ...",
        f"stubs/Typed-Elsewhere/{library}.pyi": "def f() -> int: ...",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    lookup = Lookup(Stubs(str(tmp_path)))
    for module, name, expected in (("statistics", "mean", "float"), (library, "f", "int")):
        signature = lookup.answer(module, [name])["found"]["facts"]["signature"]
        assert signature["returns"] == named(f"builtins:{expected}")


def test_types_that_the_stubs_of_the_standard_library_share_are_followed(tmp_path: Path) -> None:
    for path, text in {
        "_typeshed/__init__.pyi": "from os import PathLike\nStrPath = str | PathLike[str]",
        "builtins.pyi": "class str: ...",
        "os/__init__.pyi": "from typing import Protocol, TypeVar\nT = TypeVar('T')\nclass PathLike(Protocol[T]): ...",
        "textwrap.pyi": "from _typeshed import StrPath\ndef dedent(text: StrPath) -> str: ...",
    }.items():
        (tmp_path / "stdlib" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "stdlib" / path).write_text(text)
    signature = Lookup(Stubs(str(tmp_path))).answer("textwrap", ["dedent"])["found"]["facts"]["signature"]
    paths = [named("builtins:str"), named("os:PathLike", named("builtins:str"))]
    assert signature["parameters"][0]["type"] == {"kind": "union", "members": paths}
