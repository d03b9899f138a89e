"""The grammar of types in docstrings."""

from __future__ import annotations

import pytest
from docstring_types import Facts, text_of

from snakebridge_worker._internal.introspect.docstrings.type_grammar import parse_type
from snakebridge_worker._internal.introspect.types.constructors import UNKNOWN


def resolve(name: str) -> Facts:
    return {"kind": "name", "name": f"m:{name}"} if name in ("Frame", "a.Frame", "Integer") else UNKNOWN


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("int", "int"),
        ("int, optional", "int"),
        ("int or None, default=None", "int | NoneType"),
        ("{'a', 'b'}, default='a'", "'a' | 'b'"),
        ("'x' or None", "'x' | NoneType"),
        ("list of str", "list[str]"),
        ("List of strings", "list[str]"),
        ("dict of str to int", "dict[str, int]"),
        ("ndarray of shape (n_features,) or (n_targets, n_features)", "numpy:ndarray"),
        ("(M, N) ndarray", "numpy:ndarray"),
        ("2-D ndarray, shape (n, m)", "numpy:ndarray"),
        ("float or ndarray of shape (n,)", "float | numpy:ndarray"),
        ("str (length 1), default '.'", "str"),
        ("str in {'list', 'generator'}", "str"),
        (":class:`~a.Frame` or None", "m:a.Frame | NoneType"),
        ("a `Frame` instance", "m:Frame"),
        ("Integer", "m:Integer"),
        ("Optional[int]", "int | NoneType"),
        ("Union[int, str]", "int | str"),
        ("list[str] | None", "list[str] | NoneType"),
        ("Literal['a', 'b']", "'a' | 'b'"),
        ("int, float or str", "int | float | str"),
        # What is not clear is unknown, not something near it.
        ("array_like", "unknown"),
        ("int or array_like", "unknown"),
        ("NetworkX graph", "unknown"),
        ("NumPy Frame", "m:Frame"),
        ("SciPy sparse array", "typing:Protocol"),
        ("tuple of int", "tuple[int, ellipsis]"),
        ("iterator over str", "collections.abc:Iterator[str]"),
        ("str {'full', 'valid'}, optional", "str"),
        ("int, 1-D", "int"),
        ("object", "object"),
        ("some prose that goes on", "unknown"),
        ("int >= 1", "unknown"),
        ("(int, int)", "unknown"),
        ("{", "unknown"),
        ("int or", "unknown"),
        ("'" * 500, "unknown"),
        ("{" * 5000, "unknown"),
        ("(" * 290, "unknown"),
        ("{" * 290, "unknown"),
    ],
)
def test_types(text: str, expected: str) -> None:
    assert text_of(parse_type(text, resolve, frozenset(("numpy", "scipy")))[0]) == expected


def test_optional_is_marked() -> None:
    assert parse_type("int, optional", resolve)[1]
    assert parse_type("something odd, optional", resolve) == (UNKNOWN, True)
    assert not parse_type("int", resolve)[1]
