"""The documentation of symbols, shortened."""

from __future__ import annotations

import numpy as np

from snakebridge_worker._internal.introspect.docstrings.documentation import (
    EXAMPLE_LIMIT,
    PROSE_LIMIT,
    docstring_of,
    documentation,
    member_docstring,
    member_documentation,
)


def test_a_docstring_of_numpy() -> None:
    facts = documentation(docstring_of(np.linalg.svd), {"parameters": [{"name": "a", "kind": "positional"}]})
    assert facts["doc"].startswith("Singular Value Decomposition.\n\nWhen `a` is")
    details = facts["details"]
    assert [each["name"] for each in details["parameters"]] == ["a"]
    assert [each["name"] for each in details["returns"]] == ["U", "S", "Vh"]
    assert details["raises"] == [{"name": "LinAlgError", "text": "If SVD computation does not converge."}]
    assert details["see"] == ["scipy.linalg.svd", "scipy.linalg.svdvals"]
    assert details["example"].startswith(">>> import numpy as np")
    # The last piece is code, and no introduction to the next piece.
    assert len(details["example"]) <= EXAMPLE_LIMIT
    assert details["example"].endswith("True")


def test_documentation_is_cut_at_a_paragraph() -> None:
    def function() -> None: ...

    function.__doc__ = "\n    Summary.\n\n        Indented.\n" + "\n    paragraph\n" * 500
    doc = documentation(docstring_of(function))["doc"]
    assert doc.startswith("Summary.\n\n    Indented.")
    assert len(doc) <= PROSE_LIMIT + 3
    assert doc.endswith("paragraph\n\n…")
    function.__doc__ = "x" * 10_000
    assert documentation(docstring_of(function)) == {"doc": "x" * PROSE_LIMIT + "\n\n…"}
    function.__doc__ = "function(a) -> b\n\nWhat it does."
    assert documentation(docstring_of(function)) == {"doc": "What it does."}
    function.__doc__ = 5  # type: ignore[assignment]
    assert documentation(docstring_of(function)) == {}


def test_the_documentation_of_members_is_shorter() -> None:
    signature = {"parameters": [{"name": "indices", "kind": "positional"}]}
    facts = member_documentation(member_docstring(np.ndarray, "take", np.ndarray.__dict__["take"]), signature)
    assert "\n" not in facts["doc"]

    class Some:
        def method(self, a: int) -> int:
            """Do it.

            Args:
                a: One sentence that is rather long, so that it is more than half of what there is room for. Then
                    a second one that goes on and on, and on, and does not fit any more at all, really.
                other: Not a parameter.
            """
            return a

    signature = {"parameters": [{"name": "a", "kind": "positional"}]}
    facts = member_documentation(member_docstring(Some, "method", Some.__dict__["method"]), signature)
    [parameter] = facts["details"]["parameters"]
    assert parameter["text"].endswith("what there is room for.")


def test_members_inherit_their_summary() -> None:
    class Base:
        def method(self) -> None:
            """Do
            it.

            Long text."""

    class Child(Base):
        def method(self) -> None: ...

    docstring = member_docstring(Child, "method", Child.__dict__["method"])
    assert member_documentation(docstring, None) == {"doc": "Do it."}


def test_a_class_can_document_its_parameters_in_its_constructor() -> None:
    class Some:
        """A thing."""

        def __init__(self, a: int) -> None:
            """:param a: What it is made of."""

    facts = documentation(docstring_of(Some), {"parameters": [{"name": "a", "kind": "positional"}]})
    assert facts == {"doc": "A thing.", "details": {"parameters": [{"name": "a", "text": "What it is made of."}]}}
