"""Types of results from docstrings."""

from __future__ import annotations

from docstring_types import documented


class Frame:
    """A class that docstrings name."""


def test_only_certain_results_count() -> None:
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


def test_results_that_vary_include_the_alternatives() -> None:
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
