"""No process outlives its owner: the worker ends with its host, and processes that Python code started end with it.

There are three mechanisms. The end of the channel ends the process. If C code never releases the interpreter lock,
Linux ends the process with its parent. And a shell waits for the end of the worker, whatever the cause: it ends the
process group, and removes the directory in case the host cannot.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress

from . import private_channel

PR_SET_PDEATHSIG = 1
SHELL = "/bin/sh"

# In the background, so that the shell that waits is no child of the worker: Python code may count or await those.
_END_GROUP = """
trap "" TERM HUP INT
exec 4<&0 >/dev/null 2>&1
(read -r _ <&4; [ -d "$2" ] && rm -rf -- "$2"; kill -KILL "-$1") &
"""

_lifeline: int | None = None


def watch() -> None:
    """Ends this process with its host. Active when this returns: the first call may block every thread."""
    if sys.platform == "linux":
        _end_with_parent()
    threading.Thread(target=_watch, name="snakebridge-reaper", daemon=True).start()


def guard_group(directory: str | None) -> None:
    """Ends the process group with this process, if the host has given it a separate group."""
    global _lifeline
    if not hasattr(os, "posix_spawn") or os.getpgrp() != os.getpid() or not os.path.exists(SHELL):
        return
    end, _lifeline = os.pipe()
    arguments = [SHELL, "-c", _END_GROUP, "snakebridge-reaper", str(os.getpid()), directory or ""]
    with suppress(OSError):
        shell = os.posix_spawn(SHELL, arguments, {}, file_actions=[(os.POSIX_SPAWN_DUP2, end, 0)])
        os.waitpid(shell, 0)
    os.close(end)


def leave_to_parent() -> None:
    """In a forked child: the child's end must not end anything."""
    for descriptor in (private_channel.DESCRIPTOR, _lifeline):
        if descriptor is not None:
            with suppress(OSError):
                os.close(descriptor)


def _watch() -> None:
    with suppress(OSError):
        while os.read(private_channel.DESCRIPTOR, 4096):
            pass
    os._exit(0)


def _end_with_parent() -> None:
    import ctypes

    parent = os.getppid()
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(0)
