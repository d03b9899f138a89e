"""Checksums change with how something is called, and with nothing else."""

from __future__ import annotations

import functools
import math
from types import ModuleType
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.checksum import _of_text, checksum_of


def module(source: str, name: str = "lib.inner") -> dict[str, Any]:
    names = vars(ModuleType(name))
    exec("import functools\n" + source, names)
    return names


def of(source: str, name: str = "f") -> str | None:
    return checksum_of("lib", module(source)[name])


BEFORE = "def f(a, b=1, *, c=None, d): pass"


@pytest.mark.parametrize(
    "after",
    [
        "def f(a, b=2, *, c=(), d): return 1",
        "def f(a: int, b: str = 1, *, c=None, d) -> int: 'doc'",
        "def f(a, b=1, *, d, c=None): pass",
        "async def f(a, b=1, *, c=None, d): pass",
        "def wraps(g):\n  @functools.wraps(g)\n  def h(*a, **k): pass\n  return h\n@wraps\n" + BEFORE,
        "@functools.lru_cache\n" + BEFORE,
    ],
)
def test_it_stays(after: str) -> None:
    assert of(BEFORE) == of(after) is not None


@pytest.mark.parametrize(
    "after",
    [
        "def f(a, b, *, c=None, d): pass",
        "def f(b, a=1, *, c=None, d): pass",
        "def f(a, x=1, *, c=None, d): pass",
        "def f(a, *, b=1, c=None, d): pass",
        "def f(a, b=1, *, c=None, d=1): pass",
        "def f(a, b=1, /, *, c=None, d): pass",
        "def f(a, b=1, *args, c=None, d): pass",
        "def f(a, b=1, *, c=None, d, **more): pass",
        "def f(a, b=1, *, c=None, d, e=1): pass",
    ],
)
def test_it_changes(after: str) -> None:
    assert of(BEFORE) != of(after) is not None


def test_names_that_no_caller_can_use_do_not_count() -> None:
    assert of("def f(a, b=1, /, *args, **kwargs): pass") == of("def f(x, y=1, /, *rest, **more): pass")


def test_a_class_is_how_it_is_made() -> None:
    one = of("class C:\n  def __init__(self, a, b=1): pass\n  def m(self): pass", "C")
    assert one == of("class B:\n  def __init__(self, a, b=2): pass\nclass C(B): pass", "C") is not None
    assert one != of("class C:\n  def __init__(self, a, b): pass", "C")
    assert of("class C: pass", "C") is None


def test_text_signatures_are_read_without_defaults() -> None:
    assert _of_text("($module, a, b=1, /, *, c=None)") == ["_", "_=", "c:="]
    assert _of_text("(a, b='x, y')") is None
    assert _of_text("(*args, key, **kwargs)") == ["*", "key:", "**"]


def test_what_takes_anything_or_is_another_librarys_has_none() -> None:
    assert of("def f(*args, **kwargs): pass") is None
    assert checksum_of("lib", functools.reduce) is None
    assert checksum_of("lib", module(BEFORE, "other")["f"]) is None
    assert checksum_of("lib", functools.partial(module(BEFORE)["f"], 1)) is None
    assert checksum_of("lib", 1) is None


def test_pythons_own_library_has_none() -> None:
    assert checksum_of("math", math.sqrt) is None
    assert checksum_of("functools", functools.wraps) is None


def test_no_code_of_the_object_runs() -> None:
    class Proxy:
        def __getattribute__(self, name: str) -> Any:
            raise AssertionError(name)

    assert checksum_of("lib", Proxy()) is None
