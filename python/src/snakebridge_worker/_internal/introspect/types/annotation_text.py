"""The syntax of annotations that are texts; the same ones stand at many parameters."""

from __future__ import annotations

import ast
from functools import lru_cache


@lru_cache(maxsize=4096)
def parsed(text: str) -> ast.expr:
    """Return the expression, which nobody changes; raises ``SyntaxError`` and its like."""
    return ast.parse(text, mode="eval").body
