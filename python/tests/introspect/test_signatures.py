from __future__ import annotations

import sys
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.signatures import signature_of, without_first
from snakebridge_worker._internal.introspect.text_signatures import parse_signature


def shape(signature: dict[str, Any] | None) -> list[str] | None:
    if signature is None:
        return None
    return [
        f"{each['name']}:{each['kind']}:{each.get('default', each['required'])}" for each in signature["parameters"]
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("(a, b=None)", ["a:positional:True", "b:positional:None"]),
        ("(a: int, /, *, c: str = 'x') -> float", ["a:positional-only:True", "c:keyword-only:'x'"]),
        ("(arg0: int, arg1: str) -> None", ["arg0:positional-only:True", "arg1:positional-only:True"]),
        ("(self: pkg.Class, a: int)", ["a:positional:True"]),
        ("(*args, **kwargs)", ["args:var-positional:False", "kwargs:var-keyword:False"]),
        ("(a=Other.value)", ["a:positional:False"]),
        ("(a[, b])", None),
        ("(a, ...)", None),
        ("(a=<Foo at 0x7f00>)", None),
        ("(a): evil(); x = (1", None),
        ("(a)\nevil()", None),
        ("(a) -> x: evil()\ndef g()", None),
        ("", None),
    ],
)
def test_docstring_signatures(text: str, expected: list[str] | None) -> None:
    assert shape(parse_signature(text, {})) == expected


def described(text: str) -> Any:
    """Return what looks like a function of a C extension."""

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
    ("doc", "tier"),
    [
        ("f(a, b=1) -> int\n\nDo it.", "docstring"),
        ("f(a)\nf(a, b)", "opaque"),
        ("f(*args, **kwargs)\nOverloaded function.\n\n1. f(a: int)", "opaque"),
        ("g(a)", "opaque"),
        ("Do it: f(a)", "opaque"),
    ],
)
def test_only_an_unmistakable_first_line_counts(doc: str, tier: str) -> None:
    assert signature_of(described(doc))["tier"] == tier


def test_tiers() -> None:
    assert signature_of(len)["tier"] == "text-signature"
    assert signature_of(max)["tier"] == "opaque"
    assert signature_of(test_tiers)["tier"] == "annotations"
    assert signature_of(lambda a: a)["tier"] == "signature"


def test_methods_lose_their_first_parameter_only() -> None:
    assert shape(without_first(signature_of(str.split))) == ["sep:positional:None", "maxsplit:positional:-1"]
    assert shape(without_first(signature_of(lambda *args: args))) == ["args:var-positional:False"]


@pytest.mark.skipif(sys.version_info < (3, 11), reason="typing.get_overloads is new in 3.11")
def test_overloads_name_what_tells_them_apart() -> None:
    import overloads_of_a_module  # type: ignore[import-not-found]

    signature = signature_of(overloads_of_a_module.read)
    assert [[each["name"] for each in one["narrowed"]] for one in signature["overloads"]] == [["raw"], ["raw"]]
    assert [one["returns"]["name"] for one in signature["overloads"]] == ["builtins:bytes", "builtins:str"]
