"""Resolves the dotted names that the run time left unresolved: aliases, and classes that only type checkers import."""

from __future__ import annotations

import re

from ..copies import without
from ..facts import FieldFacts, MemberFacts, NarrowedParameter, OverloadFacts, ParameterFacts, SignatureFacts, TypeFacts
from ..types.constructors import UNKNOWN, generic, name_of, named, union
from ..types.known_aliases import known_alias
from ..types.protocol_values import IN_PYTHON
from ..types.type_variables import settle
from .definitions import Imported, Scope
from .names import imported_as
from .origins import class_by_bases, form_of
from .scopes import StubScopes
from .type_reader import StubTypes

_IMPORT_LIMIT = 16
#: An alias can lead to an unresolved name in turn.
_ALIAS_LIMIT = 4
_NOWHERE = Scope("", "", is_stub=False)


class UnresolvedNames:
    """Finds the types of dotted names in stubs and sources. Facts without unresolved names stay as they are."""

    def __init__(self, scopes: StubScopes) -> None:
        self._scopes = scopes

    def member(self, member: MemberFacts) -> MemberFacts:
        """Return the member with all names in its types resolved."""
        resolved: MemberFacts = {**member}
        if "signature" in member:
            resolved["signature"] = self.signature(member["signature"])
        if "type" in member:
            type_ = self.type(member["type"])
            if type_ == UNKNOWN:
                return without(resolved, "type")
            resolved["type"] = type_
        return resolved

    def signature(self, signature: SignatureFacts) -> SignatureFacts:
        """Return the signature with all names in its types resolved."""
        resolved: SignatureFacts = {
            **signature,
            "parameters": [self._typed(each) for each in signature["parameters"]],
        }
        if "overloads" in signature:
            resolved["overloads"] = [self._overload(each) for each in signature["overloads"]]
        if "returns" in signature:
            returns = self.type(signature["returns"])
            if returns == UNKNOWN:
                return without(resolved, "returns")
            resolved["returns"] = returns
        return resolved

    def type(self, facts: TypeFacts, depth: int = 0) -> TypeFacts:
        """Return the type with all of its names resolved."""
        if facts["kind"] == "name":
            arguments = [self.type(each, depth) for each in facts.get("args", ())]
            if ":" in facts["name"] or "." not in facts["name"]:
                return {**facts, "args": arguments} if "args" in facts else facts
            read = self._of_path(facts["name"], arguments)
            return read if depth > _ALIAS_LIMIT or name_of(read) == facts["name"] else self.type(read, depth + 1)
        if facts["kind"] == "union":
            return union([self.type(each, depth) for each in facts["members"]])
        if facts["kind"] == "record":
            return {"kind": "record", "fields": [self._field(each, depth) for each in facts["fields"]]}
        if facts["kind"] == "callable":
            resolved = without(facts, "returns")
            if "parameters" in facts:
                resolved["parameters"] = [self.type(each, depth) for each in facts["parameters"]]
            returns = self.type(facts["returns"], depth) if "returns" in facts else UNKNOWN
            if returns != UNKNOWN:
                resolved["returns"] = returns
            return resolved
        return facts

    def _overload(self, overload: OverloadFacts) -> OverloadFacts:
        resolved: OverloadFacts = {"narrowed": [self._narrowed(each) for each in overload["narrowed"]]}
        returns = self.type(overload["returns"]) if "returns" in overload else UNKNOWN
        if returns != UNKNOWN:
            resolved["returns"] = returns
        return resolved

    def _typed(self, parameter: ParameterFacts) -> ParameterFacts:
        if "type" not in parameter:
            return parameter
        type_ = self.type(parameter["type"])
        return without(parameter, "type") if type_ == UNKNOWN else {**parameter, "type": type_}

    def _narrowed(self, parameter: NarrowedParameter) -> NarrowedParameter:
        if "type" not in parameter:
            return parameter
        type_ = self.type(parameter["type"])
        return without(parameter, "type") if type_ == UNKNOWN else {**parameter, "type": type_}

    def _field(self, field: FieldFacts, depth: int) -> FieldFacts:
        if "type" not in field:
            return field
        type_ = self.type(field["type"], depth)
        return without(field, "type") if type_ == UNKNOWN else {**field, "type": type_}

    def _of_path(self, path: str, arguments: list[TypeFacts], depth: int = 0) -> TypeFacts:
        """Return the type of a dotted name; the name itself if no file defines it."""
        module, _, name = path.rpartition(".")
        known = known_alias(module, name)
        if known is not None:
            return known
        bases = self._scopes.class_of_source(module, name)
        words = re.findall(r"\w+", bases or "")
        # The members that a protocol asks for are in its body, which is not parsed here.
        if bases is not None and "Protocol" not in words:
            return generic(class_by_bases(f"{module}:{name}", words), arguments)
        binding = self._scopes.find(module, name)
        # A module can export a form of `typing`, which is no alias that could be followed.
        form = None if binding is None else form_of(binding)
        if form is not None:
            return generic(named(form), arguments)
        if binding is None or isinstance(binding.first, Imported):
            source = imported_as(self._scopes, module, name, binding)
            if source is None or source == path or depth > _IMPORT_LIMIT:
                return generic(named(path), arguments)
            return self._of_path(source, arguments, depth + 1)
        facts = StubTypes(self._scopes, _NOWHERE).read_binding(binding, arguments) or named(path)
        is_complete = "args" in facts or facts == IN_PYTHON
        return settle(facts if is_complete else generic(facts, arguments))
