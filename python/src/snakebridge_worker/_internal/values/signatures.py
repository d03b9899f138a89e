"""Functions with a signature that is written as text, `(self, x, y=None, *, copy=True)`."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    import ast
    from collections.abc import Callable
    from types import FunctionType
    from typing import Any

RECEIVE = "__snakebridge_receive__"


def declare(name: str, text: str, receive: Callable[[tuple[Any, ...]], Any]) -> FunctionType:
    """Creates a real function: Python binds its arguments, and `receive` gets them in the order of the declaration.

    Keyword-only arguments arrive as a last dict.
    """
    arguments = _parse(text)
    passed = [parameter.arg for parameter in (*arguments.posonlyargs, *arguments.args)]
    if arguments.vararg:
        passed.append(f"*{arguments.vararg.arg}")
    keywords = [f"{parameter.arg!r}: {parameter.arg}" for parameter in arguments.kwonlyargs]
    if arguments.kwarg:
        keywords.append(f"**{arguments.kwarg.arg}")
    if keywords:
        passed.append(f"{{{', '.join(keywords)}}}")
    body = f"return {RECEIVE}(({''.join(f'{each}, ' for each in passed)}))"
    namespace: dict[str, Any] = {RECEIVE: receive, "__name__": "__main__"}
    source = f"def function{text}:\n {body}"
    exec(compile(source, "<signature>", "exec", dont_inherit=True), namespace)  # the text comes from the program itself
    function: FunctionType = namespace["function"]
    function.__name__ = function.__qualname__ = name
    return function


def _parse(text: str) -> ast.arguments:
    import ast

    try:
        statements = ast.parse(f"def function{text}:\n pass").body
    except SyntaxError as error:
        raise ValueError(f"{text!r} is not a signature: {error.msg}") from error
    first = statements[0]
    if len(statements) != 1 or not isinstance(first, ast.FunctionDef) or len(first.body) != 1:
        raise ValueError(f"{text!r} is not a signature")
    return first.args
