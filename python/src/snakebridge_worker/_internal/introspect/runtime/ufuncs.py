"""Universal functions of numpy, whoever has made them: what they give, by the loops that each lists (``"dd->d"``).

Stubs say ``Any``, since what comes back depends on what is given: of single numbers a number, of arrays an array.
"""

from __future__ import annotations

import itertools
from typing import Any

from ..objects.guarded import guarded
from ..objects.static import class_path
from ..types.constructors import UNKNOWN, Facts, generic, literal, named, union
from ..types.numpy_types import ARRAY, ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON

#: Names of scalars by the characters of their dtypes.
_SCALARS = {
    "?": "bool", "b": "int8", "B": "uint8", "h": "int16", "H": "uint16", "i": "int32", "I": "uint32", "l": "int64",
    "L": "uint64", "q": "int64", "Q": "uint64", "e": "float16", "f": "float32", "d": "float64", "g": "longdouble",
    "F": "complex64", "D": "complex128", "G": "clongdouble", "M": "datetime64", "m": "timedelta64",
}  # fmt: skip
#: What a single boolean, integer, float and complex number is cast to without being asked.
_CASTS = {"?": "?bBhHiIlLqQefdgFDG", "l": "lqdgDG", "d": "dgDG", "D": "DG"}
_REAL, _NUMBERS = "ld", "?ldD"
_PLACES_LIMIT = 5

_NOTHING = named("builtins:NoneType")
_SHAPE = generic(named("builtins:tuple"), [UNKNOWN, named("builtins:ellipsis")])
_DTYPE = union([named("numpy.typing:DTypeLike"), _NOTHING])
_OPTIONS: dict[str, Facts] = {
    "out": union([ARRAY, named("builtins:tuple"), named("types:EllipsisType"), _NOTHING]),
    "where": union([ARRAY_LIKE, _NOTHING]),
    "casting": literal(["no", "equiv", "safe", "same_kind", "same_value", "unsafe"]),
    "order": union([literal(["K", "A", "C", "F"]), _NOTHING]),
    "dtype": _DTYPE,
    "subok": named("builtins:bool"),
    "signature": union([_DTYPE, named("builtins:tuple")]),
}
#: With one of these, the result is something else.
_DECIDING = frozenset(("out", "dtype", "signature"))


def ufunc_signature(value: Any, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Return the typed signature of a universal function that works element by element; nothing of anything else."""
    return guarded(lambda: _typed(value, facts)) if class_path(type(value)) == "numpy:ufunc" else None


def _typed(value: Any, facts: dict[str, Any]) -> dict[str, Any] | None:
    parameters = facts["parameters"]
    places = [each["name"] for each in parameters if each["required"]]
    if value.signature is not None or len(places) != value.nin or value.nin > _PLACES_LIMIT:
        return None
    loops = [(taken, given) for taken, _, given in (each.partition("->") for each in value.types)]
    return {
        **facts,
        "parameters": [_with_type(each) for each in parameters],
        "overloads": _overloads(loops, parameters, places),
        # What is in Python decides itself: a `Series` gives a `Series`.
        "returns": _together([union([ELEMENT, ARRAY, IN_PYTHON])] * value.nout),
    }


def _with_type(parameter: dict[str, Any]) -> dict[str, Any]:
    type_ = ARRAY_LIKE if parameter["required"] else _OPTIONS.get(parameter["name"])
    return parameter if type_ is None else {**parameter, "type": type_}


def _overloads(
    loops: list[tuple[str, str]], parameters: list[dict[str, Any]], places: list[str]
) -> list[dict[str, Any]]:
    """Return what single real numbers give, then any single numbers, arrays with numbers, and all other values."""
    real, numbers = (_given(_reached(loops, kinds, len(places))) for kinds in (_REAL, _NUMBERS))
    arrays = _given([each for each in loops if set(each[1]) <= set("".join(_CASTS["?"]))])
    cases: list[tuple[Facts, list[Facts]]] = [
        (named("builtins:float"), [_scalar(each) for each in real]),
        (union([named("builtins:bool"), named("builtins:complex")]), [_scalar(each) for each in numbers]),
        (generic(ARRAY_LIKE, [named("builtins:complex")]), [_array(each) for each in arrays]),
    ]
    # A loop for objects gives what their own operators give.
    if any("O" in given for _, given in loops):
        cases.append((ARRAY_LIKE, [UNKNOWN]))
    return [
        {
            "narrowed": [
                *({"name": name, "required": True, "type": taken} for name in places),
                *(
                    {"name": each["name"], "required": False, "type": _NOTHING}
                    for each in parameters
                    if each["name"] in _DECIDING
                ),
            ],
            "returns": _together(given),
        }
        for taken, given in cases
        if given
    ]


def _reached(loops: list[tuple[str, str]], kinds: str, count: int) -> list[tuple[str, str]]:
    """Return the loops that numbers of these kinds lead to: for each choice of kinds, the first that takes them."""
    choices = itertools.product(kinds, repeat=count)
    first = (
        next((loop for loop in loops if all(map(_is_cast, choice, loop[0])) and len(loop[0]) == count), None)
        for choice in choices
    )
    return [each for each in dict.fromkeys(first) if each is not None]


def _is_cast(kind: str, character: str) -> bool:
    return character in _CASTS[kind]


def _given(loops: list[tuple[str, str]]) -> list[list[str]]:
    """Return for each result the characters of its dtypes."""
    return [list(dict.fromkeys(each)) for each in zip(*(given for _, given in loops), strict=False)]


def _scalar(characters: list[str]) -> Facts:
    names = [_SCALARS.get(each) for each in characters]
    return union([UNKNOWN if each is None else named(f"numpy:{each}") for each in names])


def _array(characters: list[str]) -> Facts:
    """Return an array, with its dtype where all loops have one of the same kind."""
    for dtype, kinds in (("bool", "?"), ("floating", "efdg")):
        if set(characters) <= set(kinds):
            return generic(ARRAY, [_SHAPE, generic(named("numpy:dtype"), [named(f"numpy:{dtype}")])])
    return ARRAY


def _together(results: list[Facts]) -> Facts:
    return results[0] if len(results) == 1 else generic(named("builtins:tuple"), results)
