"""Support of the tests: the types that a docstring documents, as short texts."""

from __future__ import annotations

from typing import Any

from snakebridge_worker._internal.introspect.docstrings.documentation import docstring_of
from snakebridge_worker._internal.introspect.docstrings.documented_types import with_documented_types
from snakebridge_worker._internal.introspect.runtime.signatures import signature_of

Facts = dict[str, Any]


def text_of(facts: Facts) -> str:
    if facts["kind"] == "union":
        return " | ".join(map(text_of, facts["members"]))
    if facts["kind"] == "literal":
        return ", ".join(map(repr, facts["values"]))
    name = str(facts.get("name", facts["kind"])).removeprefix("builtins:")
    return f"{name}[{', '.join(map(text_of, facts['args']))}]" if "args" in facts else name


def documented(function: object) -> tuple[dict[str, str], str | None]:
    signature = with_documented_types(signature_of(function), docstring_of(function), function)
    parameters = {each["name"]: text_of(each["documented"]) for each in signature["parameters"] if "documented" in each}
    return parameters, text_of(signature["documented"]) if "documented" in signature else None
