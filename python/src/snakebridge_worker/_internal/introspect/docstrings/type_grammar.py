"""The grammar of types in docstrings: ``int or None, optional``, ``{'a', 'b'}``, ``list of str``.

::

    type     := item (("," | "or" | "," "or" | "|") item)*
    item     := [owner] [shape] (literal | "{" type "}" | "sparse" ("matrix" | "array") | name [arguments]) [note]
    owner    := the name of a library
    arguments := "[" type ("," type)* "]" | ("of" | "over") item ["to" item]
    shape    := "(" ... ")" | "1-D"…              before an array
    note     := "(" ... ")" | "in" "{" ... "}" | "of shape" ... | "instance" | "object"

Qualifiers (``optional``, ``default ...``, ``shape ...``) end it. Any other text is unknown: no type is guessed.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable

from ..facts import TypeFacts
from ..types.constructors import NONE, UNKNOWN, literal, name_of, named, union
from ..types.protocol_values import IN_PYTHON
from .type_words import ARTICLES, CONTAINERS, NOTES, QUALIFIERS, SPARSE, WORDS

_LIMIT = 300
_TOKEN = re.compile(r"""'[^'\n]*'|"[^"\n]*"|[-+]?\d+(?:\.\d+)?(?:e-?\d+)?(?![\w-])|[\w.-]*\w\*?|[{}()\[\],|:=<>]|\S""")
_ROLE = re.compile(r":[\w:]+:(?=`)")
_DIMENSIONS = re.compile(r"[nN\d]-?[dD](?:imensional)?")


class UnclearError(ValueError):
    """The text does not follow the grammar."""


def parse_type(
    text: str, resolve: Callable[[str], TypeFacts], owners: frozenset[str] = frozenset()
) -> tuple[TypeFacts, bool]:
    """Return the type in a docstring, unknown if it is unclear, and whether it is marked as optional.

    ``resolve`` returns the type of a name outside of the vocabulary; ``owners`` are names of libraries.
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
    def __init__(self, tokens: list[str], resolve: Callable[[str], TypeFacts], owners: frozenset[str]) -> None:
        self._tokens = tokens
        self._owners = owners
        self._resolve = resolve
        self._at = 0
        self.is_optional = False

    def peek(self, ahead: int = 0) -> str:
        at = self._at + ahead
        return self._tokens[at] if at < len(self._tokens) else ""

    def type(self) -> TypeFacts:
        """Read alternatives up to the end, or to a closing bracket."""
        members = [self._item()]
        while self.peek() in (",", "or", "|"):
            connector = ""
            while self.peek() in (",", "or", "|"):
                connector = self.peek()
                self._at += 1
            if self.peek().lower() in QUALIFIERS or (connector == "," and _DIMENSIONS.fullmatch(self.peek())):
                self._qualifiers()
                break
            # A comma can be the last character before prose on the next line, or before `}`.
            if connector == "," and self.peek() in ("", "}", "]"):
                break
            members.append(self._item())
        return union(members)

    def _item(self) -> TypeFacts:
        while self.peek().lower() in ARTICLES or _DIMENSIONS.fullmatch(self.peek()):
            self._at += 1
        if self.peek().lower() in self._owners and self.peek(1)[:1].isalpha():
            self._at += 1
        if self.peek().lower() == "sparse" and self.peek(1).lower() in SPARSE:
            self._at += 2
            self._notes()
            return IN_PYTHON
        if self.peek() == "(":
            # The shape of an array. A tuple that is written out has too little information about its elements.
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

    def _name(self, token: str) -> TypeFacts:
        facts = WORDS.get(token.lower())
        if self.peek() == "[":
            return self._subscript(token, facts)
        if facts is None or token[0].isupper():
            # A library may have a class `Integer`, or `Set`.
            resolved = self._resolve(token)
            facts = resolved if facts is None or resolved != UNKNOWN else facts
        if self.peek() in ("constructor", "class") and (name_of(facts) or "").count(":") == 1:
            self._at += 1
            facts = union([named("builtins:type"), facts])
        if self.peek() in ("of", "over") and self.peek(1).lower() not in QUALIFIERS:
            self._at += 1
            arguments = [self._item()]
            if self.peek() == "to":
                self._at += 1
                arguments.append(self._item())
            elif name_of(facts) == "builtins:tuple":
                arguments.append(named("builtins:ellipsis"))
            if name_of(facts) not in CONTAINERS:
                return facts if (name_of(facts) or "").startswith("numpy") else UNKNOWN
            return _with_arguments(facts, arguments)
        return facts

    def _subscript(self, token: str, facts: TypeFacts | None) -> TypeFacts:
        self._at += 1
        arguments = [self._item()]
        while self.peek() in (",", "|"):
            self._at += 1
            arguments.append(self._item())
        self._expect("]")
        form = token.rpartition(".")[2]
        if form == "Optional":
            return union([*arguments, NONE])
        if form in ("Union", "Literal"):
            return union(arguments)
        facts = facts or WORDS.get(form.lower())
        return UNKNOWN if facts is None else _with_arguments(facts, arguments)

    def _notes(self) -> None:
        """Skip remarks about a type that was read."""
        while self.peek() in ("(", "{", "of", "in", "with") or self.peek().lower() in NOTES:
            if self.peek() == "(":
                self._skip("(", ")")
            elif self.peek() == "in" and self.peek(1) == "{":
                self._at += 1
                self._skip("{", "}")
            elif self.peek() == "{":
                self._skip("{", "}")
            elif self.peek() in ("of", "with") and self.peek(1).lower() in QUALIFIERS:
                self._at += 2
                while self.peek() and self.peek() not in (",", "|", "}"):
                    if self.peek() == "(":
                        self._skip("(", ")")
                    elif self.peek() == "or" and self.peek(1) != "(":
                        break
                    else:
                        self._at += 1
            elif self.peek().lower() in NOTES:
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


def _literal(token: str) -> TypeFacts:
    try:
        return literal([ast.literal_eval(token)])
    except (ValueError, SyntaxError):
        return UNKNOWN


def _with_arguments(facts: TypeFacts, arguments: list[TypeFacts]) -> TypeFacts:
    name = name_of(facts)
    is_pair = name == "builtins:dict" or name_of(arguments[-1]) == "builtins:ellipsis"
    fits = name == "builtins:tuple" or len(arguments) == (2 if is_pair else 1)
    is_known = name in CONTAINERS and all(each != UNKNOWN for each in arguments)
    return {**facts, "args": arguments} if facts["kind"] == "name" and is_known and fits else facts
