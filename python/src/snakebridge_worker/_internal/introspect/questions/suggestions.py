"""Near names for a name that does not exist."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

LIMIT = 5
_CONSIDERED = 50_000


def near_names(wanted: str, names: Iterable[str]) -> list[str]:
    """Return up to five similar names, best first; private ones only for a private name."""
    folded = wanted.casefold()
    slack = max(2, len(wanted) // 2)
    candidates = sorted(
        {
            name
            for name in names
            if name.isidentifier()
            and name.startswith("_") <= wanted.startswith("_")
            and abs(len(name) - len(wanted)) <= slack
        }
    )[:_CONSIDERED]
    by_fold: dict[str, list[str]] = {}
    for name in candidates:
        by_fold.setdefault(name.casefold(), []).append(name)
    close = difflib.get_close_matches(folded, by_fold, n=4 * LIMIT, cutoff=0.6)
    ranked = sorted(close, key=lambda name: (edit_distance(folded, name), name))
    return [name for key in ranked for name in by_fold[key]][:LIMIT]


def edit_distance(left: str, right: str) -> int:
    """Count insertions, deletions, substitutions and swaps of neighbours between two words."""
    before: list[int] = []
    previous = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        current = [i]
        for j, b in enumerate(right, 1):
            cost = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]
