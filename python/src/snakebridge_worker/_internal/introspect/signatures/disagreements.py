"""Where a stub and the run time do not agree on what can be called: the run time is right."""

from __future__ import annotations

from typing import Any

from .parameters import is_variadic, same_parameter

Parameters = list[dict[str, Any]]

#: `(*args, **kwargs)`, which says nothing.
_OPAQUE = {"var-positional", "var-keyword"}


def disagreements(parameters: Parameters, stubs: list[dict[str, Any]], source: str) -> list[dict[str, Any]]:
    """Compare the parameters of the run time with those of the signatures of a stub: names, kinds, defaults."""
    kinds = {each["kind"] for each in parameters}
    if kinds == _OPAQUE:
        return []
    found = []
    for index, parameter in enumerate(_named(parameters)):
        same = [each for stub in stubs if (each := same_parameter(parameter, index, stub["parameters"])) is not None]
        what = _difference(parameter, same, stubs)
        if what is not None:
            found.append({"name": parameter["name"], "what": what, "source": source})
    if "var-keyword" not in kinds:
        known = {each["name"] for each in parameters}
        named = [each for stub in stubs for each in _named(stub["parameters"]) if each["kind"] != "positional-only"]
        absent = dict.fromkeys(each["name"] for each in named if each["name"] not in known)
        found += [{"name": name, "what": "absent", "source": source} for name in absent]
    return found


def _difference(parameter: dict[str, Any], same: Parameters, stubs: list[dict[str, Any]]) -> str | None:
    if not same:
        takes_any = any(is_variadic(each) for stub in stubs for each in stub["parameters"])
        return None if takes_any else "unlisted"
    if all(each["kind"] != parameter["kind"] for each in same):
        return "kind"
    # An overload may well want what the function itself has a default for.
    if len(stubs) == 1 and same[0]["required"] != parameter["required"]:
        return "required" if parameter["required"] else "optional"
    return None


def _named(parameters: Parameters) -> Parameters:
    return [each for each in parameters if not is_variadic(each)]
