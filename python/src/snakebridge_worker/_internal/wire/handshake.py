"""The handshake: both sides prove that they know the secret, and agree on a protocol."""

from __future__ import annotations

import os
import sys

from ... import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

PROTOCOL = 1
NONCE_BYTES = 16
PYTHON = sys.version.split()[0]


class Refused(Exception):  # noqa: N818
    """The host is not authenticated, or speaks another protocol."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


def welcome(secret: bytes, protocols: object, nonce: object, auth: object) -> dict[str, Any]:
    """The worker's answer to a hello, on a carrier or over control."""
    import hmac

    if type(nonce) is not bytes or len(nonce) != NONCE_BYTES or type(auth) is not bytes:
        raise Refused("ProtocolError", "a hello has a nonce of 16 bytes and an authentication code")
    if not hmac.compare_digest(hmac.digest(secret, b"host:" + nonce, "sha256"), auth):
        raise Refused("Unauthenticated", "the host does not know this worker's secret")
    if not isinstance(protocols, (list, tuple)) or PROTOCOL not in protocols:
        raise Refused("UnsupportedProtocol", f"this worker speaks protocol {PROTOCOL}, the host {protocols}")
    return {
        "protocol": PROTOCOL,
        "nonce": nonce,
        "auth": hmac.digest(secret, b"worker:" + nonce, "sha256"),
        "worker": __version__,
        "python": PYTHON,
        "pid": os.getpid(),
        "implementation": sys.implementation.name,
    }
