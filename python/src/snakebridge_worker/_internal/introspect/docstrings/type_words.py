"""The vocabulary of types in docstrings."""

from __future__ import annotations

from ..facts import TypeFacts
from ..types.constructors import ANYTHING, NONE, named, union
from ..types.protocol_values import IN_PYTHON

_CALLABLE: TypeFacts = {"kind": "callable"}
#: Types by their words, in lower case.
WORDS: dict[str, TypeFacts] = {
    **dict.fromkeys(("int", "ints", "integer", "integers"), named("builtins:int")),
    **dict.fromkeys(("float", "floats", "double", "real"), named("builtins:float")),
    **dict.fromkeys(("str", "strs", "string", "strings"), named("builtins:str")),
    **dict.fromkeys(("bool", "bools", "boolean", "booleans"), named("builtins:bool")),
    **dict.fromkeys(("none", "nonetype"), NONE),
    **dict.fromkeys(("dict", "dicts", "dictionary", "dictionaries"), named("builtins:dict")),
    **dict.fromkeys(("list", "lists"), named("builtins:list")),
    **dict.fromkeys(("tuple", "tuples"), named("builtins:tuple")),
    **dict.fromkeys(("set", "sets"), named("builtins:set")),
    **dict.fromkeys(("callable", "callables", "function", "functions"), _CALLABLE),
    **dict.fromkeys(("ndarray", "ndarrays", "np.ndarray", "numpy.ndarray"), named("numpy:ndarray")),
    **dict.fromkeys(("number", "numbers"), union([named("builtins:int"), named("builtins:float")])),
    **dict.fromkeys(("iterator", "iterators"), named("collections.abc:Iterator")),
    **dict.fromkeys(("iterable", "iterables"), named("collections.abc:Iterable")),
    **dict.fromkeys(("sequence", "sequences"), named("collections.abc:Sequence")),
    **dict.fromkeys(("collection", "collections"), named("collections.abc:Collection")),
    **dict.fromkeys(("path", "path-like", "pathlike", "os.pathlike", "pathlib.path"), named("os:PathLike")),
    **dict.fromkeys(("any", "object"), ANYTHING),
    **dict.fromkeys(("file-like", "filelike"), IN_PYTHON),
    "generator": named("collections.abc:Generator"),
    "mapping": named("collections.abc:Mapping"),
    "bytes": named("builtins:bytes"),
    "bytearray": named("builtins:bytearray"),
    "complex": named("builtins:complex"),
    "frozenset": named("builtins:frozenset"),
    "true": named("builtins:bool"),
    "false": named("builtins:bool"),
    "self": named("typing:Self"),
}
#: Types that take type arguments.
CONTAINERS = frozenset((
    "builtins:list", "builtins:tuple", "builtins:set", "builtins:frozenset", "builtins:dict",
    "collections.abc:Collection", "collections.abc:Generator", "collections.abc:Iterable", "collections.abc:Iterator",
    "collections.abc:Sequence",
))  # fmt: skip
SPARSE = frozenset(("array", "arrays", "matrix", "matrices"))
#: Words that end a type: the rest is about the parameter.
QUALIFIERS = frozenset((
    "optional", "default", "defaults", "shape", "length", "size", "dtype", "ndim", "keyword-only", "positional-only",
    "required", "same",
))  # fmt: skip
#: Words before a type that add nothing.
ARTICLES = frozenset(("a", "an", "numeric", "the"))
#: Words after a type that add nothing.
NOTES = frozenset(("instance", "instances", "object", "objects", "value", "values", "type"))
