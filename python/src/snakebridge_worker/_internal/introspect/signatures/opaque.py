"""The signature that accepts any arguments."""

from __future__ import annotations

from ..facts import ParameterFacts, SignatureFacts


def opaque_parameters() -> list[ParameterFacts]:
    """Return ``(*args, **kwargs)``."""
    return [
        {"name": "args", "kind": "var-positional", "required": False},
        {"name": "kwargs", "kind": "var-keyword", "required": False},
    ]


def opaque_signature() -> SignatureFacts:
    """Return the signature of a callable whose parameters no source knows."""
    return {"parameters": opaque_parameters(), "tier": "opaque"}
