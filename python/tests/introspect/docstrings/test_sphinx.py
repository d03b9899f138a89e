"""Docstrings in Sphinx's style."""

from __future__ import annotations

import inspect

from snakebridge_worker._internal.introspect.docstrings.model import Docstring, Entry
from snakebridge_worker._internal.introspect.docstrings.parse import parse_docstring


def parsed(text: str) -> Docstring:
    return parse_docstring(inspect.cleandoc(text))


SPHINX = """Summary.

    :param a: First
        of all.
    :type a: int or None
    :param str b: Second.
    :param \\*args: Others.
    :returns: The result.
    :rtype: list of str
    :raises KeyError: If there is none.
    """


def test_sphinx() -> None:
    docstring = parsed(SPHINX)
    assert docstring.prose == "Summary."
    assert docstring.parameters == [
        Entry("a", "int or None", "First\nof all."),
        Entry("b", "str", "Second."),
        Entry("*args", "", "Others."),
    ]
    assert docstring.returns == [Entry("", "list of str", "The result.")]
    assert docstring.raises == [Entry("KeyError", "", "If there is none.")]
