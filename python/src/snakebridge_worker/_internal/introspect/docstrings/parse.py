"""Docstrings taken apart: numpydoc sections, Google's sections, and Sphinx's fields, whichever are there.

A line begins a section (``Parameters`` over dashes, ``Args:`` over an indented block) or a field (``:param x:``), or
goes on with what began before. Text that follows none of these conventions is all prose.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass
class Entry:
    """A parameter, result, or exception: what is said of it."""

    name: str
    #: As it is spelt; empty where nothing is said.
    type: str = ""
    text: str = ""


@dataclass
class Docstring:
    """The parts of one docstring; texts keep their markup."""

    #: What stands before the first section.
    prose: str = ""
    parameters: list[Entry] = field(default_factory=list)
    returns: list[Entry] = field(default_factory=list)
    yields: list[Entry] = field(default_factory=list)
    raises: list[Entry] = field(default_factory=list)
    attributes: list[Entry] = field(default_factory=list)
    #: Other sections (``examples``, ``notes``, ``see also``…), as they are written.
    others: dict[str, str] = field(default_factory=dict)
    deprecated: str | None = None


#: Titles, in small letters, of the sections that hold entries.
_ENTRIES = {
    **dict.fromkeys(("parameters", "other parameters", "args", "arguments", "params", "parameter"), "parameters"),
    **dict.fromkeys(("keyword args", "keyword arguments", "keyword parameters"), "parameters"),
    **dict.fromkeys(("returns", "return"), "returns"),
    **dict.fromkeys(("yields", "yield"), "yields"),
    **dict.fromkeys(("raises", "raise", "exceptions", "except"), "raises"),
    **dict.fromkeys(("attributes", "attribute"), "attributes"),
}
_OTHERS = {
    **dict.fromkeys(("examples", "example"), "examples"),
    **dict.fromkeys(("see also", "seealso"), "see also"),
    **dict.fromkeys(("notes", "note"), "notes"),
    **dict.fromkeys(("warnings", "warning", "warns", "methods", "references", "todo"), "others"),
}
_TITLES = {**_ENTRIES, **_OTHERS}
_RULE = re.compile(r"\s*(-{3,}|={3,})\s*")
_GOOGLE = re.compile(r"([A-Za-z][A-Za-z ]{2,20}):")
#: ``name: type``, as some write it.
_NAMED = re.compile(r"[A-Za-z_]\w*: \S")
_FIELD = re.compile(r":(\w+)(?:[ \t]+([^:\n]*?))?:(?:[ \t]+(.*))?$")
_FIELDS = {
    **dict.fromkeys(("param", "parameter", "arg", "argument", "key", "keyword", "kwparam"), "parameters"),
    **dict.fromkeys(("return", "returns"), "returns"),
    **dict.fromkeys(("raise", "raises", "except", "exception"), "raises"),
    **dict.fromkeys(("yield", "yields"), "yields"),
    **dict.fromkeys(("var", "ivar", "cvar"), "attributes"),
}
_NAMES = re.compile(r"(\*{0,2}\w+(?:\s*,\s*\*{0,2}\w+)*)\s*(?::\s*(.*))?$")
_GOOGLE_ENTRY = re.compile(r"(\*{0,2}[\w.]+)\s*(?:\((.*?)\))?\s*:(?:\s+(.*))?$")
_GOOGLE_TYPE = re.compile(r"[\w.]+(?:\[[\w\s.,|\[\]]*\])?(?:(?: of| or| \||,) [\w.]+)*")
_TYPE_LIMIT = 200
_DEPRECATED = re.compile(r"^\.\. deprecated::[ \t]*(.*)\n?((?:[ \t]+.*\n?|\s*\n)*)", re.MULTILINE)


def parse_docstring(text: str) -> Docstring:
    """Take a dedented docstring apart."""
    parsed = Docstring()
    lines = text.split("\n")
    prose, sections = _sections(lines)
    for title, body, is_google in sections:
        name = _ENTRIES.get(title)
        if name is None:
            parsed.others[_OTHERS[title]] = _joined(body)
        else:
            getattr(parsed, name).extend(_entries(name, body, is_google=is_google))
    # Fields have no order; they stand for themselves wherever they are.
    rest = _fields(prose, parsed)
    parsed.prose = _without_deprecation(_joined(rest), parsed)
    return parsed


def _sections(lines: list[str]) -> tuple[list[str], list[tuple[str, list[str], bool]]]:
    """Split into what stands before, and sections: title, dedented lines, whether they are Google's."""
    prose: list[str] = []
    sections: list[tuple[str, list[str], bool]] = []
    current = prose
    index = 0
    while index < len(lines):
        line = lines[index]
        after = lines[index + 1] if index + 1 < len(lines) else ""
        title = line.strip().lower()
        google = _GOOGLE.fullmatch(line)
        if _RULE.fullmatch(after) and title and (title in _TITLES or sections):
            # Under a title that is not known stands something else; it belongs to no section before.
            current = []
            sections.append((title if title in _TITLES else "references", current, False))
            index += 2
        elif google and google[1].lower() in _TITLES and _is_block(lines, index + 1):
            end = index + 1
            while end < len(lines) and (not lines[end].strip() or lines[end][:1].isspace()):
                end += 1
            sections.append((google[1].lower(), _dedented(lines[index + 1 : end]), True))
            index = end
        else:
            current.append(line)
            index += 1
    return prose, sections


def _is_block(lines: list[str], index: int) -> bool:
    following = next((line for line in lines[index : index + 2] if line.strip()), "")
    return following[:1].isspace()


def _entries(section: str, lines: list[str], *, is_google: bool) -> list[Entry]:
    found: list[Entry] = []
    for head, body in _blocks(lines):
        text = _joined(body)
        if section == "raises" or (section in ("returns", "yields") and not is_google):
            name, _, type_ = head.partition(" : ") if " : " in head or not _NAMED.match(head) else head.partition(": ")
            if is_google:
                name, _, first = head.partition(":")
                found.append(Entry(name.strip(), text=f"{first.strip()}\n{text}".strip()))
            else:
                found.append(Entry(name.strip(), type_.strip(), text) if type_ else _unnamed(section, name, text))
        elif is_google and section in ("returns", "yields"):
            type_, _, first = head.partition(": ")
            if not first or not _GOOGLE_TYPE.fullmatch(type_[:_TYPE_LIMIT].strip()):
                type_, first = "", head
            if found:
                # A second paragraph, or a second line of prose.
                found[0].text = f"{found[0].text}\n{head}\n{text}".strip()
            else:
                found.append(Entry("", type_.strip(), f"{first}\n{text}".strip()))
        else:
            match = (_GOOGLE_ENTRY if is_google else _NAMES).match(head)
            if match:
                first = (match[3] or "") if is_google else ""
                names = [each.strip() for each in match[1].split(",")]
                found += [Entry(name, (match[2] or "").strip(), f"{first}\n{text}".strip()) for name in names]
    return found


def _unnamed(section: str, head: str, text: str) -> Entry:
    return Entry(head.strip(), text=text) if section == "raises" else Entry("", head.strip().rstrip(":"), text)


def _blocks(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Split into lines at the left margin, each with the indented lines below it, dedented."""
    blocks: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.strip() and not line[:1].isspace():
            blocks.append((line.rstrip(), []))
        elif blocks:
            blocks[-1][1].append(line)
    return [(head, _dedented(body)) for head, body in blocks]


def _fields(lines: list[str], parsed: Docstring) -> list[str]:
    """Take fields with their indented continuation out of the prose."""
    rest: list[str] = []
    types: dict[str, str] = {}
    index = 0
    while index < len(lines):
        match = _FIELD.match(lines[index])
        kind = match[1].lower() if match else ""
        if match is None or (kind not in _FIELDS and kind not in ("type", "rtype", "vartype")):
            rest.append(lines[index])
            index += 1
            continue
        end = index + 1
        while end < len(lines) and (lines[end][:1].isspace() or (not lines[end].strip() and _is_block(lines, end))):
            end += 1
        argument = (match[2] or "").strip()
        text = f"{match[3] or ''}\n{_joined(_dedented(lines[index + 1 : end]))}".strip()
        if kind in ("type", "rtype", "vartype"):
            types[argument if kind != "rtype" else ":rtype"] = " ".join(text.split())
        else:
            *type_, name = argument.split() or [""]
            getattr(parsed, _FIELDS[kind]).append(Entry(name, " ".join(type_), text))
        index = end
    for entry in [*parsed.parameters, *parsed.attributes]:
        entry.type = entry.type or types.get(entry.name.lstrip("\\*"), types.get(entry.name, ""))
    if ":rtype" in types:
        if not parsed.returns:
            parsed.returns.append(Entry(""))
        parsed.returns[0].type = parsed.returns[0].type or types[":rtype"]
    for entry in parsed.parameters:
        entry.name = entry.name.replace("\\", "")
    return rest


def _without_deprecation(prose: str, parsed: Docstring) -> str:
    match = _DEPRECATED.search(prose)
    if match is None:
        return prose
    version, body = match[1].strip(), _joined(_dedented(match[2].split("\n")))
    since = f"Since {version}. " if re.match(r"\d", version) else f"{version} "
    parsed.deprecated = f"{since}{body}".strip()
    return f"{prose[: match.start()].rstrip()}\n\n{prose[match.end() :].lstrip()}".strip()


def _joined(lines: list[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _dedented(lines: list[str]) -> list[str]:
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]
