"""Exceptions as the error maps of the wire. No part of an exception is trusted, and every part is bounded."""

from __future__ import annotations

import builtins
import sys
from collections import deque

from ... import Cancelled
from ..errors import BridgeError
from ..objects.class_names import bases_of, class_name, class_names
from ..objects.exception_text import MAX_TEXT, bounded, message_of
from ..values.callback import thrown_number
from .tracebacks import frame_of_syntax_error, frames_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

    from ..codec import Encoder
    from ..objects.object_table import ObjectTable

MAX_NOTES = 20
MAX_ARGUMENTS = 256
MAX_ARGUMENT_BYTES = 64 * 1024
MAX_DEPTH = 12
"""Levels of causes, contexts and groups."""
MAX_DESCRIBED = 100
"""Exceptions of one failure."""
TRACEBACKS = 4
"""Only the latest failures keep their tracebacks, which hold the variables of their functions."""

# Read past the attributes that a class defines under these names.
_args, _cause, _context, _suppress_context, _traceback, _attributes = (
    vars(BaseException)[name].__get__
    for name in ("args", "__cause__", "__context__", "__suppress_context__", "__traceback__", "__dict__")
)
_group: Any = getattr(builtins, "BaseExceptionGroup", None)
_set_traceback = vars(BaseException)["__traceback__"].__set__


class Failures:
    """Describes exceptions for the host, which gets each as a reference too: it lives as long as the host's error.

    `encoder` is for their arguments: an argument that is too large for it becomes a reference.
    """

    def __init__(self, objects: ObjectTable, encoder: Encoder) -> None:
        self._objects = objects
        self._encoder = encoder
        self._latest: deque[list[int]] = deque()

    def error_map(self, error: BaseException, call: int, notes: Sequence[str] = ()) -> dict[str, Any]:
        """Returns the failure of a call as data, with the worker's notes.

        The caller must send it, because only the host releases the references in it.
        """
        seen: dict[int, int] = {}
        described = self._describe(error, seen, 1)
        described["call"] = call
        described["notes"] += notes
        self._forget_tracebacks([handle for handle in seen.values() if handle])
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

    def _describe(self, error: BaseException, seen: dict[int, int], depth: int) -> dict[str, Any]:
        """`seen`: the handles of the exceptions that are described, by id."""
        seen[id(error)] = 0
        kind = type(error)
        if issubclass(kind, BridgeError):
            names = [f"snakebridge_worker:{kind.__name__}", *class_names(Exception)]
        else:
            names = class_names(kind)
        described: dict[str, Any] = {
            "type": names[0],
            "bases": names[1:],
            "message": message_of(error),
            "frames": _frames(error),
            "notes": _notes(error),
        }
        thrown = thrown_number(error, _attributes(error))
        if thrown is not None:
            described["thrown"] = thrown
        elif not issubclass(kind, (BridgeError, Cancelled)):
            described["args"] = [self._argument(value) for value in (_args(error) or ())[:MAX_ARGUMENTS]]
            described["exception"] = self._encoder.hold(error)
            seen[id(error)] = self._objects.handle_of(error)
        self._describe_related(error, described, seen, depth + 1)
        return described

    def _describe_related(
        self, error: BaseException, described: dict[str, Any], seen: dict[int, int], depth: int
    ) -> None:
        def related(other: BaseException | None) -> dict[str, Any] | None:
            if other is None or id(other) in seen or depth > MAX_DEPTH or len(seen) >= MAX_DESCRIBED:
                return None
            return self._describe(other, seen, depth)

        cause, context = _cause(error), _context(error)
        described["cause"] = related(cause)
        described["context"] = True if context is not None and context is cause else related(context)
        described["suppress_context"] = _suppress_context(error)
        members = _members(error)
        if members is not None:
            described["errors"] = [member for member in map(related, members) if member is not None]

    def _argument(self, value: object) -> bytes:
        encoder = self._encoder
        if type(value) not in (str, bytes, bytearray) or len(value) <= MAX_ARGUMENT_BYTES:  # type: ignore[arg-type]
            try:
                payload = encoder.encode(value)
                if not encoder.take_segments():
                    return payload
            except Exception:
                pass  # it cannot be encoded, or is too large
        return encoder.pack(encoder.hold(value))

    def _forget_tracebacks(self, handles: list[int]) -> None:
        """Removes tracebacks of earlier failures, whose exceptions the host may hold for long.

        Exceptions that Python code holds too keep theirs.
        """
        if handles:
            self._latest.append(handles)
        if len(self._latest) <= TRACEBACKS:
            return
        owners = 3  # the table of objects, and the two names that it has here and inside of getrefcount
        for handle in self._latest.popleft():
            error = self._objects.find(handle)
            if error is not None and sys.getrefcount(error) <= owners:
                _set_traceback(error, None)
            owners = 5  # and as cause and context of the one before
            del error


def _frames(error: BaseException) -> list[list[Any]]:
    frames = frames_of(_traceback(error))
    if issubclass(type(error), SyntaxError):
        place = frame_of_syntax_error(error)  # type: ignore[arg-type]
        return frames if place is None else [*frames, place]
    return frames


def _notes(error: BaseException) -> list[str]:
    notes = dict.get(_attributes(error), "__notes__")
    if type(notes) is not list:
        return []
    return [bounded(note, MAX_TEXT // MAX_NOTES) for note in notes[:MAX_NOTES] if type(note) is str]


def _members(error: BaseException) -> list[BaseException] | None:
    """Of an exception group; before 3.11 those of the package `exceptiongroup`."""
    if _group is not None and issubclass(type(error), _group):
        members = vars(_group)["exceptions"].__get__(error)
    elif any(_is_backported_group(base) for base in bases_of(type(error))):
        members = dict.get(_attributes(error), "_exceptions")
    else:
        return None
    if type(members) not in (list, tuple):
        return []
    return [member for member in members if issubclass(type(member), BaseException)]


def _is_backported_group(kind: type) -> bool:
    module, _, name = class_name(kind).partition(":")
    return name == "BaseExceptionGroup" and module.startswith("exceptiongroup")
