"""Looking up symbols."""

import sys
import threading
from pathlib import Path

import pytest

from snakebridge_worker._internal.objects.locked_symbols import LockedSymbols
from snakebridge_worker._internal.objects.symbols import Symbols

SLOW = """
import sys
sys.half.set()
sys.rest.wait()
late = 1
"""


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    (tmp_path / "slow_import.py").write_text(SLOW)
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "half", threading.Event(), raising=False)
    monkeypatch.setattr(sys, "rest", threading.Event(), raising=False)
    return sys.rest  # type: ignore[attr-defined,no-any-return]


def test_waits_for_an_import_that_another_thread_is_in_the_middle_of(slow: threading.Event) -> None:
    importer = threading.Thread(target=lambda: __import__("slow_import"))
    importer.start()
    sys.half.wait()  # type: ignore[attr-defined]
    resolved: list[object] = []
    symbols = Symbols(LockedSymbols(None))
    thread = threading.Thread(target=lambda: resolved.append(symbols.resolve("slow_import:late")))
    thread.start()
    thread.join(0.05)
    slow.set()
    importer.join()
    thread.join()
    assert resolved == [1]
