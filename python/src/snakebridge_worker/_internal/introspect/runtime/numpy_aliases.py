"""numpy's aliases of types, as the objects that they are at run time."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from ..objects.static import is_class, module_dict
from ..types.constructors import Facts
from ..types.typing_forms import known_alias

_known: dict[int, Facts] = {}


def numpy_aliases() -> Mapping[int, Facts]:
    """Return those that are known by their names, by their identity; none as long as nobody has loaded them."""
    module = sys.modules.get("numpy._typing")
    if module is not None and not _known:
        for name, value in module_dict(module).items():
            facts = None if is_class(value) else known_alias("numpy._typing", name)
            if facts is not None:
                _known[id(value)] = facts
    return _known
