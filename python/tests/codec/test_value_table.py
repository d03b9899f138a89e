"""The cases of fixtures/values/values.json, which the TypeScript tests and the guide use too."""

from __future__ import annotations

import contextlib
import json
import sys
from pathlib import Path

import pytest

from codec_wire import Wire, same
from snakebridge_worker._internal.errors import NotEncodable
from snakebridge_worker._internal.wire.flags import BY_VALUE

VALUES = Path(__file__, "../../../../fixtures/values").resolve()
sys.path.append(str(VALUES / "pkg"))
made = __import__("value_cases").made

TABLE = json.loads((VALUES / "values.json").read_text("utf-8"))
CASES = [(row, source) for row in TABLE for source in row["cases"]]


@pytest.mark.parametrize(("row", "source"), CASES, ids=[source for _, source in CASES])
def test_comes_back_the_same(row: dict, source: str) -> None:
    wire = Wire()
    value = made(source)
    got = wire.over(value)
    if row["as"] == ["PyObject"]:
        assert got is value
    else:
        assert same(got, value.item() if row.get("plain") else value)


@pytest.mark.parametrize("source", [source for row, source in CASES if row["as"] == ["PyObject"]])
def test_by_value_nothing_is_a_reference(source: str) -> None:
    wire = Wire()
    with contextlib.suppress(NotEncodable):
        wire.over([made(source)], BY_VALUE)
    assert len(wire.objects) == 0
