"""The run time's signatures of callables, each with its tier."""

from __future__ import annotations

import inspect
import sys
import types
from typing import Any

from ..copies import without
from ..facts import OverloadFacts, ParameterFacts, ParameterKind, SignatureFacts
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
from ..signatures.parameters import without_first
from ..types.type_variables import settle_signature
from .annotations import AnnotationReader
from .constructors import constructor_of, has_own_constructor, metaclass_intercepts, written_constructors
from .definition_variables import definition_variables
from .docstring_signatures import docstring_signature
from .registered_overloads import registered_overloads

_KINDS: dict[Any, ParameterKind] = {
    inspect.Parameter.POSITIONAL_ONLY: "positional-only",
    inspect.Parameter.POSITIONAL_OR_KEYWORD: "positional",
    inspect.Parameter.VAR_POSITIONAL: "var-positional",
    inspect.Parameter.KEYWORD_ONLY: "keyword-only",
    inspect.Parameter.VAR_KEYWORD: "var-keyword",
}


def signature_of(value: object) -> SignatureFacts:
    """Return the signature of a function, a class (its constructor) or another callable."""
    sources = (_with_overloads, _signature_of_call, _documented)
    facts = next((result for read in sources if (result := guarded(lambda: read(value))) is not None), None)  # noqa: B023
    if facts is None:
        return opaque_signature()
    return without(facts, "returns") if is_class(value) else facts


def is_async(value: object) -> bool:
    """Return whether a call gives a coroutine or an asynchronous generator, by the flags of the code."""
    function = innermost(value)
    flags = function.__code__.co_flags if is_instance(function, types.FunctionType) else 0
    return bool(flags & (inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR))


def _with_overloads(value: object) -> SignatureFacts:
    facts = _informative(value, _runtime_signature(value)) if is_class(value) else _runtime_signature(value)
    overloads = _overloads(value, facts)
    return {**facts, "overloads": overloads} if overloads else facts


def _signature_of_call(value: object) -> SignatureFacts | None:
    """Return the signature of ``__call__`` for an object that answers any attribute, ``__signature__`` too (polars)."""
    call = class_attribute(type(value), "__call__")
    has_getattr = class_attribute(type(value), "__getattr__") is not MISSING
    return without_first(_with_overloads(call)) if has_getattr and is_instance(call, types.FunctionType) else None


def _documented(value: object) -> SignatureFacts | None:
    facts = docstring_signature(value)
    return docstring_signature(constructor_of(value, "__init__")) if facts is None and is_class(value) else facts


def _runtime_signature(value: Any) -> SignatureFacts:
    options: dict[str, Any] = {"follow_wrapped": True, "eval_str": False}
    if sys.version_info >= (3, 14):
        import annotationlib  # New in 3.14, which would evaluate annotations otherwise.

        options["annotation_format"] = annotationlib.Format.STRING
    if is_class(value) and metaclass_intercepts(value):
        return _constructor_signature(value)
    signature = inspect.signature(value, **options)
    namespace = _namespace(value)
    reader = AnnotationReader(namespace, definition_variables(innermost(value), namespace))
    parameters = [_parameter(each, reader) for each in signature.parameters.values()]
    facts: SignatureFacts = {"parameters": parameters, "tier": "signature"}
    returns = reader.read(signature.return_annotation)
    if returns is not None:
        facts["returns"] = returns
    if returns is not None or any("type" in each for each in parameters):
        facts["tier"] = "annotations"
    elif _has_text_signature(value):
        facts["tier"] = "text-signature"
    return settle_signature(facts)


def _parameter(parameter: inspect.Parameter, reader: AnnotationReader) -> ParameterFacts:
    name = parameter.name
    if type(name) is not str or not name.isidentifier():
        raise ValueError("not a parameter's name")
    kind = _KINDS[parameter.kind]
    required = parameter.default is inspect.Parameter.empty and not kind.startswith("var-")
    facts: ParameterFacts = {"name": name, "kind": kind, "required": required}
    default = stable_repr(parameter.default)
    if default is not None:
        facts["default"] = default
    annotation = reader.read(parameter.annotation)
    if annotation is not None:
        facts["type"] = annotation
    return facts


def _overloads(value: object, facts: SignatureFacts) -> list[OverloadFacts]:
    """Return the overloads that ``typing.overload`` registered."""
    function = innermost(value)
    if not is_instance(function, types.FunctionType):
        return []
    signatures = [_runtime_signature(overload) for overload in registered_overloads(function)]
    return overloads_of(facts, signatures)


def _informative(cls: type, facts: SignatureFacts) -> SignatureFacts:
    """Return the signature of ``__init__`` if ``__new__`` or the metaclass only passes its arguments on, or reverse."""
    if not _takes_everything(facts):
        return facts
    for function in written_constructors(cls):
        other = without_first(_runtime_signature(function))
        if not _takes_everything(other):
            return other
    return facts


def _takes_everything(facts: SignatureFacts) -> bool:
    return {"var-positional", "var-keyword"} <= {each["kind"] for each in facts["parameters"]}


def _constructor_signature(cls: type) -> SignatureFacts:
    """Return the constructor's signature without reading attributes of the class."""
    functions = written_constructors(cls)
    if functions:
        return without_first(_runtime_signature(functions[0]))
    if has_own_constructor(cls):
        raise ValueError("the constructor is not written in Python")
    return {"parameters": [], "tier": "signature"}


def _has_text_signature(value: object) -> bool:
    is_written = is_class(value) and bool(written_constructors(value))
    if is_written or is_instance(innermost(value), types.FunctionType):
        return False
    return static_text(value, "__text_signature__") is not None


def _namespace(value: object) -> dict[str, Any]:
    """Return the globals of the module in which the annotations of a callable are written."""
    if is_class(value):
        for name in ("__init__", "__new__"):
            function = innermost(constructor_of(value, name))
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
