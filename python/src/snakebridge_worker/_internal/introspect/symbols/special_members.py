"""The special methods of a class with a known result: for ``[]``, ``()``, operators, ``for`` and ``with``."""

from __future__ import annotations

from ..facts import MemberFacts, OverloadFacts, SignatureFacts
from ..objects.guarded import guarded
from ..objects.static import class_dict, class_mro, class_path
from ..runtime.members import member_of
from ..signatures.parameters import is_variadic
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


def special_members(cls: type, paths: list[str], stubs: Stubs) -> list[MemberFacts]:
    """Return the special methods with a known result, sorted by name; ``paths`` are the names of the class."""
    methods = []
    for name in _NAMES:
        owner = next((base for base in class_mro(cls) if name in class_dict(base)), object)
        if owner is not object:
            member = _special(cls, name, paths, stubs) if owner is cls else _inherited(owner, name, stubs)
            if member is not None and member["kind"] == "method" and _is_known(name, member["signature"]):
                methods.append(member)
    return methods


def _inherited(owner: type, name: str, stubs: Stubs) -> MemberFacts | None:
    return stubs.class_cache.once(owner, name, lambda: _special(owner, name, [class_path(owner)], stubs))


def _special(owner: type, name: str, paths: list[str], stubs: Stubs) -> MemberFacts | None:
    return guarded(lambda: stubs.member(paths, member_of(owner, name, class_dict(owner)[name])))


def _is_known(name: str, signature: SignatureFacts) -> bool:
    """Return whether a signature has more information than the existence of the method."""
    results: list[SignatureFacts | OverloadFacts] = [signature, *signature.get("overloads", [])]
    parameters = [each for each in signature["parameters"] if not is_variadic(each)]
    return any("returns" in each for each in results) or (name == "__call__" and bool(parameters))
