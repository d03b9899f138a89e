"""The types of numpy's universal functions, derived from the loops that each lists (``"dd->d"``).

Stubs declare ``Any``, because the result depends on the arguments: a number for numbers, an array for arrays.
"""

from __future__ import annotations

import itertools
from typing import Any

from ..facts import NarrowedParameter, OverloadFacts, ParameterFacts, SignatureFacts, TypeFacts
from ..objects.guarded import guarded
from ..objects.static import class_path
from ..types.constructors import NONE, UNKNOWN, generic, literal, named, union
from ..types.numpy_types import ARRAY, ARRAY_LIKE, ELEMENT
from ..types.protocol_values import IN_PYTHON

Loop = tuple[str, str]
#: Names of scalars by the characters of their dtypes.
_SCALARS = {
    "?": "bool", "b": "int8", "B": "uint8", "h": "int16", "H": "uint16", "i": "int32", "I": "uint32", "l": "int64",
    "L": "uint64", "q": "int64", "Q": "uint64", "e": "float16", "f": "float32", "d": "float64", "g": "longdouble",
    "F": "complex64", "D": "complex128", "G": "clongdouble", "M": "datetime64", "m": "timedelta64",
}  # fmt: skip
#: The dtypes to which numpy casts a single boolean, integer, float and complex number implicitly.
_CASTS = {"?": "?bBhHiIlLqQefdgFDG", "l": "lqdgDG", "d": "dgDG", "D": "DG"}
_REAL, _NUMBERS = "ld", "?ldD"
_PLACES_LIMIT = 5

_SHAPE = generic(named("builtins:tuple"), [UNKNOWN, named("builtins:ellipsis")])
_DTYPE = union([named("numpy.typing:DTypeLike"), NONE])
_OPTIONS: dict[str, TypeFacts] = {
    "out": union([ARRAY, named("builtins:tuple"), named("types:EllipsisType"), NONE]),
    "where": union([ARRAY_LIKE, NONE]),
    "casting": literal(["no", "equiv", "safe", "same_kind", "same_value", "unsafe"]),
    "order": union([literal(["K", "A", "C", "F"]), NONE]),
    "dtype": _DTYPE,
    "subok": named("builtins:bool"),
    "signature": union([_DTYPE, named("builtins:tuple")]),
}
#: An argument for one of these parameters changes the result's type.
_DECIDING = frozenset(("out", "dtype", "signature"))


def ufunc_signature(value: Any, facts: SignatureFacts) -> SignatureFacts | None:
    """Return the typed signature of a universal function that works element by element; ``None`` for other values."""
    return guarded(lambda: _typed(value, facts)) if class_path(type(value)) == "numpy:ufunc" else None


def _typed(value: Any, facts: SignatureFacts) -> SignatureFacts | None:
    parameters = facts["parameters"]
    places = [each["name"] for each in parameters if each["required"]]
    if value.signature is not None or len(places) != value.nin or value.nin > _PLACES_LIMIT:
        return None
    loops: list[Loop] = [(inputs, outputs) for inputs, _, outputs in (each.partition("->") for each in value.types)]
    return {
        **facts,
        "parameters": [_with_type(each) for each in parameters],
        "overloads": _overloads(loops, parameters, places),
        # An object that stays in Python decides itself: a `Series` gives a `Series`.
        "returns": _joined_results([union([ELEMENT, ARRAY, IN_PYTHON])] * value.nout),
    }


def _with_type(parameter: ParameterFacts) -> ParameterFacts:
    type_ = ARRAY_LIKE if parameter["required"] else _OPTIONS.get(parameter["name"])
    return parameter if type_ is None else {**parameter, "type": type_}


def _overloads(loops: list[Loop], parameters: list[ParameterFacts], places: list[str]) -> list[OverloadFacts]:
    """Return the results for single real numbers, any single numbers, arrays of numbers, and all other values."""
    real, numbers = (_result_dtypes(_chosen(loops, kinds, len(places))) for kinds in (_REAL, _NUMBERS))
    arrays = _result_dtypes([each for each in loops if set(each[1]) <= set("".join(_CASTS["?"]))])
    cases: list[tuple[TypeFacts, list[TypeFacts]]] = [
        (named("builtins:float"), [_scalar(each) for each in real]),
        (union([named("builtins:bool"), named("builtins:complex")]), [_scalar(each) for each in numbers]),
        (generic(ARRAY_LIKE, [named("builtins:complex")]), [_array(each) for each in arrays]),
    ]
    # A loop for objects returns the result of their own operators.
    if any("O" in outputs for _, outputs in loops):
        cases.append((ARRAY_LIKE, [UNKNOWN]))
    deciding: list[NarrowedParameter] = [
        {"name": each["name"], "required": False, "type": NONE} for each in parameters if each["name"] in _DECIDING
    ]
    overloads: list[OverloadFacts] = []
    for inputs, outputs in cases:
        if outputs:
            narrowed: list[NarrowedParameter] = [{"name": name, "required": True, "type": inputs} for name in places]
            overloads.append({"narrowed": [*narrowed, *deciding], "returns": _joined_results(outputs)})
    return overloads


def _chosen(loops: list[Loop], kinds: str, count: int) -> list[Loop]:
    """Return the loops that numpy chooses for numbers of these kinds: the first that accepts each combination."""
    choices = itertools.product(kinds, repeat=count)
    first = (
        next((loop for loop in loops if all(map(_is_cast, choice, loop[0])) and len(loop[0]) == count), None)
        for choice in choices
    )
    return [each for each in dict.fromkeys(first) if each is not None]


def _is_cast(kind: str, character: str) -> bool:
    return character in _CASTS[kind]


def _result_dtypes(loops: list[Loop]) -> list[list[str]]:
    """Return the characters of each result's dtypes."""
    return [list(dict.fromkeys(each)) for each in zip(*(outputs for _, outputs in loops), strict=False)]


def _scalar(characters: list[str]) -> TypeFacts:
    names = [_SCALARS.get(each) for each in characters]
    return union([UNKNOWN if each is None else named(f"numpy:{each}") for each in names])


def _array(characters: list[str]) -> TypeFacts:
    """Return an array, with its dtype if those of all loops are of the same kind."""
    for dtype, kinds in (("bool", "?"), ("floating", "efdg")):
        if set(characters) <= set(kinds):
            return generic(ARRAY, [_SHAPE, generic(named("numpy:dtype"), [named(f"numpy:{dtype}")])])
    return ARRAY


def _joined_results(results: list[TypeFacts]) -> TypeFacts:
    return results[0] if len(results) == 1 else generic(named("builtins:tuple"), results)
