"""Types that docstrings tell."""

from __future__ import annotations

import types
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.docstrings.documentation import docstring_of
from snakebridge_worker._internal.introspect.docstrings.documented_types import with_documented_types
from snakebridge_worker._internal.introspect.docstrings.type_grammar import parse_type
from snakebridge_worker._internal.introspect.runtime.signatures import signature_of
from snakebridge_worker._internal.introspect.types.constructors import UNKNOWN

Facts = dict[str, Any]


class Frame:
    """A class that docstrings name."""


def spelt(facts: Facts) -> str:
    if facts["kind"] == "union":
        return " | ".join(map(spelt, facts["members"]))
    if facts["kind"] == "literal":
        return ", ".join(map(repr, facts["values"]))
    name = str(facts.get("name", facts["kind"])).removeprefix("builtins:")
    return f"{name}[{', '.join(map(spelt, facts['args']))}]" if "args" in facts else name


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
def test_the_language(text: str, expected: str) -> None:
    assert spelt(parse_type(text, resolve, frozenset(("numpy", "scipy")))[0]) == expected


def test_optional_is_told() -> None:
    assert parse_type("int, optional", resolve)[1]
    assert parse_type("something odd, optional", resolve) == (UNKNOWN, True)
    assert not parse_type("int", resolve)[1]


def documented(function: object) -> tuple[dict[str, str], str | None]:
    signature = with_documented_types(signature_of(function), docstring_of(function), function)
    parameters = {each["name"]: spelt(each["documented"]) for each in signature["parameters"] if "documented" in each}
    return parameters, spelt(signature["documented"]) if "documented" in signature else None


def test_parameters_take_what_python_takes() -> None:
    def function(n, flag, *, mode="a", items=(), f=None, other=1, text=None, known: int = 1):  # type: ignore[no-untyped-def]
        """Do it.

        Args:
            n (int): Some.
            flag (bool): Whether.
            mode ({'a', 'b'}): How.
            items (list of int): What.
            f (callable): A function.
            other (int): One or a list of them.
            text (str): A text.
            known (str): Wrong.
        """

    number = "bool | int | float"
    assert documented(function) == (
        {
            "n": number,
            "flag": number,
            "mode": "str | NoneType",
            "items": "collections.abc:Iterable | NoneType",
            "f": "callable | NoneType",
            "text": "str | NoneType",
        },
        None,
    )


def test_results_are_told_where_they_are_sure() -> None:
    def one():  # type: ignore[no-untyped-def]
        """:rtype: Frame or None"""

    def depends(flag):  # type: ignore[no-untyped-def]
        """:returns: A number, if flag is true.
        :rtype: int"""

    def vectorized(x, axis=None):  # type: ignore[no-untyped-def]
        """:rtype: float"""

    def several():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        a : int
        b : int
        """

    def array(x):  # type: ignore[no-untyped-def]
        """:rtype: ndarray of shape (n,)"""

    def scalar_perhaps(x):  # type: ignore[no-untyped-def]
        """:rtype: ndarray"""

    def together():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        a, b : int
        """

    assert documented(array)[1] == "numpy:ndarray"
    assert documented(scalar_perhaps)[1] == "numpy:ndarray | numpy:generic"
    assert documented(together)[1] == "tuple[int, int] | typing:Protocol"
    assert documented(one)[1] == f"{__name__}:Frame | NoneType"
    assert documented(depends)[1] is None
    assert documented(vectorized)[1] is None
    assert documented(several)[1] == "tuple[int, int] | typing:Protocol"


def test_results_that_are_not_always_the_same_are_told_with_what_they_may_be() -> None:
    def sometimes():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        a : int
        b : Frame
            Only returned if asked for.
        """

    def in_prose():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        a : int
            Some.
        b : int
            The number of times.
            Returned only if it is asked for.
        """

    def alternatives():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        Frame
            Mostly.
        str
            Sometimes.
        """

    def truth(x):  # type: ignore[no-untyped-def]
        """:returns: True if it is, False otherwise.
        :rtype: bool"""

    def chosen():  # type: ignore[no-untyped-def]
        """:returns: A frame if there is one, a text otherwise.
        :rtype: Frame or str"""

    def combined():  # type: ignore[no-untyped-def]
        """:returns: A frame or a text, and if asked for a tuple of it and a number.
        :rtype: Frame or str"""

    def unknown():  # type: ignore[no-untyped-def]
        """Do.

        Returns
        -------
        a : something
        b : something else
        """

    assert documented(sometimes)[1] == "int | tuple | typing:Protocol"
    assert documented(in_prose)[1] == "int | tuple | typing:Protocol"
    assert documented(alternatives)[1] == f"{__name__}:Frame | str | tuple | typing:Protocol"
    assert documented(truth)[1] == "bool"
    assert documented(chosen)[1] == f"{__name__}:Frame | str"
    assert documented(combined)[1] is None
    assert documented(unknown)[1] is None


def test_words_of_numpy_are_those_of_modules_that_have_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def function(x, axis=None, n=None):  # type: ignore[no-untyped-def]
        """Do it.

        Parameters
        ----------
        x : array_like
            Some.
        axis : int or None, default: None
            If an int, the axis.
        n : array-like of shape (n,), default=None
            Some more.

        Returns
        -------
        float
            The sum.
        """

    assert documented(function) == ({"axis": "bool | int | float | NoneType"}, None)
    monkeypatch.setitem(globals(), "np", types.SimpleNamespace(__name__="numpy"))
    assert documented(function) == (
        {
            "x": "numpy.typing:ArrayLike",
            "axis": "bool | int | float | NoneType",
            "n": "numpy.typing:ArrayLike | NoneType",
        },
        "float | numpy:ndarray | numpy:generic",
    )


class Graph:
    """What this module is about."""


def test_words_for_classes_of_the_library() -> None:
    def function(g, h, make):  # type: ignore[no-untyped-def]
        """Do it.

        Parameters
        ----------
        g : Test_documented_types graph
        h : graph
        make : a graph constructor
        """

    graph = f"{__name__}:Graph"
    assert documented(function)[0] == {"g": graph, "h": graph, "make": f"type | {graph}"}


def test_words_of_numpy_are_not_those_of_a_library_with_such_a_class(monkeypatch: pytest.MonkeyPatch) -> None:
    def function(a, b):  # type: ignore[no-untyped-def]
        """Do it.

        Parameters
        ----------
        a : Array
        b : array

        Returns
        -------
        Array or Frame
        """

    monkeypatch.setitem(globals(), "np", types.SimpleNamespace(__name__="numpy"))
    assert documented(function)[1] != f"{__name__}:Array | {__name__}:Frame"
    array = type("Array", (), {"__module__": __name__})
    monkeypatch.setitem(globals(), "Array", array)
    assert documented(function) == (
        {"a": f"{__name__}:Array", "b": f"{__name__}:Array"},
        f"{__name__}:Array | {__name__}:Frame",
    )


def test_code_is_believed_first() -> None:
    def function(a: int) -> str:
        """:param str a: Wrong.
        :rtype: bytes"""
        return str(a)

    assert documented(function) == ({}, None)
