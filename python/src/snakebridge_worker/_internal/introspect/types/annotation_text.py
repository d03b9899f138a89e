"""The syntax trees of annotations that are text. The same texts are annotations of many parameters."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=4096)
def parsed(text: str) -> ast.expr:
    """Return the expression, which no caller may change; raises ``SyntaxError``, ``ValueError`` and the like."""
    return ast.parse(text, mode="eval").body
