"""Docstrings in numpydoc's style."""

from __future__ import annotations

import inspect

from snakebridge_worker._internal.introspect.docstrings.model import Docstring, Entry
from snakebridge_worker._internal.introspect.docstrings.parse import parse_docstring


def parsed(text: str) -> Docstring:
    return parse_docstring(inspect.cleandoc(text))


NUMPYDOC = """
    Summary.

    .. deprecated:: 1.2
       Use other instead.

    More of it.

    Parameters
    ----------
    a, b : array_like
        Both.

        A second paragraph.
    c : {'x', 'y'}, optional
    **kwargs
        Whatever.

    Returns
    -------
    out : ndarray
        The result.
    int
        How many.

    Raises
    ------
    ValueError
        If it is wrong.

    Home-made
    ---------
    Stands for itself.

    See Also
    --------
    numpy.mean, std : Others.
        And more.

    Examples
    --------
    >>> 1
    1
    """


def test_numpydoc() -> None:
    docstring = parsed(NUMPYDOC)
    assert docstring.prose == "Summary.\n\nMore of it."
    assert docstring.deprecated == "Since 1.2. Use other instead."
    both = "Both.\n\nA second paragraph."
    assert docstring.parameters == [
        Entry("a", "array_like", both),
        Entry("b", "array_like", both),
        Entry("c", "{'x', 'y'}, optional"),
        Entry("**kwargs", "", "Whatever."),
    ]
    assert docstring.returns == [Entry("out", "ndarray", "The result."), Entry("", "int", "How many.")]
    assert docstring.raises == [Entry("ValueError", "", "If it is wrong.")]
    assert docstring.others["examples"] == ">>> 1\n1"
    assert "Stands" not in repr(docstring.raises)
