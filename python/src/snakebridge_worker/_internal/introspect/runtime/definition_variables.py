"""The types of the type variables in the annotations of a definition, where its class decides them."""

from __future__ import annotations

import re
import types
import typing
from collections.abc import Mapping
from typing import Any

from ..facts import TypeFacts
from ..objects.static import MISSING, class_attribute, class_dict, is_class, static_text
from ..types.constructors import UNKNOWN, named


def definition_variables(function: object, namespace: Mapping[str, Any]) -> dict[int, TypeFacts] | None:
    """Return the types of variables that callers do not bind, by the variables' identity.

    Callers bind the definition's own variables. The variables of its class are unknown: they belong to an instance.
    ``None`` if the class cannot be found; then all variables are replaced by their bounds.
    """
    qualname = static_text(function, "__qualname__") or ""
    owner: Any = MISSING
    for name in qualname.split(".")[:-1]:
        owner = namespace.get(name, MISSING) if owner is MISSING else class_attribute(owner, name)
        if not is_class(owner):
            return None
    if not is_class(owner):
        return {}
    parameters = class_dict(owner).get("__parameters__")
    variables: dict[int, TypeFacts] = {id(each): UNKNOWN for each in parameters} if type(parameters) is tuple else {}
    own = _self_variable(function, namespace)
    return variables if own is None else {**variables, id(own): named("typing:Self")}


def _self_variable(function: object, namespace: Mapping[str, Any]) -> object:
    """Return the variable of ``self: T`` or ``cls: type[T]``."""
    if type(function) is not types.FunctionType or function.__code__.co_argcount == 0:
        return None
    first: Any = function.__annotations__.get(function.__code__.co_varnames[0])
    if type(first) is str:
        first = namespace.get(re.sub(r"^\w*[tT]ype\[(\w+)\]$", r"\1", first))
    elif typing.get_origin(first) is type:
        first = next(iter(typing.get_args(first)), None)
    return first if type(first) is typing.TypeVar else None
