"""Types from docstrings: parameters, and the names of classes."""

from __future__ import annotations

import types

import pytest
from docstring_types import documented


class Frame:
    """A class that docstrings name."""


class Graph:
    """A class of this module."""


def test_parameters_accept_the_values_that_python_accepts() -> None:
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


def test_words_of_numpy_count_in_modules_that_import_it(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_words_can_be_classes_of_the_library() -> None:
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


def test_a_class_of_the_library_takes_precedence_over_a_word_of_numpy(monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_code_takes_precedence() -> None:
    def function(a: int) -> str:
        """:param str a: Wrong.
        :rtype: bytes"""
        return str(a)

    assert documented(function) == ({}, None)
