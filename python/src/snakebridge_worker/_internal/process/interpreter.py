"""The interpreter as Python code meets it in a worker: like an interactive session without a terminal."""

from __future__ import annotations

import atexit
import builtins
import faulthandler
import os
import sys
from types import ModuleType

from .standard_streams import replace_standard_streams


def prepare() -> ModuleType:
    """Hides the worker from Python code. Returns the `__main__` that calls come from."""
    main = ModuleType("__main__")
    vars(main)["__builtins__"] = builtins
    sys.modules["__main__"] = main
    sys.argv = [""]
    replace_standard_streams()
    if sys.stderr is not None:
        faulthandler.enable(all_threads=False)  # the last lines are what the host shows
    return main


def end() -> None:
    """Ends the process in order, but without waiting for threads that Python code has left behind."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(0)
