"""Type variables: kept where the caller's arguments bind them, replaced by their bounds elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import cast

from ..copies import without
from ..facts import FieldFacts, SignatureFacts, TypeFacts
from .constructors import ANYTHING, UNKNOWN, BoundVariable, name_of, union

#: Bounds that every value meets, or that only Python can check.
_OPEN_BOUNDS = frozenset(("collections.abc:Hashable", "_typeshed:SupportsRichComparison"))


def settle_signature(signature: SignatureFacts) -> SignatureFacts:
    """Keep the variables that parameters and result share, renamed to T, U, …; replace the others by their bounds."""
    parameters = signature["parameters"]
    in_parameters = [
        each["name"]
        for parameter in parameters
        if "type" in parameter
        for each in _variables(parameter["type"])
        if _is_open(each)
    ]
    in_result = {each["name"] for each in _variables(signature["returns"])} if "returns" in signature else set()
    kept = {
        name: _new_name(number)
        for number, name in enumerate(dict.fromkeys(filter(in_result.__contains__, in_parameters)))
    }
    settled: SignatureFacts = {**signature, "parameters": []}
    for each in parameters:
        if "type" in each:
            type_ = settle(each["type"], kept)
            settled["parameters"].append(without(each, "type") if type_ == UNKNOWN else {**each, "type": type_})
        else:
            settled["parameters"].append(each)
    if "returns" in signature:
        returns = settle(signature["returns"], kept)
        # A result that can be anything is no information.
        if returns in (UNKNOWN, ANYTHING):
            return without(settled, "returns")
        settled["returns"] = returns
    return settled


def settle(facts: TypeFacts, kept: Mapping[str, str] | None = None) -> TypeFacts:
    """Replace each variable by its bound, but for those in ``kept``, which get their new name."""
    if kept is None:
        kept = {}
    if facts["kind"] == "variable":
        name = kept.get(facts["name"])
        bound = cast("BoundVariable", facts).get("bound", UNKNOWN)
        return settle(bound) if name is None else {"kind": "variable", "name": name}
    if facts["kind"] == "union":
        return union([settle(each, kept) for each in facts["members"]])
    if facts["kind"] == "name" and "args" in facts:
        return {**facts, "args": [settle(each, kept) for each in facts["args"]]}
    if facts["kind"] == "record":
        return {"kind": "record", "fields": [_settled_field(each, kept) for each in facts["fields"]]}
    if facts["kind"] == "callable":
        settled = without(facts, "returns")
        if "parameters" in facts:
            settled["parameters"] = [settle(each, kept) for each in facts["parameters"]]
        returns = settle(facts["returns"], kept) if "returns" in facts else UNKNOWN
        if returns != UNKNOWN:
            settled["returns"] = returns
        return settled
    return facts


def _settled_field(field: FieldFacts, kept: Mapping[str, str]) -> FieldFacts:
    type_ = settle(field["type"], kept) if "type" in field else UNKNOWN
    return without(field, "type") if type_ == UNKNOWN else {**field, "type": type_}


def _new_name(number: int) -> str:
    """Return a name by position, so that overloads with the same variables are equal."""
    return "TUVW"[number] if number < len("TUVW") else f"T{number}"


def _is_open(facts: BoundVariable) -> bool:
    return "bound" not in facts or name_of(facts["bound"]) in _OPEN_BOUNDS


def _variables(facts: TypeFacts) -> Iterator[BoundVariable]:
    if facts["kind"] == "variable":
        yield cast("BoundVariable", facts)
    for each in _parts_of(facts):
        yield from _variables(each)


def _parts_of(facts: TypeFacts) -> Iterator[TypeFacts]:
    """Yield the types inside a type."""
    if facts["kind"] == "name":
        yield from facts.get("args", ())
    elif facts["kind"] == "union":
        yield from facts["members"]
    elif facts["kind"] == "callable":
        yield from facts.get("parameters", ())
        if "returns" in facts:
            yield facts["returns"]
    elif facts["kind"] == "record":
        yield from (each["type"] for each in facts["fields"] if "type" in each)
