"""The section titles that numpydoc and Google's style share, in lower case."""

from __future__ import annotations

#: The kinds of entries in a section, by its title.
ENTRIES = {
    **dict.fromkeys(("parameters", "other parameters", "args", "arguments", "params", "parameter"), "parameters"),
    **dict.fromkeys(("keyword args", "keyword arguments", "keyword parameters"), "parameters"),
    **dict.fromkeys(("returns", "return"), "returns"),
    **dict.fromkeys(("yields", "yield"), "yields"),
    **dict.fromkeys(("raises", "raise", "exceptions", "except"), "raises"),
    **dict.fromkeys(("attributes", "attribute"), "attributes"),
}
#: The names of sections without entries, by their titles.
OTHERS = {
    **dict.fromkeys(("examples", "example"), "examples"),
    **dict.fromkeys(("see also", "seealso"), "see also"),
    **dict.fromkeys(("notes", "note"), "notes"),
    **dict.fromkeys(("warnings", "warning", "warns", "methods", "references", "todo"), "others"),
}


def is_title(text: str) -> bool:
    """Return whether a text in lower case is the title of a section."""
    return text in ENTRIES or text in OTHERS
