"""Collects the names that a syntax tree defines, for the running version of Python."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator

from .definitions import Imported, Scope, decorators


def collect(scope: Scope, body: list[ast.stmt], package: str) -> None:
    """Add the names that statements define to a scope. Relative imports begin at ``package``."""
    for node in _statements(body):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            before = scope.names.get(node.name, [])
            continues = bool(before) and "overload" in decorators(before[-1])
            scope.names[node.name] = [*before, node] if continues else [node]
        elif isinstance(node, ast.ClassDef):
            scope.names[node.name] = [node]
        elif isinstance(node, ast.ImportFrom):
            module = _absolute(node, package)
            for alias in node.names:
                if alias.name == "*":
                    scope.stars.append(module)
                else:
                    scope.names[alias.asname or alias.name] = [Imported(module, alias.name)]
        elif isinstance(node, ast.Import):
            for alias in node.names:
                target = alias.name if alias.asname else alias.name.split(".")[0]
                scope.names[alias.asname or target] = [Imported(target, None)]
        else:
            for name in _assigned(node):
                scope.names[name] = [node]


def _statements(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Yield the statements for this Python. If a condition is unknown, yield both branches; the first one last."""
    for node in body:
        if isinstance(node, ast.If):
            condition = _evaluate(node.test)
            if condition is not True:
                yield from _statements(node.orelse)
            if condition is not False:
                yield from _statements(node.body)
        elif isinstance(node, ast.Try):
            yield from _statements(node.body)
        else:
            yield node


def _evaluate(test: ast.expr) -> bool | None:
    """Evaluate a condition. The platform is always Linux, so that the generated code is the same everywhere."""
    text = ast.unparse(test)
    if text in ("TYPE_CHECKING", "typing.TYPE_CHECKING"):
        return True
    if isinstance(test, ast.BoolOp):
        parts = [_evaluate(each) for each in test.values]
        if None in parts:
            return None
        return all(parts) if isinstance(test.op, ast.And) else any(parts)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = _evaluate(test.operand)
        return None if inner is None else not inner
    if not isinstance(test, ast.Compare) or len(test.ops) != 1:
        return None
    subject = ast.unparse(test.left)
    try:
        value = ast.literal_eval(test.comparators[0])
    except (ValueError, TypeError, SyntaxError):
        return None
    if subject == "sys.platform":
        return bool(value == "linux") == isinstance(test.ops[0], ast.Eq)
    if subject == "sys.version_info" and isinstance(value, tuple):
        is_at_least: bool = sys.version_info[: len(value)] >= value
        by_operator: dict[type[ast.cmpop], bool] = {ast.GtE: is_at_least, ast.Lt: not is_at_least}
        return by_operator.get(type(test.ops[0]))
    return None


def _assigned(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.AnnAssign):
        return [node.target.id] if isinstance(node.target, ast.Name) else []
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    # The statement `type X = …`, where Python has it.
    name = getattr(node, "name", None)
    return [name.id] if isinstance(name, ast.Name) else []


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    base = ".".join(package.split(".")[: len(package.split(".")) - node.level + 1])
    return f"{base}.{node.module}".lstrip(".") if node.module else base
