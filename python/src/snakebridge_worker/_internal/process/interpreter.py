"""The interpreter as Python code finds it in a worker: like an interactive session without a terminal."""

from __future__ import annotations

import atexit
import builtins
import faulthandler
import os
import sys
from types import ModuleType

from .standard_streams import StandardStreams


def prepare() -> tuple[ModuleType, StandardStreams]:
    """Hides the worker from Python code. Returns the `__main__` that calls come from, and the new streams."""
    main = ModuleType("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv = [""]
    streams = StandardStreams()
    if sys.stderr is not None:
        faulthandler.enable(all_threads=False)  # the host shows the last lines of this output
    return main, streams


def end() -> None:
    """Ends the process in order, without waiting for threads that Python code has left running."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(0)
