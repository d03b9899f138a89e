"""Sphinx's style: fields (``:param x: text``, ``:type x: int``) and the directive ``.. deprecated::``."""

from __future__ import annotations

import re

from .lines import dedented, is_indented, joined
from .model import Docstring, Entry

_FIELD = re.compile(r":(\w+)(?:[ \t]+([^:\n]*?))?:(?:[ \t]+(.*))?$")
#: The kinds of entries, by the name of the field.
_ENTRIES = {
    **dict.fromkeys(("param", "parameter", "arg", "argument", "key", "keyword", "kwparam"), "parameters"),
    **dict.fromkeys(("return", "returns"), "returns"),
    **dict.fromkeys(("raise", "raises", "except", "exception"), "raises"),
    **dict.fromkeys(("yield", "yields"), "yields"),
    **dict.fromkeys(("var", "ivar", "cvar"), "attributes"),
}
_TYPES = ("type", "rtype", "vartype")
#: The key of the result's type among the types of parameters.
_RESULT = ":rtype"
_DEPRECATED = re.compile(r"^\.\. deprecated::[ \t]*(.*)\n?((?:[ \t]+.*\n?|\s*\n)*)", re.MULTILINE)


def take_fields(lines: list[str], docstring: Docstring) -> list[str]:
    """Add all fields to the docstring, and return the other lines. Fields can be anywhere, in any order."""
    rest: list[str] = []
    types: dict[str, str] = {}
    index = 0
    while index < len(lines):
        match = _FIELD.match(lines[index])
        name = match[1].lower() if match else ""
        if match is None or (name not in _ENTRIES and name not in _TYPES):
            rest.append(lines[index])
            index += 1
            continue
        end = _end_of_field(lines, index)
        argument = (match[2] or "").strip()
        text = f"{match[3] or ''}\n{joined(dedented(lines[index + 1 : end]))}".strip()
        if name in _TYPES:
            types[argument if name != "rtype" else _RESULT] = " ".join(text.split())
        else:
            # `:param int x:` has the type before the name.
            *type_, argument = argument.split() or [""]
            docstring.entries(_ENTRIES[name]).append(Entry(argument, " ".join(type_), text))
        index = end
    _add_types(docstring, types)
    return rest


def _end_of_field(lines: list[str], index: int) -> int:
    end = index + 1
    while end < len(lines) and (lines[end][:1].isspace() or (not lines[end].strip() and is_indented(lines, end))):
        end += 1
    return end


def _add_types(docstring: Docstring, types: dict[str, str]) -> None:
    for entry in [*docstring.parameters, *docstring.attributes]:
        entry.type = entry.type or types.get(entry.name.lstrip("\\*"), types.get(entry.name, ""))
    if _RESULT in types:
        if not docstring.returns:
            docstring.returns.append(Entry(""))
        docstring.returns[0].type = docstring.returns[0].type or types[_RESULT]
    for entry in docstring.parameters:
        entry.name = entry.name.replace("\\", "")


def take_deprecation(prose: str, docstring: Docstring) -> str:
    """Add the deprecation to the docstring, and return the prose without it."""
    match = _DEPRECATED.search(prose)
    if match is None:
        return prose
    version, body = match[1].strip(), joined(dedented(match[2].split("\n")))
    since = f"Since {version}. " if re.match(r"\d", version) else f"{version} "
    docstring.deprecated = f"{since}{body}".strip()
    return f"{prose[: match.start()].rstrip()}\n\n{prose[match.end() :].lstrip()}".strip()
