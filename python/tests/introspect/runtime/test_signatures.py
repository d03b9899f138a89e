from __future__ import annotations

import typing
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.runtime.foreign_parameters import python_parameters
from snakebridge_worker._internal.introspect.runtime.registered_overloads import Registry, keep_overloads
from snakebridge_worker._internal.introspect.runtime.signatures import signature_of
from snakebridge_worker._internal.introspect.signatures.parameters import without_first


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
        ("f(*args, **kwargs)\nOverloaded function.\n\n1. g(a: int)", "opaque"),
        ("f(*args, **kwargs)\nOverloaded function.\n\n1. f(a[, b])", "opaque"),
        ("module.f(a)", "docstring"),
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


def test_overloads_are_kept_where_python_forgets_them(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_overloads_name_what_tells_them_apart() -> None:
    import overloads_of_a_module  # type: ignore[import-not-found]

    signature = signature_of(overloads_of_a_module.read)
    assert [[each["name"] for each in one["narrowed"]] for one in signature["overloads"]] == [["raw"], ["raw"]]
    assert [one["returns"]["name"] for one in signature["overloads"]] == ["builtins:bytes", "builtins:str"]


def test_constructors_of_classes_that_are_not_asked() -> None:
    class Watching(type):
        def __getattribute__(cls, name: str) -> Any:
            return super().__getattribute__(name)

    class Empty(metaclass=Watching):
        pass

    class Native(list[int], metaclass=Watching):
        pass

    assert signature_of(Empty)["parameters"] == []
    assert signature_of(Native)["tier"] == "opaque"
