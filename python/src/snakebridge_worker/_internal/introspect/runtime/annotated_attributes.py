"""The attributes that a class annotates for its instances: data classes, typed classes."""

from __future__ import annotations

import re
import sys
import typing

from ..facts import TypeFacts
from ..objects.static import class_dict, module_dict, static_text
from .annotations import AnnotationReader


def annotated_attributes(cls: type) -> dict[str, TypeFacts | None]:
    """Return the attributes that the class itself annotates, with their types; class variables are left out."""
    annotations = class_dict(cls).get("__annotations__")
    if type(annotations) is not dict:
        return {}
    reader = AnnotationReader(module_dict(sys.modules.get(static_text(cls, "__module__") or "")))
    return {
        name: reader.read(annotation) for name, annotation in annotations.items() if not _is_class_variable(annotation)
    }


def _is_class_variable(annotation: object) -> bool:
    if type(annotation) is str:
        return re.match(r"(?:\w+\.)?ClassVar\b", annotation) is not None
    return typing.get_origin(annotation) is typing.ClassVar or annotation is typing.ClassVar
