"""Signatures in docstrings of C extensions: on the first line, or one for each overload, as pybind11 writes them."""

from __future__ import annotations

import re
import sys
from collections.abc import Mapping
from typing import Any

from ..facts import SignatureFacts
from ..objects.raw_docstring import raw_docstring
from ..objects.static import module_dict, static_text
from ..signatures.join import join
from ..signatures.opaque import opaque_parameters
from ..signatures.syntax import without_unread
from .foreign_parameters import python_parameters
from .text_signatures import parse_signature

_LENGTH_LIMIT = 1000
_TEXT_LIMIT = 40_000
_OVERLOADED = "Overloaded function."


def docstring_signature(value: object) -> SignatureFacts | None:
    """Return the signature at the beginning of a docstring, or ``None``."""
    name = static_text(value, "__name__")
    text = raw_docstring(value)
    if not name or type(text) is not str:
        return None
    lines = [line.strip() for line in text[:_TEXT_LIMIT].splitlines() if line.strip()]
    own = rf"(?:\w+\.)*{re.escape(name)}(?=\()"
    if not lines or not re.match(own, lines[0]):
        return None
    namespace = module_dict(sys.modules.get(static_text(value, "__module__") or ""))
    if lines[1:2] == [_OVERLOADED]:
        numbered = [line for line in lines[2:] if re.match(rf"\d+\. {own}", line)]
        return _joined([_parsed(line, namespace) for line in numbered])
    if any(re.match(own, line) for line in lines[1:4]):
        return None
    signature = _parsed(lines[0], namespace)
    return None if signature is None else without_unread(signature)


def _parsed(line: str, namespace: Mapping[str, Any]) -> SignatureFacts | None:
    text = python_parameters(line[line.index("(") :]) if len(line) <= _LENGTH_LIMIT else None
    return None if text is None else parse_signature(text, namespace)


def _joined(overloads: list[SignatureFacts | None]) -> SignatureFacts | None:
    """Return one signature for all overloads; opaque if their parameters have nothing in common."""
    known = [each for each in overloads if each is not None]
    if not known or len(known) < len(overloads):
        return None
    opaque: SignatureFacts = {"parameters": opaque_parameters(), "tier": "docstring"}
    return {**join(opaque, known), "tier": "docstring"}
