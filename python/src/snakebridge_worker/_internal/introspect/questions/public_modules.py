"""The modules in which a library may export a class that another module defines."""

from __future__ import annotations


def public_modules(module: str, library: str) -> list[str]:
    """Return a library's packages down to ``module``: public ones first, shorter ones before longer ones."""
    parts = module.split(".")
    packages = [".".join(parts[:end]) for end in range(1, len(parts) + 1)]
    inside = [each for each in packages if each == library or each.startswith(f"{library}.")] or [library, module]
    return sorted(inside, key=_is_private)


def _is_private(module: str) -> bool:
    return any(part.startswith("_") for part in module.split("."))
