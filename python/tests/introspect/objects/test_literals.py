"""Constants and defaults that print the same everywhere."""

from __future__ import annotations

import enum
import math
import sys

import pytest

from snakebridge_worker._internal.introspect.objects.literals import constant_image, stable_repr


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
