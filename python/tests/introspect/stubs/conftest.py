from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from stub_library import Ask, Facts

from snakebridge_worker._internal.introspect.questions.lookup import Lookup
from snakebridge_worker._internal.introspect.stubs.stubs import Stubs

_numbers = itertools.count()


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Return a function that introspects ``f`` of a library made of a source and a stub."""
    monkeypatch.syspath_prepend(str(tmp_path))

    def facts_of(source: str, stub: str, name: str = "f", **others: str) -> Facts:
        library = f"stubbed{next(_numbers)}"
        for suffix, text in {"py": source, "pyi": stub}.items():
            (tmp_path / f"{library}.{suffix}").write_text(text)
        for other, text in others.items():
            (tmp_path / f"{other}.pyi").write_text(text)
        answer = Lookup(Stubs(None)).answer(library, [name])
        # JSON, because answers must be plain data; a fixed name, because each library has its own name.
        facts: Facts = json.loads(json.dumps(answer).replace(library, "lib"))["found"]["facts"]
        return facts

    return facts_of
