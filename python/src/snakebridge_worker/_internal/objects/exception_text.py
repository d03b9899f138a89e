"""The text of an exception, read without trusting it."""

from __future__ import annotations

from .class_names import class_name

MAX_TEXT = 64 * 1024


def message_of(error: BaseException) -> str:
    """Returns ``str(error)``, or the reason why there is none."""
    try:
        return bounded(str(error), MAX_TEXT)
    except BaseException as failure:  # __str__ is foreign code: it may raise anything, SystemExit too
        return f"<{class_name(type(error))} whose __str__ raised {class_name(type(failure))}>"


def bounded(text: str, limit: int) -> str:
    """The beginning of a long text."""
    # A subclass of str may lie about its length and slices: str's own methods do not.
    length = str.__len__(text)
    if length <= limit:
        return str.__getitem__(text, slice(None))
    return f"{str.__getitem__(text, slice(limit))}… ({length} characters)"
