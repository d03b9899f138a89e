"""One run of the introspector: every question gets its answer, each within the time limit."""

from __future__ import annotations

import faulthandler
import os
import sys
import time
from typing import Any

from .channel import Channel
from .objects.guarded import guarded
from .questions.catalogue import entry_of, modules_of, names_in
from .questions.import_failures import ImportFailedError
from .questions.lookup import Lookup
from .questions.type_names import TypeNames
from .stubs.declared_stubs import DeclaredStubs
from .stubs.stubs import Stubs
from .types.constructors import UNKNOWN

#: Seconds between new starts of the limit, each of which costs a thread; a question may take that much longer.
REARM = 1.0


def run() -> None:
    """Answer all questions, then end at once: exit handlers and threads of libraries are none of our business."""
    faulthandler.enable()
    channel = Channel()
    typeshed, declarations = channel.header.get("typeshed"), channel.header.get("declarations")
    stubs = DeclaredStubs(typeshed, declarations) if declarations else Stubs(typeshed)
    lookup = Lookup(stubs)
    names = TypeNames(lookup, stubs)
    armed = -REARM
    for index, question in enumerate(channel.questions):
        if time.monotonic() - armed >= REARM:
            armed = time.monotonic()
            # A thread in C: it needs no GIL, and it ends an orphan too. What it writes starts with "Timeout".
            limit = channel.header["timeout"] + REARM
            faulthandler.dump_traceback_later(limit, exit=True, file=channel.descriptor)
        answer = (
            guarded(lambda: names.facts(question["type"])) or UNKNOWN  # noqa: B023
            if "type" in question
            else answer_question(lookup, **question)
        )
        channel.send(index, answer)
    guarded(sys.stdout.flush)
    guarded(sys.stderr.flush)
    os._exit(0)


def answer_question(
    lookup: Lookup, module: str, path: list[str], within: str | None = None, about: str | None = None
) -> dict[str, Any]:
    """Return the answer as data; a failure of the library, or of ours, is an answer too."""
    try:
        match about:
            case "entry":
                return entry_of(lookup, module, path)
            case "names":
                return names_in(lookup, module)
            case "modules":
                return modules_of(lookup, module)
            case _:
                return lookup.answer(module, path) if within is None else lookup.shown(module, path[0], within)
    except ImportFailedError as failed:
        return {"failed": failed.facts}
    except BaseException as error:  # A library can make anything raise anything.
        return {"failed": ImportFailedError.from_exception(module, error).facts}
