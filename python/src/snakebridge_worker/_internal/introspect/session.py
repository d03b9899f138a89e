"""One run of the introspector: it answers every question, each within the time limit."""

from __future__ import annotations

import faulthandler
import os
import sys
import time

from .channel import Channel
from .facts import Answer
from .objects.guarded import guarded
from .questions.catalogue import entry_of, modules_of, names_in
from .questions.catalogue_facts import EntryAnswer, ModulesAnswer, NamesAnswer
from .questions.import_failures import ImportFailedError
from .questions.lookup import Lookup
from .questions.type_names import TypeNames
from .stubs.declared_stubs import DeclaredStubs
from .stubs.stubs import Stubs
from .types.constructors import UNKNOWN

#: Seconds between restarts of the time limit, each of which costs a thread. A question may take that much longer.
REARM = 1.0


def run() -> None:
    """Answer all questions, then end at once, without running the exit handlers of libraries."""
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
            # A thread in C: it needs no GIL, and it ends an orphan too. Its output starts with "Timeout".
            limit = channel.header["timeout"] + REARM
            faulthandler.dump_traceback_later(limit, exit=True, file=channel.descriptor)
        if "type" in question:
            channel.send(index, guarded(lambda: names.facts(question["type"])) or UNKNOWN)  # noqa: B023
        else:
            channel.send(index, answer_question(lookup, **question))
    guarded(sys.stdout.flush)
    guarded(sys.stderr.flush)
    os._exit(0)


def answer_question(
    lookup: Lookup, module: str, path: list[str], within: str | None = None, about: str | None = None
) -> Answer | EntryAnswer | NamesAnswer | ModulesAnswer:
    """Return the answer; a failure of the library, or of the introspector, is an answer too."""
    try:
        match about:
            case "entry":
                return entry_of(lookup, module, path)
            case "names":
                return names_in(lookup, module)
            case "modules":
                return modules_of(lookup, module)
            case _:
                return lookup.answer(module, path) if within is None else lookup.public_place(module, path[0], within)
    except ImportFailedError as failed:
        return {"failed": failed.facts}
    except BaseException as error:  # Any access to a library's object can raise anything.
        return {"failed": ImportFailedError.from_exception(module, error).facts}
