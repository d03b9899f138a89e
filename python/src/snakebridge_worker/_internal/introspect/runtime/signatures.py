"""Signatures of callables, each with the tier that it came from."""

from __future__ import annotations

import inspect
import sys
import types
from typing import Any

from ..objects.guarded import guarded
from ..objects.literals import stable_repr
from ..objects.static import (
    MISSING,
    class_attribute,
    class_dict,
    class_mro,
    is_class,
    is_instance,
    module_dict,
    static_text,
)
from ..objects.wrapped import innermost
from ..signatures.opaque import opaque_signature
from ..signatures.overloads import overloads_of
from ..types.type_variables import settle_signature
from .annotations import AnnotationReader
from .definition_variables import definition_variables
from .docstring_signatures import docstring_signature
from .registered_overloads import registered_overloads

Signature = dict[str, Any]

_KINDS = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
    inspect.Parameter.VAR_POSITIONAL: "var-positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "var-keyword",
}
_POSITIONAL = ("positional-only", "positional")


def signature_of(value: object) -> Signature:
    """Return the signature of a function, a class (its constructor) or another callable."""
    asked = (_with_overloads, _of_its_class, _documented)
    facts = next((found for ask in asked if (found := guarded(lambda: ask(value))) is not None), None)  # noqa: B023
    if facts is None:
        return opaque_signature()
    if is_class(value):
        facts.pop("returns", None)
    return facts


def _of_its_class(value: object) -> Signature | None:
    """Return what `__call__` says, of an object that has any attribute, also `__signature__` (polars)."""
    call = class_attribute(type(value), "__call__")
    answers = class_attribute(type(value), "__getattr__") is not MISSING
    return without_first(_with_overloads(call)) if answers and is_instance(call, types.FunctionType) else None


def _documented(value: object) -> Signature | None:
    facts = docstring_signature(value)
    return docstring_signature(_constructor(value, "__init__")) if facts is None and is_class(value) else facts


def without_first(signature: Signature) -> Signature:
    """Return the signature of a method as its callers see it: without ``self`` or ``cls``."""
    first, *rest = signature["parameters"] or [None]
    if first is not None and first["kind"] in _POSITIONAL:
        return {**signature, "parameters": rest}
    return signature


def is_async(value: object) -> bool:
    """Tell whether calling gives a coroutine or an asynchronous generator, by the flags of the code."""
    function = innermost(value)
    flags = function.__code__.co_flags if is_instance(function, types.FunctionType) else 0
    return bool(flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR))


def _runtime_signature(value: Any) -> Signature:
    options: dict[str, Any] = {"follow_wrapped": True, "eval_str": False}
    if sys.version_info >= (3, 14):
        import annotationlib  # Only there; without it annotations would be evaluated.

        options["annotation_format"] = annotationlib.Format.STRING
    if is_class(value) and _answers_everything(value):
        return _constructor_signature(value)
    signature = inspect.signature(value, **options)
    reader = _reader(value)
    parameters = [_parameter(each, reader) for each in signature.parameters.values()]
    facts: Signature = {"parameters": parameters, "tier": "signature"}
    returns = reader.read(signature.return_annotation)
    if returns is not None:
        facts["returns"] = returns
    if returns is not None or any("type" in each for each in parameters):
        facts["tier"] = "annotations"
    elif _has_text_signature(value):
        facts["tier"] = "text-signature"
    return settle_signature(facts)


def _reader(value: object) -> AnnotationReader:
    namespace = _namespace(value)
    return AnnotationReader(namespace, definition_variables(innermost(value), namespace))


def _with_overloads(value: object) -> Signature:
    facts = _more_telling(value, _runtime_signature(value)) if is_class(value) else _runtime_signature(value)
    overloads = _overloads(value, facts)
    return {**facts, "overloads": overloads} if overloads else facts


def _overloads(value: object, facts: Signature) -> list[dict[str, Any]]:
    """Return what `typing.overload` registered: the parameters that tell each from the others, and its result."""
    function = innermost(value)
    if not is_instance(function, types.FunctionType):
        return []
    signatures = [_runtime_signature(overload) for overload in registered_overloads(function)]
    return overloads_of(facts, signatures)


def _answers_everything(cls: type) -> bool:
    """Tell whether reading an attribute of a class runs code of its metaclass."""
    return class_attribute(type(cls), "__getattribute__") is not type.__getattribute__


def _more_telling(cls: type, facts: Signature) -> Signature:
    """Return what `__init__` says where `__new__`, or the metaclass, only hands on its arguments; or the reverse."""
    if not _takes_everything(facts):
        return facts
    for name in ("__init__", "__new__"):
        function = _constructor(cls, name)
        if is_instance(function, types.FunctionType):
            other = without_first(_runtime_signature(function))
            if not _takes_everything(other):
                return other
    return facts


def _takes_everything(facts: Signature) -> bool:
    return {"var-positional", "var-keyword"} <= {each["kind"] for each in facts["parameters"]}


def _constructor_signature(cls: type) -> Signature:
    """Return the constructor's signature without asking the class for it."""
    constructors = [_constructor(cls, name) for name in ("__init__", "__new__")]
    for function in constructors:
        if is_instance(function, types.FunctionType):
            return without_first(_runtime_signature(function))
    if constructors[0] is not object.__init__ or constructors[1] is not object.__new__:
        raise ValueError("the constructor is not written in Python")
    return {"parameters": [], "tier": "signature"}


def _parameter(parameter: inspect.Parameter, reader: AnnotationReader) -> dict[str, Any]:
    name = parameter.name
    if type(name) is not str or not name.isidentifier():
        raise ValueError("not a parameter's name")
    kind = _KINDS[parameter.kind]
    variadic = kind.startswith("var-")
    facts: dict[str, Any] = {
        "name": name,
        "kind": kind,
        "required": parameter.default is inspect.Parameter.empty and not variadic,
    }
    default = stable_repr(parameter.default)
    if default is not None:
        facts["default"] = default
    annotation = reader.read(parameter.annotation)
    if annotation is not None:
        facts["type"] = annotation
    return facts


def _has_text_signature(value: object) -> bool:
    constructors = [_constructor(value, name) for name in ("__init__", "__new__")] if is_class(value) else []
    if any(is_instance(each, types.FunctionType) for each in [innermost(value), *constructors]):
        return False
    return static_text(value, "__text_signature__") is not None


def _namespace(value: object) -> dict[str, Any]:
    """Return the globals in which the annotations of a callable were written."""
    if is_class(value):
        for name in ("__init__", "__new__"):
            function = innermost(_constructor(value, name))
            if is_instance(function, types.FunctionType):
                return function.__globals__
        for base in class_mro(value):
            if "__signature__" in class_dict(base):
                return module_dict(sys.modules.get(static_text(base, "__module__") or ""))
    function = innermost(value)
    if is_instance(function, types.FunctionType):
        return function.__globals__
    call = class_attribute(type(value), "__call__")
    if is_instance(call, types.FunctionType):
        return call.__globals__
    return module_dict(sys.modules.get(static_text(value, "__module__") or ""))


def _constructor(cls: type, name: str) -> object:
    found = class_attribute(cls, name)
    return found.__func__ if isinstance(found, staticmethod) else found
