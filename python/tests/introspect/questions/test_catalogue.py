"""What a library has, for people who look around in it."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest

from snakebridge_worker._internal.introspect.questions.lookup import Lookup
from snakebridge_worker._internal.introspect.session import answer_question
from snakebridge_worker._internal.introspect.stubs.stubs import Stubs


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Make a package with all that a catalogue has to tell apart."""
    files = {
        "__init__.py": "from .core.thing import Thing, make\nfrom os.path import join\n_hidden = 1\n",
        "core/__init__.py": "",
        "core/thing.py": '''
class Thing:
    """A thing.

    More of it.
    """

    def grow(self, by=1):
        """Grows."""

    @property
    def size(self):
        """Its size."""

def make(a, *, b=2):
    """Makes one."""
''',
        "listed.py": "from os.path import join\nimport sys\n__all__ = ['join', 'absent', 'sys', 1]\nother = 1\n",
        "broken.py": "raise RuntimeError('never')\n",
        "tests/__init__.py": "raise SystemExit\n",
        "_private.py": "raise SystemExit\n",
        "__main__.py": "raise SystemExit\n",
    }
    for name, text in files.items():
        path = tmp_path / "catalogued" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    monkeypatch.syspath_prepend(tmp_path)
    for name in [each for each in sys.modules if each.partition(".")[0] == "catalogued"]:
        monkeypatch.delitem(sys.modules, name)
    return "catalogued"


def ask(lookup: Lookup, about: str, module: str, *path: str) -> Any:
    return answer_question(lookup, module, list(path), about=about)


def test_modules_are_found_without_importing_them(library: str) -> None:
    answer = ask(Lookup(Stubs(None)), "modules", library)
    assert answer == {
        "modules": [
            "catalogued",
            "catalogued.broken",
            "catalogued.core",
            "catalogued.core.thing",
            "catalogued.listed",
        ]
    }
    assert "catalogued.broken" not in sys.modules


def test_names_are_listed_once(library: str) -> None:
    lookup = Lookup(Stubs(None))
    [thing, make] = ask(lookup, "names", library)["names"]
    assert (thing["name"], thing["kind"], thing["home"]) == ("Thing", "class", "catalogued.core.thing:Thing")
    assert thing["summary"] == "A thing."
    assert [(each["name"], each["kind"], each["summary"]) for each in thing["members"]] == [
        ("grow", "method", "Grows."),
        ("size", "property", "Its size."),
    ]
    assert [each["name"] for each in make["signature"]["parameters"]] == ["a", "b"]
    again = {"name": "Thing", "kind": "class", "home": "catalogued.core.thing:Thing"}
    assert ask(lookup, "names", "catalogued.core.thing")["names"][0] == again


def test_a_module_has_what_it_lists(library: str) -> None:
    names = ask(Lookup(Stubs(None)), "names", f"{library}.listed")["names"]
    assert [each["name"] for each in names] == ["join"]


def test_a_module_that_fails(library: str) -> None:
    failed = ask(Lookup(Stubs(None)), "names", f"{library}.broken")["failed"]
    assert (failed["reason"], failed["message"]) == ("raised", "RuntimeError: never")


def test_entries(library: str) -> None:
    lookup = Lookup(Stubs(None))
    entry = ask(lookup, "entry", library, "Thing")["entry"]
    assert entry["doc"] == "A thing.\n\nMore of it."
    assert [each["name"] for each in entry["names"]] == ["grow", "size"]
    member = ask(lookup, "entry", library, "Thing", "grow")["entry"]
    assert (member["name"], member["kind"], member["doc"]) == ("catalogued.Thing.grow", "method", "Grows.")
    module = ask(lookup, "entry", library)["entry"]
    assert module["modules"] == ["catalogued.broken", "catalogued.core", "catalogued.listed"]


def test_near_names_of_what_is_not_there(library: str) -> None:
    lookup = Lookup(Stubs(None))
    assert ask(lookup, "entry", library, "Thign")["missing"]["suggestions"] == ["Thing"]
    missing = ask(lookup, "entry", library, "Thing", "grwo")["missing"]
    assert missing == {"module": "catalogued.Thing", "at": 1, "suggestions": ["grow"]}
    assert ask(lookup, "entry", library, "Thing", "grow", "x")["missing"]["module"] == "catalogued.Thing.grow"
