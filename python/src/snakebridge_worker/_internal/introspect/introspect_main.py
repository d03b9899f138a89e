"""Entry point of the introspector: ``python -s -u introspect_main.py``.

Standard input: one JSON line ``{"nonce", "timeout", "typeshed", "declarations"}``, then one JSON line per question,
``{"module", "path", "within"?, "about"?}`` or ``{"type"}``, then an empty line. It stays open: it ends with the host,
and its end ends this process. Descriptor 3: one JSON line ``{"nonce", "index", "answer"}`` per question, in order.
Standard output and error belong to the libraries.
"""

from __future__ import annotations

import os
import sys


def load_session() -> object:
    """Load this folder as a package with a private name, so that ``sys.path`` stays as libraries expect it."""
    folder = os.path.dirname(os.path.abspath(__file__))
    # Python puts a script's folder first. These modules would hide a library's modules.
    sys.path[:] = [place for place in sys.path if place != folder]
    # Not at the top of this file: it imports Python's own `types`, which this folder would hide.
    import importlib.util

    name = "_snakebridge_introspect"
    spec = importlib.util.spec_from_file_location(
        name, os.path.join(folder, "__init__.py"), submodule_search_locations=[folder]
    )
    if spec is None or spec.loader is None:
        raise ImportError(f"{folder} cannot be loaded")
    package = importlib.util.module_from_spec(spec)
    sys.modules[name] = package
    spec.loader.exec_module(package)
    return importlib.import_module(f"{name}.session")


if __name__ == "__main__":
    load_session().run()  # type: ignore[attr-defined]
