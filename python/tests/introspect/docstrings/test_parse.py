"""Docstrings in no style, and texts that could take long."""

from __future__ import annotations

import pytest

from snakebridge_worker._internal.introspect.docstrings.model import Docstring
from snakebridge_worker._internal.introspect.docstrings.parse import parse_docstring


def test_epytext_is_prose() -> None:
    text = "Summary.\n\n@param a: first\n\nReturns the thing: it.\n\nTitle\n\n----\n:not a field"
    assert parse_docstring(text) == Docstring(prose=text)


@pytest.mark.parametrize("piece", ["a(", ":param ", ".. deprecated::\n ", "a[b|", "Args:\n x", "-" * 9 + "\n", "a, "])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (64_000 // len(piece))
    # A parser that is not linear takes minutes here.
    parse_docstring(text)
    parse_docstring(f"Args:\n    {text}")
    parse_docstring(f"Returns:\n    {text}")
    assert parse_docstring(f"Parameters\n----------\n{text}") == parse_docstring(f"Parameters\n---\n{text}")
