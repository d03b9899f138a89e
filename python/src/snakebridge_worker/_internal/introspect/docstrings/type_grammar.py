"""The language in which docstrings speak of types: ``int or None, optional``, ``{'a', 'b'}``, ``list of str``.

::

    type     := item (("," | "or" | "," "or" | "|") item)*
    item     := [owner] [shape] (literal | "{" type "}" | "sparse" ("matrix" | "array") | name [arguments]) [note]
    owner    := the name of a library
    arguments := "[" type ("," type)* "]" | ("of" | "over") item ["to" item]
    shape    := "(" ... ")" | "1-D"…              before an array
    note     := "(" ... ")" | "in" "{" ... "}" | "of shape" ... | "instance" | "object"

Qualifiers (``optional``, ``default ...``, ``shape ...``) end it. What is said in any other way is unknown: nothing is
guessed from prose.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from ..types.constructors import ANYTHING, UNKNOWN, Facts, literal, named, union
from ..types.protocol_values import IN_PYTHON

_LIMIT = 300
_TOKEN = re.compile(r"""'[^'\n]*'|"[^"\n]*"|[-+]?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w-])|[\w.-]*\w\*?|[{}()\[\],|:=<>]|\S""")
_ROLE = re.compile(r":[\w:]+:(?=`)")
_DIMENSIONS = re.compile(r"[nN\d]-?[dD](?:imensional)?")

NOTHING = named("builtins:NoneType")
_CALLABLE: Facts = {"kind": "callable"}
_WORDS: dict[str, Facts] = {
    **dict.fromkeys(("int", "ints", "integer", "integers"), named("builtins:int")),
    **dict.fromkeys(("float", "floats", "double", "real"), named("builtins:float")),
    **dict.fromkeys(("str", "strs", "string", "strings"), named("builtins:str")),
    **dict.fromkeys(("bool", "bools", "boolean", "booleans"), named("builtins:bool")),
    **dict.fromkeys(("none", "nonetype"), NOTHING),
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
_CONTAINERS = frozenset((
    "builtins:list", "builtins:tuple", "builtins:set", "builtins:frozenset", "builtins:dict",
    "collections.abc:Collection", "collections.abc:Generator", "collections.abc:Iterable", "collections.abc:Iterator",
    "collections.abc:Sequence",
))  # fmt: skip
_SPARSE = frozenset(("array", "arrays", "matrix", "matrices"))
_QUALIFIERS = frozenset((
    "optional", "default", "defaults", "shape", "length", "size", "dtype", "ndim", "keyword-only", "positional-only",
    "required", "same",
))  # fmt: skip
_ARTICLES = frozenset(("a", "an", "numeric", "the"))
_NOTES = frozenset(("instance", "instances", "object", "objects", "value", "values", "type"))


class UnclearError(ValueError):
    """It is not said in this language."""


def parse_type(text: str, resolve: Callable[[str], Facts], owners: frozenset[str] = frozenset()) -> tuple[Facts, bool]:
    """Return the type that a docstring tells, unknown where it is not clear, and whether it is called optional.

    ``resolve`` gives the type of a name that is not a word of this language; ``owners`` are names of libraries.
    """
    plain = _ROLE.sub("", text).replace("`", "").replace("~", "").strip().rstrip(".")
    if not plain or len(plain) > _LIMIT:
        return UNKNOWN, False
    parser = _Parser(_TOKEN.findall(plain), resolve, owners)
    try:
        facts = parser.type()
        if parser.peek():
            raise UnclearError(parser.peek())
    except UnclearError:
        return UNKNOWN, "optional" in plain
    return facts, parser.is_optional


class _Parser:
    def __init__(self, tokens: list[str], resolve: Callable[[str], Facts], owners: frozenset[str]) -> None:
        self._tokens = tokens
        self._owners = owners
        self._resolve = resolve
        self._at = 0
        self.is_optional = False

    def peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def type(self) -> Facts:
        """Read alternatives up to the end, or to what closes them."""
        members = [self._item()]
        while self.peek() in (",", "or", "|"):
            connector = ""
            while self.peek() in (",", "or", "|"):
                connector = self.peek()
                self._at += 1
            if self.peek().lower() in _QUALIFIERS or (connector == "," and _DIMENSIONS.fullmatch(self.peek())):
                self._qualifiers()
                break
            # A comma may stand at the end of a line that goes on with prose, or before `}`.
            if connector == "," and self.peek() in ("", "}", "]"):
                break
            members.append(self._item())
        return union(members)

    def _item(self) -> Facts:
        while self.peek().lower() in _ARTICLES or _DIMENSIONS.fullmatch(self.peek()):
            self._at += 1
        if self.peek().lower() in self._owners and self.peek(1)[:1].isalpha():
            self._at += 1
        if self.peek().lower() == "sparse" and self.peek(1).lower() in _SPARSE:
            self._at += 2
            self._notes()
            return IN_PYTHON
        if self.peek() == "(":
            # The shape of an array; a tuple that is written out says too little about its elements.
            self._skip("(", ")")
            if not self.peek() or self.peek() in (",", "or", "|", "}", "]"):
                return UNKNOWN
            return self._item()
        token = self.peek()
        if not token:
            raise UnclearError(token)
        self._at += 1
        if token == "{":
            facts = self.type()
            self._expect("}")
        elif token[0] in "'\"" or re.match(r"[-+]?\d", token):
            facts = _literal(token)
        elif re.fullmatch(r"[A-Za-z_][\w.-]*", token):
            facts = self._name(token)
        else:
            raise UnclearError(token)
        self._notes()
        return facts

    def _name(self, token: str) -> Facts:
        facts = _WORDS.get(token.lower())
        if self.peek() == "[":
            return self._subscript(token, facts)
        if facts is None or token[0].isupper():
            # A library may have a class `Integer`, or `Set`.
            found = self._resolve(token)
            facts = found if facts is None or found != UNKNOWN else facts
        if self.peek() in ("constructor", "class") and facts.get("name", "").count(":") == 1:
            self._at += 1
            facts = union([named("builtins:type"), facts])
        if self.peek() in ("of", "over") and self.peek(1).lower() not in _QUALIFIERS:
            self._at += 1
            arguments = [self._item()]
            if self.peek() == "to":
                self._at += 1
                arguments.append(self._item())
            elif facts.get("name") == "builtins:tuple":
                arguments.append(named("builtins:ellipsis"))
            if facts.get("name") not in _CONTAINERS:
                return facts if facts.get("name", "").startswith("numpy") else UNKNOWN
            return _with_arguments(facts, arguments)
        return facts

    def _subscript(self, token: str, facts: Facts | None) -> Facts:
        self._at += 1
        arguments = [self._item()]
        while self.peek() in (",", "|"):
            self._at += 1
            arguments.append(self._item())
        self._expect("]")
        form = token.rpartition(".")[2]
        if form == "Optional":
            return union([*arguments, NOTHING])
        if form in ("Union", "Literal"):
            return union(arguments)
        facts = facts or _WORDS.get(form.lower())
        return UNKNOWN if facts is None else _with_arguments(facts, arguments)

    def _notes(self) -> None:
        """Skip what is said about a type that is known already."""
        while self.peek() in ("(", "{", "of", "in", "with") or self.peek().lower() in _NOTES:
            if self.peek() == "(":
                self._skip("(", ")")
            elif self.peek() == "in" and self.peek(1) == "{":
                self._at += 1
                self._skip("{", "}")
            elif self.peek() == "{":
                self._skip("{", "}")
            elif self.peek() in ("of", "with") and self.peek(1).lower() in _QUALIFIERS:
                self._at += 2
                while self.peek() and self.peek() not in (",", "|", "}"):
                    if self.peek() == "(":
                        self._skip("(", ")")
                    elif self.peek() == "or" and self.peek(1) != "(":
                        break
                    else:
                        self._at += 1
            elif self.peek().lower() in _NOTES:
                self._at += 1
            else:
                raise UnclearError(self.peek())

    def _qualifiers(self) -> None:
        rest = [each.lower() for each in self._tokens[self._at :]]
        self.is_optional = "optional" in rest
        self._at = len(self._tokens)

    def _skip(self, opening: str, closing: str) -> None:
        depth = 0
        while True:
            token = self.peek()
            if not token:
                raise UnclearError(opening)
            depth += (token == opening) - (token == closing)
            self._at += 1
            if depth == 0:
                return

    def _expect(self, token: str) -> None:
        if self.peek() != token:
            raise UnclearError(self.peek())
        self._at += 1


def _literal(token: str) -> Facts:
    try:
        return literal([ast.literal_eval(token)])
    except (ValueError, SyntaxError):
        return UNKNOWN


def _with_arguments(facts: Facts, arguments: list[Facts]) -> Facts:
    is_known = facts.get("name") in _CONTAINERS and all(each != UNKNOWN for each in arguments)
    is_pair = facts.get("name") == "builtins:dict" or arguments[-1].get("name") == "builtins:ellipsis"
    fits = facts.get("name") == "builtins:tuple" or len(arguments) == (2 if is_pair else 1)
    return {**facts, "args": arguments} if is_known and fits else facts
