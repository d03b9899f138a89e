"""Similar names for missing ones."""

from __future__ import annotations

from snakebridge_worker._internal.introspect.questions.suggestions import edit_distance, near_names


def test_suggestions() -> None:
    names = ["mean", "median", "nanmean", "Mean", "_mean", "std", "not a name", "é"]
    assert near_names("meen", names)[0] == "Mean"
    assert near_names("mena", names)[:2] == ["Mean", "mean"]
    assert near_names("zzzzzz", names) == []
    assert near_names("_maen", names)[0] == "_mean"
    assert near_names("maen", ["_mean"]) == []
    assert len(near_names("x1", (f"x{i}" for i in range(200_000)))) == 5
    assert edit_distance("ab", "ba") == 1
    assert edit_distance("kitten", "sitting") == 3
