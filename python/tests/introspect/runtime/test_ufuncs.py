"""What universal functions give, by the loops that they list."""

from __future__ import annotations

from typing import Any

import pytest

from snakebridge_worker._internal.introspect.runtime.signatures import signature_of
from snakebridge_worker._internal.introspect.runtime.ufuncs import ufunc_signature

numpy = pytest.importorskip("numpy")
ARRAY_OF = ["numpy:ndarray", "builtins:tuple", "builtins:ellipsis", "numpy:dtype"]


def names_in(facts: dict[str, Any]) -> list[str]:
    """Return all names of a type, in order."""
    inner = [*facts.get("members", ()), *facts.get("args", ())]
    return [*([facts["name"]] if "name" in facts else []), *(name for each in inner for name in names_in(each))]


def signature(name: str) -> dict[str, Any]:
    ufunc = getattr(numpy, name)
    found = ufunc_signature(ufunc, signature_of(ufunc))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "real", "array"),
    [
        ("exp", ["numpy:float64"], ["numpy:ndarray"]),
        ("add", ["numpy:int64", "numpy:float64"], ["numpy:ndarray"]),
        (
            "isnan",
            ["numpy:bool"],
            ["numpy:ndarray", "builtins:tuple", "builtins:ellipsis", "numpy:dtype", "numpy:bool"],
        ),
        ("ldexp", ["numpy:float64"], None),
        ("gcd", ["numpy:int64"], ["numpy:ndarray"]),
    ],
)
def test_single_numbers_and_arrays_have_overloads(name: str, real: list[str], array: list[str] | None) -> None:
    of_numbers, _, of_arrays, *_ = signature(name)["overloads"]
    assert names_in(of_numbers["returns"]) == real
    if array is not None:
        assert names_in(of_arrays["returns"]) == array


@pytest.mark.parametrize("name", ["exp", "add", "isnan", "ldexp", "gcd", "hypot", "floor_divide", "greater", "abs"])
@pytest.mark.parametrize("numbers", [(2, 3), (2.5, 3), (2, 3.5), (2.5, 3.5)])
def test_numpy_returns_the_types_of_the_loops(name: str, numbers: tuple[float, float]) -> None:
    ufunc = getattr(numpy, name)
    try:
        given = ufunc(*numbers[: ufunc.nin])
    except TypeError:
        return
    assert f"numpy:{type(given).__name__}".replace("bool_", "bool") in names_in(
        signature(name)["overloads"][0]["returns"]
    )


def test_several_results_are_a_tuple() -> None:
    assert names_in(signature("modf")["overloads"][0]["returns"]) == [
        "builtins:tuple",
        "numpy:float64",
        "numpy:float64",
    ]


def test_an_argument_for_the_dtype_leaves_the_result_open() -> None:
    narrowed = signature("add")["overloads"][0]["narrowed"]
    assert [each["name"] for each in narrowed] == ["x1", "x2", "out", "dtype", "signature"]
    assert names_in(signature("add")["returns"]) == ["numpy:generic", "numpy:ndarray", "typing:Protocol"]


def test_a_loop_for_objects_gives_anything() -> None:
    assert signature("add")["overloads"][-1]["returns"] == {"kind": "unknown"}
    assert len(signature("isnan")["overloads"]) == 3


@pytest.mark.parametrize("value", [numpy.matmul, numpy.sum, len])
def test_other_values_have_no_typed_signature(value: Any) -> None:
    assert ufunc_signature(value, signature_of(value)) is None
