"""The schema of all answers: the types of ``src/facts/facts.ts``, under the same names.

``test/facts/python-facts.test.ts`` compares both schemas. Optional keys are ``NotRequired``. Python 3.10 lacks that
name, so only type checkers import it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypedDict

if TYPE_CHECKING:
    from typing_extensions import NotRequired

# ---- Types


class NameType(TypedDict):
    """A class: ``"module:qualname"`` if it is resolved, otherwise as written."""

    kind: Literal["name"]
    name: str
    args: NotRequired[list[TypeFacts]]


class UnionType(TypedDict):
    kind: Literal["union"]
    members: list[TypeFacts]


class LiteralType(TypedDict):
    kind: Literal["literal"]
    values: list[LiteralValue]


class CallableType(TypedDict):
    """A callable with ``parameters`` (absent: any), and with further ones if it is ``open``."""

    kind: Literal["callable"]
    parameters: NotRequired[list[TypeFacts]]
    open: NotRequired[bool]
    returns: NotRequired[TypeFacts]


class VariableType(TypedDict):
    """A type variable, bound by the caller's argument."""

    kind: Literal["variable"]
    name: str


class FieldFacts(TypedDict):
    name: str
    required: bool
    type: NotRequired[TypeFacts]


class RecordType(TypedDict):
    """A dict with these keys: a ``TypedDict``."""

    kind: Literal["record"]
    fields: list[FieldFacts]


class UnknownType(TypedDict):
    kind: Literal["unknown"]


LiteralValue = str | int | float | bool | None
TypeFacts = NameType | UnionType | LiteralType | CallableType | VariableType | RecordType | UnknownType

# ---- Signatures

ParameterKind = Literal["positional-only", "positional", "var-positional", "keyword-only", "var-keyword"]
#: The source of a signature or its types, best first.
Tier = Literal["declaration", "stub", "annotations", "signature", "text-signature", "docstring", "opaque"]
DisagreementSource = Literal["stub", "declaration"]
DisagreementKind = Literal["absent", "kind", "member", "optional", "required", "syntax", "unlisted"]


class ParameterFacts(TypedDict):
    name: str
    kind: ParameterKind
    required: bool
    default: NotRequired[str]
    type: NotRequired[TypeFacts]
    documented: NotRequired[TypeFacts]


class NarrowedParameter(TypedDict):
    """A parameter that distinguishes an overload from the others."""

    name: str
    required: bool
    type: NotRequired[TypeFacts]


class OverloadFacts(TypedDict):
    narrowed: list[NarrowedParameter]
    returns: NotRequired[TypeFacts]


class Disagreement(TypedDict):
    """A difference between the library and a stub or a declaration. The library is right."""

    source: DisagreementSource
    name: str
    what: DisagreementKind


class SignatureFacts(TypedDict):
    parameters: list[ParameterFacts]
    returns: NotRequired[TypeFacts]
    #: Written by the TypeScript side only.
    inferred: NotRequired[TypeFacts]
    overridden: NotRequired[TypeFacts]
    documented: NotRequired[TypeFacts]
    tier: Tier
    overloads: NotRequired[list[OverloadFacts]]
    disagreements: NotRequired[list[Disagreement]]


# ---- Symbols

MemberKind = Literal["method", "classmethod", "staticmethod", "property", "attribute", "class-attribute"]


class DocEntry(TypedDict, total=False):
    """A documented parameter, result or exception."""

    name: str
    type: str
    text: str


class DocDetails(TypedDict, total=False):
    """The sections of a docstring, each shortened."""

    parameters: list[DocEntry]
    returns: list[DocEntry]
    yields: list[DocEntry]
    raises: list[DocEntry]
    deprecated: str
    example: str
    see: list[str]


class Documentation(TypedDict, total=False):
    """The part of a symbol's or member's facts that comes from its docstring."""

    doc: str
    details: DocDetails


#: ``async`` is a keyword, which a class body cannot declare.
Async = TypedDict("Async", {"async": bool}, total=False)


class MemberFacts(Documentation, Async):
    name: str
    kind: MemberKind
    signature: NotRequired[SignatureFacts]
    type: NotRequired[TypeFacts]
    #: Written by the TypeScript side only.
    inferred: NotRequired[TypeFacts]
    overridden: NotRequired[TypeFacts]
    documented: NotRequired[TypeFacts]


class SymbolBase(Documentation):
    access: NotRequired[str]
    canonical: NotRequired[str]
    checksum: NotRequired[str]


class FunctionFacts(SymbolBase, Async):
    kind: Literal["function"]
    signature: SignatureFacts
    type: NotRequired[str]
    members: NotRequired[list[MemberFacts]]


class ClassFacts(SymbolBase):
    kind: Literal["class"]
    bases: list[str]
    constructor: SignatureFacts
    members: list[MemberFacts]
    special: NotRequired[list[MemberFacts]]


class FloatImage(TypedDict):
    float: Literal["nan", "inf", "-inf", "-0.0"]


class IntegerImage(TypedDict):
    int: str


ConstantImage = str | float | bool | FloatImage | IntegerImage | None


class ConstantFacts(SymbolBase):
    kind: Literal["constant"]
    value: ConstantImage


class ObjectFacts(SymbolBase):
    kind: Literal["object"]
    type: str
    members: NotRequired[list[MemberFacts]]


class ModuleFacts(SymbolBase):
    kind: Literal["module"]


SymbolFacts = FunctionFacts | ClassFacts | ConstantFacts | ObjectFacts | ModuleFacts

# ---- Answers


class Found(TypedDict):
    module: str
    name: NotRequired[str]
    consumed: int
    facts: SymbolFacts


class Missing(TypedDict):
    module: str
    at: int
    suggestions: list[str]
    isStatic: NotRequired[bool]


class ImportFailure(TypedDict):
    """The failures that the introspector itself notices; the TypeScript side knows further ones."""

    module: str
    reason: FailureReason
    message: str
    detail: NotRequired[str]


class FoundAnswer(TypedDict):
    found: Found


class MissingAnswer(TypedDict):
    missing: Missing


class FailedAnswer(TypedDict):
    failed: ImportFailure


FailureReason = Literal["not-found", "raised", "exited"]
Answer = FoundAnswer | MissingAnswer | FailedAnswer
