"""Exceptions as the error maps of the wire. Nothing in an exception is trusted, and every part is bounded."""

from __future__ import annotations

import importlib
import os
from types import TracebackType

from .. import Cancelled
from .class_names import class_name, class_names
from .errors import BridgeError
from .host_objects import thrown_number

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAX_TEXT = 64 * 1024
MAX_SOURCE = 400
MAX_FRAMES = 60
MAX_CHAIN = 12
MAX_NOTES = 20

_PACKAGE = os.path.dirname(os.path.dirname(os.path.abspath(__file__))) + os.sep
# Read past whatever a class defines under these names.
_cause, _context, _suppress_context, _traceback, _attributes = (
    vars(BaseException)[f"__{name}__"].__get__ for name in ("cause", "context", "suppress_context", "traceback", "dict")
)
_IMPORT_MACHINERY = ("<frozen importlib", importlib.__file__)


def error_map(error: BaseException, call: int) -> dict[str, Any]:
    """The failure of a call as data."""
    described = _describe(error, set())
    described["call"] = call
    kind = type(error)  # isinstance would ask the exception for its __class__, which is foreign code
    if issubclass(kind, BridgeError):
        assert isinstance(error, BridgeError)
        described.update(origin="bridge", code=type(error).__name__, executed=error.executed)
        if error.suggestions is not None:
            described["suggestions"] = error.suggestions
    elif issubclass(kind, Cancelled):
        assert isinstance(error, Cancelled)
        described.update(origin="bridge", code="Cancelled", executed="maybe" if error.begun else "no")
    else:
        described["origin"] = "python"
    return described


def _describe(error: BaseException, seen: set[int]) -> dict[str, Any]:
    seen.add(id(error))
    if issubclass(type(error), BridgeError):
        names = [f"snakebridge_worker:{type(error).__name__}", *class_names(Exception)]
    else:
        names = class_names(type(error))
    context = None if _suppress_context(error) else _context(error)
    return {
        "type": names[0],
        "bases": names[1:],
        "message": message_of(error),
        "frames": _frames(_traceback(error)),
        "notes": _notes(error),
        "cause": _linked(_cause(error), seen),
        "context": _linked(context, seen),
    } | _thrown(error)


def _thrown(error: BaseException) -> dict[str, Any]:
    number = thrown_number(error, _attributes(error))
    return {} if number is None else {"thrown": number}


def _linked(error: BaseException | None, seen: set[int]) -> dict[str, Any] | None:
    if error is None or id(error) in seen or len(seen) >= MAX_CHAIN:
        return None
    return _describe(error, seen)


def message_of(error: BaseException) -> str:
    """``str(error)``, or words that say why there is none."""
    try:
        return _bounded(str(error), MAX_TEXT)
    except BaseException as failure:  # __str__ is foreign code: it may raise anything, SystemExit too
        return f"<{class_name(type(error))} whose __str__ raised {class_name(type(failure))}>"


def _bounded(text: str, limit: int) -> str:
    # A subclass of str may lie about its length and slices: str's own methods do not.
    length = str.__len__(text)
    if length <= limit:
        return str.__getitem__(text, slice(None))
    return f"{str.__getitem__(text, slice(limit))}… ({length} characters)"


def _notes(error: BaseException) -> list[str]:
    notes = dict.get(_attributes(error), "__notes__")
    if type(notes) is not list:
        return []
    return [_bounded(note, MAX_TEXT // MAX_NOTES) for note in notes[:MAX_NOTES] if type(note) is str]


def _frames(traceback: TracebackType | None) -> list[list[Any]]:
    """Outermost first, without the worker's own; of a deep recursion the two ends are kept."""
    places = []
    while traceback is not None:
        code = traceback.tb_frame.f_code
        file = code.co_filename
        if not file.startswith(_PACKAGE) and not file.startswith(_IMPORT_MACHINERY):
            places.append((file, traceback.tb_lineno, code.co_name, traceback.tb_frame.f_globals))
        traceback = traceback.tb_next
    left_out = len(places) - MAX_FRAMES
    if left_out <= 0:
        return [_frame(*place) for place in places]
    half = MAX_FRAMES // 2
    gap = ["…", 0, f"{left_out} more frames", ""]
    return [*(_frame(*place) for place in places[:half]), gap, *(_frame(*place) for place in places[-half:])]


def _frame(file: str, line: int, function: str, scope: dict[str, Any]) -> list[Any]:
    import linecache

    try:
        source = linecache.getline(file, line, scope).strip()
    except BaseException:  # a module's __loader__ is foreign code
        source = ""
    return [file, line or 0, function, _bounded(source, MAX_SOURCE)]
