"""Signatures in the docstrings of C extensions."""

from __future__ import annotations

from typing import Any

import pytest
from signature_shape import shape

from snakebridge_worker._internal.introspect.runtime.foreign_parameters import python_parameters
from snakebridge_worker._internal.introspect.runtime.signatures import signature_of


def described(text: str) -> Any:
    """Return an object like a function of a C extension."""

    class Callable:
        __slots__ = ("__doc__", "__name__")

        def __call__(self) -> None: ...

        @property
        def __signature__(self) -> Any:
            raise ValueError("no signature")

    value = Callable()
    value.__name__ = "f"
    value.__doc__ = text
    return value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a, b=None)", ["a:positional:True", "b:positional:None"]),
        ("(a: int, /, *, c: str = 'x') -> float", ["a:positional-only:True", "c:keyword-only:'x'"]),
        ("(arg0: int, arg1: str) -> None", ["arg0:positional-only:True", "arg1:positional-only:True"]),
        ("(self: pkg.Class, a: int)", ["a:positional:True"]),
        ("(*args, **kwargs)", ["args:var-positional:False", "kwargs:var-keyword:False"]),
        ("(a=Other.value)", ["a:positional:False"]),
        ("(a=<Foo at 0x7f00>)", ["a:positional:False"]),
        ("(a: ns::Type<x, y> = <Kind.A: 1>, b: int = 2) -> ns::T", ["a:positional:False", "b:positional:2"]),
        ("(a: Tuple[int, str] = (1, ')'), *, b='x, y')", ["a:positional:(1, ')')", "b:keyword-only:'x, y'"]),
        ("(self, int a, unsigned long b, double* c=1.5, d=None)", ["a:positional:True", "b:positional:True",
            "c:positional:1.5", "d:positional:None"]),
        ("(float[:, ::1] view, list items)", ["view:positional:True", "items:positional:True"]),
        ("(a): evil(); x = (1", ["a:positional:True"]),
        ("(a) -> x: evil()", ["a:positional:True"]),
        ("(the first thing)", None),
        ("(a[, b])", None),
        ("(a, ...)", None),
        ("(a", None),
        ("(a, a)", None),
        ("(a=1, b)", None),
        ("(a\nevil()", None),
        ("", None),
    ],
)  # fmt: skip
def test_docstring_signatures(text: str, expected: list[str] | None) -> None:
    found = signature_of(described(f"f{text}"))
    assert (None if found["tier"] == "opaque" else shape(found)) == expected


@pytest.mark.parametrize(
    ("doc", "tier"),
    [
        ("f(a, b=1) -> int\n\nDo it.", "docstring"),
        ("f(a)\nf(a, b)", "opaque"),
        ("f(*args, **kwargs)\nOverloaded function.\n\n1. g(a: int)", "opaque"),
        ("f(*args, **kwargs)\nOverloaded function.\n\n1. f(a[, b])", "opaque"),
        ("module.f(a)", "docstring"),
        ("g(a)", "opaque"),
        ("Do it: f(a)", "opaque"),
    ],
)
def test_only_an_unambiguous_first_line_counts(doc: str, tier: str) -> None:
    assert signature_of(described(doc))["tier"] == tier


def test_types_of_other_languages_are_unknown() -> None:
    assert python_parameters("(a: ns::T, b: int) -> ns::U") == "(a, b: int)"
    assert python_parameters("(int a) -> Dict[str, int]") == "(a) -> Dict[str, int]"


def test_overloads_of_a_docstring() -> None:
    signature = signature_of(
        described("""f(*args, **kwargs)
        Overloaded function.

        1. f(a: int) -> int

        Of a number.

        2. f(a: str, b: bool = False) -> str

        Of a text.
        """)
    )
    assert shape(signature) == ["a:positional:True", "b:positional:False"]
    assert [each["narrowed"][0]["type"]["name"] for each in signature["overloads"]] == ["builtins:int", "builtins:str"]
    assert [each["returns"]["name"] for each in signature["overloads"]] == ["builtins:int", "builtins:str"]


def test_overloads_that_have_nothing_in_common() -> None:
    text = "f(*args, **kwargs)\nOverloaded function.\n\n1. f(a: int) -> int\n\n2. f(b: str) -> int"
    signature = signature_of(described(text))
    assert shape(signature) == ["args:var-positional:False", "kwargs:var-keyword:False"]
    assert signature["returns"]["name"] == "builtins:int"
