"""Docstrings of the three conventions, taken apart."""

from __future__ import annotations

import inspect

import numpy as np
import pytest

from snakebridge_worker._internal.introspect.docstrings.documentation import (
    EXAMPLE_LIMIT,
    docstring_of,
    documentation,
    member_docstring,
    member_documentation,
)
from snakebridge_worker._internal.introspect.docstrings.model import Docstring, Entry
from snakebridge_worker._internal.introspect.docstrings.parse import parse_docstring

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
        What comes out.
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

SPHINX = """Summary.

    :param a: First
        of all.
    :type a: int or None
    :param str b: Second.
    :param \\*args: Others.
    :returns: What comes out.
    :rtype: list of str
    :raises KeyError: If there is none.
    """


def parsed(text: str) -> Docstring:
    return parse_docstring(inspect.cleandoc(text))


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
    assert docstring.returns == [Entry("out", "ndarray", "What comes out."), Entry("", "int", "How many.")]
    assert docstring.raises == [Entry("ValueError", "", "If it is wrong.")]
    assert docstring.others["examples"] == ">>> 1\n1"
    assert "Stands" not in repr(docstring.raises)


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


def test_sphinx() -> None:
    docstring = parsed(SPHINX)
    assert docstring.prose == "Summary."
    assert docstring.parameters == [
        Entry("a", "int or None", "First\nof all."),
        Entry("b", "str", "Second."),
        Entry("*args", "", "Others."),
    ]
    assert docstring.returns == [Entry("", "list of str", "What comes out.")]
    assert docstring.raises == [Entry("KeyError", "", "If there is none.")]


def test_epytext_and_prose_stay_as_they_are() -> None:
    text = "Summary.\n\n@param a: first\n\nReturns the thing: it.\n\nTitle\n\n----\n:not a field"
    assert parsed(text) == Docstring(prose=text)


def test_real_ones() -> None:
    facts = documentation(docstring_of(np.linalg.svd), {"parameters": [{"name": "a", "kind": "positional"}]})
    assert facts["doc"].startswith("Singular Value Decomposition.\n\nWhen `a` is")
    details = facts["details"]
    assert [each["name"] for each in details["parameters"]] == ["a"]
    assert [each["name"] for each in details["returns"]] == ["U", "S", "Vh"]
    assert details["raises"] == [{"name": "LinAlgError", "text": "If SVD computation does not converge."}]
    assert details["see"] == ["scipy.linalg.svd", "scipy.linalg.svdvals"]
    assert details["example"].startswith(">>> import numpy as np")
    # The last piece is code, not what leads on to the next.
    assert len(details["example"]) <= EXAMPLE_LIMIT
    assert details["example"].endswith("True")


def test_members_are_told_shorter() -> None:
    signature = {"parameters": [{"name": "indices", "kind": "positional"}]}
    facts = member_documentation(member_docstring(np.ndarray, "take", np.ndarray.__dict__["take"]), signature)
    assert "\n" not in facts["doc"]

    class Some:
        def method(self, a: int) -> int:
            """Do it.

            Args:
                a: One sentence that is rather long, so that it is more than half of what there is room for. Then
                    a second one that goes on and on and does not fit in any more because nobody stopped.
                other: Not a parameter.
            """
            return a

    signature = {"parameters": [{"name": "a", "kind": "positional"}]}
    facts = member_documentation(member_docstring(Some, "method", Some.__dict__["method"]), signature)
    [parameter] = facts["details"]["parameters"]
    assert parameter["text"].endswith("what there is room for.")


def test_a_class_may_document_its_constructor_there() -> None:
    class Some:
        """A thing."""

        def __init__(self, a: int) -> None:
            """:param a: What it is made of."""

    facts = documentation(docstring_of(Some), {"parameters": [{"name": "a", "kind": "positional"}]})
    assert facts == {"doc": "A thing.", "details": {"parameters": [{"name": "a", "text": "What it is made of."}]}}


@pytest.mark.parametrize("piece", ["a(", ":param ", ".. deprecated::\n ", "a[b|", "Args:\n x", "-" * 9 + "\n", "a, "])
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (64_000 // len(piece))
    # One that is not linear takes minutes here.
    parse_docstring(text)
    parse_docstring(f"Args:\n    {text}")
    parse_docstring(f"Returns:\n    {text}")
    assert parse_docstring(f"Parameters\n----------\n{text}") == parse_docstring(f"Parameters\n---\n{text}")
