"""Signatures of which only the kind of the parameters is known."""

from __future__ import annotations

from ..types.constructors import Facts


def opaque_signature() -> Facts:
    """Return the signature that takes everything."""
    return {
        "parameters": [
            {"name": "args", "kind": "var-positional", "required": False},
            {"name": "kwargs", "kind": "var-keyword", "required": False},
        ],
        "tier": "opaque",
    }
