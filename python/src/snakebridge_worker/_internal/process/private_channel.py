"""Descriptor 3: the private channel to the host.

The worker reads one line and writes one or more. The end of the channel ends the worker.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress

DESCRIPTOR = 3

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any, NoReturn


def read_line() -> dict[str, Any]:
    """The host's opening line; ends the process if the host goes away before the line is complete."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(DESCRIPTOR, 65536)
        if not piece:
            os._exit(1)
        line += piece
    offer = json.loads(line)
    if not isinstance(offer, dict):
        raise ValueError("the opening line is not a JSON object")
    return offer


def write_line(message: Mapping[str, object]) -> None:
    """One line to the host. If the host is gone, the reaper ends this process."""
    data = json.dumps(message, separators=(",", ":")).encode() + b"\n"
    with suppress(OSError):
        while data:
            data = data[os.write(DESCRIPTOR, data) :]


def fail(code: str, message: str) -> NoReturn:
    """Reports to the host why this worker cannot start, and ends."""
    write_line({"error": code, "message": message})
    os._exit(1)


def keep_private() -> None:
    """Keeps the channel from programs that Python code starts: its end shows the host that the worker has ended."""
    os.set_inheritable(DESCRIPTOR, False)
