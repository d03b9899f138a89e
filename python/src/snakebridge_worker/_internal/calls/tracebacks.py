"""Where exceptions were raised, as the frames of the wire."""

from __future__ import annotations

import importlib
import os
from contextlib import suppress
from itertools import islice

from ..objects.exception_text import bounded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import CodeType, FrameType, TracebackType
    from typing import Any

CALLER = "<TypeScript>"
"""The file that calls come from, as warnings and tracebacks name it."""
MAX_FRAMES = 60
MAX_SOURCE = 400

_PACKAGE = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))) + os.sep
_OWN = (_PACKAGE, CALLER)
_NOT_OF_THE_PROGRAM = (*_OWN, "<frozen importlib", importlib.__file__)


def frames_of(traceback: TracebackType | None) -> list[list[Any]]:
    """Returns the frames, outermost first, without those of the worker. Of a deep recursion, the two ends are kept.

    The worker's own frames release the call's arguments: the traceback may live for long.
    """
    places: list[tuple[FrameType, int, int]] = []
    while traceback is not None:
        frame = traceback.tb_frame
        if not frame.f_code.co_filename.startswith(_NOT_OF_THE_PROGRAM):
            places.append((frame, traceback.tb_lineno, traceback.tb_lasti))
        elif frame.f_code.co_filename.startswith(_OWN):
            with suppress(RuntimeError):  # it is still running
                frame.clear()
        traceback = traceback.tb_next
    left_out = len(places) - MAX_FRAMES
    if left_out <= 0:
        return [_frame(*place) for place in places]
    half = MAX_FRAMES // 2
    gap = ["…", 0, f"{left_out} more frames", "", 0]
    return [*(_frame(*place) for place in places[:half]), gap, *(_frame(*place) for place in places[-half:])]


def frame_of_syntax_error(error: SyntaxError) -> list[Any] | None:
    """The place that a SyntaxError names, as if it had been raised there."""
    file, line, column, source = (
        vars(SyntaxError)[name].__get__(error) for name in ("filename", "lineno", "offset", "text")
    )
    if type(file) is not str or type(line) is not int or not 0 <= line < 2**31:
        return None
    shown = bounded(source, MAX_SOURCE).strip() if type(source) is str else ""
    return [file, line, "<syntax error>", shown, column if type(column) is int and 0 < column < 2**31 else 0]


def _frame(frame: FrameType, line: int, instruction: int) -> list[Any]:
    import linecache

    code = frame.f_code
    try:
        source = linecache.getline(code.co_filename, line, frame.f_globals)
    except BaseException:  # a module's __loader__ is foreign code
        source = ""
    column = _column(code, instruction, line, source)
    return [code.co_filename, line or 0, code.co_name, bounded(source.strip(), MAX_SOURCE), column]


def _column(code: CodeType, instruction: int, line: int, source: str) -> int:
    """Returns the position in the line, counted from 1; 0 if Python does not know it, as before 3.11."""
    positions = getattr(code, "co_positions", None)
    if positions is None or not source:
        return 0
    first_line, _, column, _ = next(islice(positions(), instruction // 2, None), (None,) * 4)
    if first_line != line or column is None:
        return 0
    # It is counted in bytes of UTF-8.
    return len(source.encode("utf-8", "surrogatepass")[:column].decode("utf-8", "replace")) + 1
