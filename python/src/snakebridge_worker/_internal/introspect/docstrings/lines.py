"""Lines of text and their indentation."""

from __future__ import annotations


def joined(lines: list[str]) -> str:
    """Return the lines as one text, without empty lines around it."""
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def dedented(lines: list[str]) -> list[str]:
    """Return the lines without their common indentation."""
    margin = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[margin:] for line in lines]


def is_indented(lines: list[str], index: int) -> bool:
    """Return whether an indented block begins at this line, or after one empty line."""
    following = next((line for line in lines[index : index + 2] if line.strip()), "")
    return following[:1].isspace()


def blocks(lines: list[str]) -> list[tuple[str, list[str]]]:
    """Split into the lines without indentation, each with the dedented lines below it."""
    result: list[tuple[str, list[str]]] = []
    for line in lines:
        if line.strip() and not line[:1].isspace():
            result.append((line.rstrip(), []))
        elif result:
            result[-1][1].append(line)
    return [(head, dedented(body)) for head, body in result]
