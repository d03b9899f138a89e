"""Values that print the same on every machine: constants of modules and defaults of parameters."""

from __future__ import annotations

import math
import os
import re
import sys
from typing import Any

MAX_TEXT = 1000
MAX_DEFAULT = 200
MAX_BITS = 4096
SAFE_INTEGER = 2**53 - 1

# Their values depend on the machine, so a program reads them when it runs.
MACHINE_MODULES = frozenset(
    """_locale errno fcntl getpass gc grp locale mmap multiprocessing nt ntpath os platform posix posixpath psutil pwd
    readline resource select selectors shutil signal site socket sqlite3 ssl stat subprocess sys sysconfig syslog
    tempfile termios threading time zlib zoneinfo""".split()  # noqa: SIM905
)


def differs_between_machines(path: str) -> bool:
    """Return whether a module, or ``"module:name"``, differs between machines."""
    return path.replace(":", ".").split(".")[0] in MACHINE_MODULES


def constant_image(module: str, value: object) -> Any:
    """Return the JSON image of an immutable constant of ``module``, or ``NotImplemented``."""
    if differs_between_machines(module):
        return NotImplemented
    if value is None or type(value) is bool:
        return value
    if type(value) is int:
        if abs(value) <= SAFE_INTEGER:
            return value
        return {"int": str(value)} if value.bit_length() <= MAX_BITS else NotImplemented
    if type(value) is float:
        return _float_image(value)
    if type(value) is str and len(value) <= MAX_TEXT and not contains_machine_path(value):
        return value
    return NotImplemented


def stable_repr(value: object) -> str | None:
    """Return the ``repr`` of an exact literal or a container of them; ``None`` for everything else."""
    text = _repr(value, 4)
    return text if text is not None and len(text) <= MAX_DEFAULT else None


def contains_machine_path(text: str) -> bool:
    """Return whether a text is an absolute path, or contains a folder of this environment or of its user."""
    return bool(_ABSOLUTE_PATH.match(text)) or any(place in text for place in _PLACES)


def _float_image(value: float) -> Any:
    if math.isnan(value):
        return {"float": "nan"}
    if math.isinf(value):
        return {"float": "inf" if value > 0 else "-inf"}
    if value == 0 and math.copysign(1, value) < 0:
        return {"float": "-0.0"}
    # A float without a fraction is written like an integer: TypeScript has only `number`.
    return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value


def _repr(value: object, depth: int) -> str | None:
    kind = type(value)
    if value is None or value is Ellipsis or kind in (bool, int, float, complex):
        return repr(value) if kind is not int or value.bit_length() <= MAX_BITS else None  # type: ignore[attr-defined]
    if kind in (str, bytes):
        if len(value) > MAX_DEFAULT or (kind is str and contains_machine_path(value)):  # type: ignore[arg-type]
            return None
        return repr(value)
    if kind not in (tuple, list, dict, set, frozenset) or depth == 0 or len(value) > 50:  # type: ignore[arg-type]
        return None
    if kind is dict:
        pairs = [(_repr(key, depth - 1), _repr(item, depth - 1)) for key, item in value.items()]  # type: ignore[attr-defined]
        if any(key is None or item is None for key, item in pairs):
            return None
        return "{" + ", ".join(f"{key}: {item}" for key, item in pairs) + "}"
    items = [_repr(item, depth - 1) for item in value]  # type: ignore[attr-defined]
    texts = [item for item in items if item is not None]
    if len(texts) != len(items):
        return None
    return _container(kind, texts)


def _container(kind: type, items: list[str]) -> str:
    if kind is list:
        return "[" + ", ".join(items) + "]"
    if kind is tuple:
        return "(" + ", ".join(items) + ("," if len(items) == 1 else "") + ")"
    if not items:
        return f"{kind.__name__}()"
    # The order of a set depends on the hash seed.
    inner = "{" + ", ".join(sorted(items)) + "}"
    return inner if kind is set else f"frozenset({inner})"


_ABSOLUTE_PATH = re.compile(r"(/[^/\s]+){2}|[A-Za-z]:[\\/]|\\\\")
_PLACES = tuple(
    place
    for place in {sys.prefix, os.path.realpath(sys.prefix), os.path.expanduser("~")}
    if len(place) > 3 and place not in ("/usr", "/usr/local")
)
