"""The special methods of a class that say what they give: for ``[]``, ``()``, operators, ``for`` and ``with``."""

from __future__ import annotations

from typing import Any

from ..objects.guarded import guarded
from ..objects.static import class_dict, class_mro, class_path
from ..runtime.members import member_of
from ..stubs.stubs import Stubs

_BINARY = (
    "add", "and", "floordiv", "lshift", "matmul", "mod", "mul", "or", "pow", "rshift", "sub", "truediv", "xor",
)  # fmt: skip
_OTHERS = (
    "abs", "aenter", "aiter", "anext", "call", "enter", "eq", "ge", "getitem", "gt", "invert", "iter", "le", "lt", "ne",
    "neg", "next", "pos",
)  # fmt: skip
_NAMES = sorted(
    f"__{name}__" for name in (*_OTHERS, *(f"{prefix}{each}" for prefix in ("", "r", "i") for each in _BINARY))
)


def special_members(cls: type, paths: list[str], stubs: Stubs) -> list[dict[str, Any]]:
    """Return the special methods of which something is known, sorted by name; ``paths`` are names of the class."""
    found = []
    for name in _NAMES:
        owner = next((base for base in class_mro(cls) if name in class_dict(base)), object)
        if owner is not object:
            member = _special(cls, name, paths, stubs) if owner is cls else _inherited(owner, name, stubs)
            if member is not None and member["kind"] == "method" and _is_known(name, member["signature"]):
                found.append(member)
    return found


def _inherited(owner: type, name: str, stubs: Stubs) -> dict[str, Any] | None:
    return stubs.told.once(owner, name, lambda: _special(owner, name, [class_path(owner)], stubs))


def _special(owner: type, name: str, paths: list[str], stubs: Stubs) -> dict[str, Any] | None:
    return guarded(lambda: stubs.member(paths, member_of(owner, name, class_dict(owner)[name])))


def _is_known(name: str, signature: dict[str, Any]) -> bool:
    """Tell whether a signature says more than that there is such a method."""
    results = [signature, *signature.get("overloads", [])]
    parameters = [each for each in signature["parameters"] if not each["kind"].startswith("var-")]
    return any("returns" in each for each in results) or (name == "__call__" and bool(parameters))
