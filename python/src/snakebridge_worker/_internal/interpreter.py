"""The interpreter as Python code meets it in a worker: like an interactive session without a terminal."""

from __future__ import annotations

import atexit
import builtins
import faulthandler
import io
import os
import sys
from types import ModuleType


def prepare() -> ModuleType:
    """Hides the worker from Python code. Returns the `__main__` that calls come from."""
    main = ModuleType("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv = [""]
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Lines are seen as they are printed, and no character can make print() fail.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", line_buffering=True)
    if sys.stderr is not None:
        faulthandler.enable(all_threads=False)  # the last lines are what the host shows
    return main


def flush_output() -> None:
    """Writes out what was printed without the end of a line, before the host learns that the call has ended."""
    try:  # noqa: SIM105 - suppress() would take longer than all the rest
        sys.__stdout__.flush()  # type: ignore[union-attr]
    except (OSError, ValueError, AttributeError):
        pass  # it may be closed, or never have been there


def end() -> None:
    """Ends the process in order, but without waiting for threads that Python code has left behind."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(0)
