"""Docstrings in Google's style."""

from __future__ import annotations

import inspect

from snakebridge_worker._internal.introspect.docstrings.model import Docstring, Entry
from snakebridge_worker._internal.introspect.docstrings.parse import parse_docstring


def parsed(text: str) -> Docstring:
    return parse_docstring(inspect.cleandoc(text))


GOOGLE = """Summary.

    Note:
    this is prose.

    Args:
        a (int, optional): First
            of all.
        b: Second. With: a colon.
        *args: Others.

    Returns:
        dict[str, int]: By name.

    Raises:
        KeyError: If there is none.

    Example:
        >>> 1
    """


def test_google() -> None:
    docstring = parsed(GOOGLE)
    assert docstring.prose == "Summary.\n\nNote:\nthis is prose."
    assert docstring.parameters == [
        Entry("a", "int, optional", "First\nof all."),
        Entry("b", "", "Second. With: a colon."),
        Entry("*args", "", "Others."),
    ]
    assert docstring.returns == [Entry("", "dict[str, int]", "By name.")]
    assert docstring.raises == [Entry("KeyError", "", "If there is none.")]
    assert docstring.others == {"examples": ">>> 1"}
    assert parsed("S.\n\nReturns:\n    Something: that is prose, or a type.").returns[0].type == "Something"
    assert parsed("S.\n\nReturns:\n    The thing as it is: whole.").returns[0].type == ""
