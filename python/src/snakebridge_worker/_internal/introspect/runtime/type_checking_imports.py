"""Names that a module imports only for type checkers, read from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Mapping
from typing import Any

Imported = tuple[str, "str | None"]

_GUARD = re.compile(r"^if (?:typing\.|t\.)?TYPE_CHECKING:[^\n]*\n((?:[ \t]+[^\n]*\n|\s*\n)+)", re.MULTILINE)
_known: dict[str, dict[str, Imported]] = {}


def type_checking_imports(namespace: Mapping[str, Any]) -> Mapping[str, Imported]:
    """Return the imports in the ``if TYPE_CHECKING:`` blocks of a module: ``(module, attribute)`` by name."""
    file = namespace.get("__file__")
    if type(file) is not str or not file.endswith(".py"):
        return {}
    if file not in _known:
        package = namespace.get("__package__")
        _known[file] = read_imports(_source(file), package if type(package) is str else "")
    return _known[file]


def read_imports(source: str, package: str) -> dict[str, Imported]:
    """Read the guarded imports of a source text. Only the guarded blocks are parsed, because modules can be long."""
    imports: dict[str, Imported] = {}
    for block in _GUARD.findall(source):
        try:
            tree = ast.parse("if True:\n" + block)
        except (SyntaxError, ValueError, RecursionError):
            continue
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                module = _absolute(node, package)
                for alias in node.names:
                    imports[alias.asname or alias.name] = (module, alias.name)
            elif isinstance(node, ast.Import):
                for alias in node.names:
                    if alias.asname:
                        imports[alias.asname] = (alias.name, None)
                    else:
                        top = alias.name.split(".")[0]
                        imports[top] = (top, None)
    return imports


def _absolute(node: ast.ImportFrom, package: str) -> str:
    if node.level == 0:
        return node.module or ""
    base = package.rsplit(".", node.level - 1)[0] if node.level > 1 else package
    return f"{base}.{node.module}" if node.module else base


def _source(file: str) -> str:
    try:
        with open(file, encoding="utf-8", errors="replace") as stream:
            return stream.read(4_000_000)
    except OSError:
        return ""
