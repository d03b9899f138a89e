from __future__ import annotations

import enum
import math
import sys

import pytest

from snakebridge_worker._internal.introspect.docstrings.documentation import (
    PROSE_LIMIT,
    docstring_of,
    documentation,
    member_docstring,
    member_documentation,
)
from snakebridge_worker._internal.introspect.objects.literals import constant_image, stable_repr
from snakebridge_worker._internal.introspect.questions.suggestions import edit_distance, near_names


class Text(str):
    __slots__ = ()


class Color(enum.Enum):
    RED = 1


@pytest.mark.parametrize(
    ("value", "image"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (2**53, {"int": str(2**53)}),
        (-(2**70), {"int": str(-(2**70))}),
        (1 << 5000, NotImplemented),
        (0.5, 0.5),
        (math.inf, {"float": "inf"}),
        (-0.0, {"float": "-0.0"}),
        ("a", "a"),
        ("a" * 1001, NotImplemented),
        (Text("a"), NotImplemented),
        (sys.prefix + "/lib", NotImplemented),
        ("/usr/lib/x", NotImplemented),
        ("C:\\x", NotImplemented),
        ("a/b", "a/b"),
        ((1,), NotImplemented),
        (Color.RED, NotImplemented),
    ],
)
def test_constants(value: object, image: object) -> None:
    found = constant_image("module", value)
    assert found is image if image is NotImplemented else (found == image and type(found) is type(image))


def test_nothing_of_the_machine_is_a_constant() -> None:
    assert constant_image("os", "/") is NotImplemented
    assert constant_image("os.path", "/") is NotImplemented
    assert constant_image("sys", 3) is NotImplemented


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "None"),
        ("a'b", '"a\'b"'),
        (b"x", "b'x'"),
        ((1,), "(1,)"),
        ([1, (2, {"k": None})], "[1, (2, {'k': None})]"),
        ({"b", "a", "c"}, "{'a', 'b', 'c'}"),
        (frozenset(), "frozenset()"),
        (..., "Ellipsis"),
        (object(), None),
        ([object()], None),
        (Text("a"), None),
        (Color.RED, None),
        (len, None),
        ([[[[[[1]]]]]], None),
        ("a" * 500, None),
        (list(range(60)), None),
    ],
)
def test_defaults_print_the_same_everywhere_or_not_at_all(value: object, text: str | None) -> None:
    assert stable_repr(value) == text


def test_a_recursive_default_is_left_out() -> None:
    endless: list[object] = []
    endless.append(endless)
    assert stable_repr(endless) is None


def test_suggestions() -> None:
    names = ["mean", "median", "nanmean", "Mean", "_mean", "std", "not a name", "é"]
    assert near_names("meen", names)[0] == "Mean"
    assert near_names("mena", names)[:2] == ["Mean", "mean"]
    assert near_names("zzzzzz", names) == []
    assert near_names("_maen", names)[0] == "_mean"
    assert near_names("maen", ["_mean"]) == []
    assert len(near_names("x1", (f"x{i}" for i in range(200_000)))) == 5
    assert edit_distance("ab", "ba") == 1
    assert edit_distance("kitten", "sitting") == 3


def test_documentation_is_cut_at_a_paragraph() -> None:
    def function() -> None: ...

    function.__doc__ = "\n    Summary.\n\n        Indented.\n" + "\n    paragraph\n" * 500
    doc = documentation(docstring_of(function))["doc"]
    assert doc.startswith("Summary.\n\n    Indented.")
    assert len(doc) <= PROSE_LIMIT + 3
    assert doc.endswith("paragraph\n\n…")
    function.__doc__ = "x" * 10_000
    assert documentation(docstring_of(function)) == {"doc": "x" * PROSE_LIMIT + "\n\n…"}
    function.__doc__ = "function(a) -> b\n\nWhat it does."
    assert documentation(docstring_of(function)) == {"doc": "What it does."}
    function.__doc__ = 5  # type: ignore[assignment]
    assert documentation(docstring_of(function)) == {}


def test_members_inherit_their_summary() -> None:
    class Base:
        def method(self) -> None:
            """Do
            it.

            Long text."""

    class Child(Base):
        def method(self) -> None: ...

    docstring = member_docstring(Child, "method", Child.__dict__["method"])
    assert member_documentation(docstring, None) == {"doc": "Do it."}
