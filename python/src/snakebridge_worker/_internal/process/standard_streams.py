"""`sys.stdin`, `sys.stdout` and `sys.stderr` as Python code finds them in a worker."""

from __future__ import annotations

import io
import sys

from ... import InputUnavailable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn


class StandardStreams:
    """Replaces the streams.

    Lines are seen as they are printed, no character can make print() fail, and reading raises an error with advice.
    """

    def __init__(self) -> None:
        self.written = False
        """Whether text was printed since this was last cleared."""
        sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.BufferedReader(_NoInput()), encoding="utf-8")  # type: ignore[misc]
        if sys.stdout is not None:
            sys.stdout = sys.__stdout__ = self._output(1, "<stdout>")  # type: ignore[misc]
        if sys.stderr is not None:
            sys.stderr = sys.__stderr__ = self._output(2, "<stderr>")  # type: ignore[misc]
        sys.breakpointhook = _no_breakpoint

    def flush(self) -> None:
        """Writes out text without the end of a line, before the host learns that the call has ended."""
        try:  # noqa: SIM105 - suppress() would take longer than the rest of the function
            sys.__stdout__.flush()  # type: ignore[union-attr]
        except (OSError, ValueError, AttributeError):
            pass  # it may be closed, or absent

    def _output(self, descriptor: int, name: str) -> io.TextIOWrapper:
        raw = _Output(descriptor, self)
        raw.name = name
        return io.TextIOWrapper(
            io.BufferedWriter(raw), encoding="utf-8", errors="backslashreplace", newline="\n", line_buffering=True
        )


class _Output(io.FileIO):
    """A descriptor that notes when it is written to."""

    def __init__(self, descriptor: int, streams: StandardStreams) -> None:
        super().__init__(descriptor, "w", closefd=False)
        self._streams = streams

    def write(self, data: Any, /) -> int:
        self._streams.written = True
        return super().write(data)


class _NoInput(io.RawIOBase):
    """Standard input, which is the TypeScript program's."""

    name = "<stdin>"

    def readable(self) -> bool:
        return True

    def fileno(self) -> int:
        return 0

    def readinto(self, _: object, /) -> NoReturn:
        raise InputUnavailable(
            "Python cannot read standard input, which belongs to the TypeScript program: ask there, and pass "
            "the answer as an argument, or a function that gives it"
        )


def _no_breakpoint(*_: object, **__: object) -> NoReturn:
    raise InputUnavailable(
        "breakpoint() cannot stop here, because standard input belongs to the TypeScript program: set "
        "sys.breakpointhook to a debugger that listens on a socket, such as debugpy"
    )
