"""Failed imports as facts."""

from __future__ import annotations

import os
import traceback

from ..facts import FailureReason, ImportFailure
from ..objects.guarded import guarded

DETAIL_LIMIT = 4000
#: The introspector's own folder, whose frames do not belong into a traceback.
_INTROSPECTOR = os.path.dirname(os.path.dirname(__file__))


class ImportFailedError(Exception):
    """A module cannot be imported."""

    def __init__(self, module: str, reason: FailureReason, message: str, detail: str | None = None) -> None:
        super().__init__(message)
        self.facts: ImportFailure = {"module": module, "reason": reason, "message": message}
        if detail:
            self.facts["detail"] = detail[-DETAIL_LIMIT:]

    @classmethod
    def from_exception(cls, module: str, error: BaseException) -> ImportFailedError:
        """Describe the exception that the import of ``module`` raised."""
        lines = guarded(lambda: traceback.format_exception_only(type(error), error)) or [type(error).__name__]
        message = lines[-1].strip()
        if isinstance(error, SystemExit):
            return cls(module, "exited", message)
        return cls(module, "raised", message, guarded(lambda: _traceback_of(error)))


def _traceback_of(error: BaseException) -> str:
    report = traceback.TracebackException.from_exception(error, limit=-20)
    report.stack = traceback.StackSummary.from_list(
        [
            frame
            for frame in report.stack
            if not frame.filename.startswith((_INTROSPECTOR, "<frozen importlib"))
            and os.path.basename(os.path.dirname(frame.filename)) != "importlib"
        ]
    )
    return "".join(report.format())
