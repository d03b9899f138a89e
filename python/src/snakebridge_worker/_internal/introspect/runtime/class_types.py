"""The type of a class that an annotation names."""

from __future__ import annotations

from ..facts import TypeFacts
from ..objects.static import class_dict, class_path
from ..types.constructors import UNKNOWN, named
from ..types.protocol_values import with_members
from .structural_classes import is_structural_class, members_of_protocol


def class_type(cls: type) -> TypeFacts:
    """Return the type of a class's instances.

    A structural class gets its name without a module, which nothing resolves: its instances can be of any class.
    """
    path = class_path(cls)
    module, name = path.split(":", 1)
    if path == "typing:Any":
        return UNKNOWN
    is_protocol = class_dict(cls).get("_is_protocol") is True
    if path in ("collections.abc:Callable", "typing:Callable") or (is_protocol and "__call__" in class_dict(cls)):
        return {"kind": "callable"}
    if module in ("collections.abc", "typing", "os"):
        return named(path)
    if is_protocol:
        return with_members(members_of_protocol(cls))
    return named(name) if is_structural_class(cls) else named(path)
