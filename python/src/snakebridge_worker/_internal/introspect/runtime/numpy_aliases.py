"""numpy's type aliases, recognized by the objects that they are at run time."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from ..facts import TypeFacts
from ..objects.static import is_class, module_dict
from ..types.known_aliases import known_alias

_known: dict[int, TypeFacts] = {}


def numpy_aliases() -> Mapping[int, TypeFacts]:
    """Return the types of the known aliases, by the aliases' identity; empty while numpy is not loaded."""
    module = sys.modules.get("numpy._typing")
    if module is not None and not _known:
        for name, value in module_dict(module).items():
            facts = None if is_class(value) else known_alias("numpy._typing", name)
            if facts is not None:
                _known[id(value)] = facts
    return _known
