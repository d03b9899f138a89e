"""``list-names.py <library>…``: all public functions and classes of libraries, each once, under its shortest name.

Standard output has one JSON object: for each library, the names inside of it, as in ``"linalg.svd"``.
"""

import importlib
import json
import os
import pkgutil
import sys
import warnings

#: Parts of names of modules that are for a library's own developers, or not its own.
INTERNAL = {
    "tests", "test", "conftest", "setup", "benchmarks", "examples", "core", "compat", "externals", "distutils", "f2py",
    "idlelib", "lib2to3", "turtledemo", "ensurepip", "pydoc_data", "__main__",
}  # fmt: skip


def names_of(library):
    """Return the public names of a library, in order."""
    shortest = {}
    for module in sorted(modules_of(library), key=lambda each: (each.__name__.count("."), each.__name__)):
        prefix = module.__name__.split(".")[1:]
        for name in sorted(public_names(module)):
            value = vars(module).get(name)
            if is_of(library, value):
                shortest.setdefault(id(value), ".".join([*prefix, name]))
    return sorted(shortest.values())


def modules_of(library):
    try:
        root = importlib.import_module(library)
    except ModuleNotFoundError:  # A module of another system's Python.
        return
    yield root
    for found in pkgutil.walk_packages(getattr(root, "__path__", []), f"{library}.", onerror=lambda name: None):
        parts = found.name.split(".")
        if INTERNAL.intersection(parts) or any(part.startswith("_") for part in parts):
            continue
        try:
            yield importlib.import_module(found.name)
        except BaseException:
            continue


def public_names(module):
    """Return what a module says is public, or what it defines; a package is there to show what others define."""
    names = getattr(module, "__all__", None)
    if names is None:
        own = hasattr(module, "__path__")
        names = [key for key, value in vars(module).items() if own or getattr(value, "__module__", "") == module.__name__]
    return {name for name in names if isinstance(name, str) and not name.startswith("_") and name.isidentifier()}


def is_of(library, value):
    """Tell whether a value is a function or class of this library, and not one that it only imports."""
    if not callable(value) or type(value).__module__ in ("typing", "types") and not hasattr(value, "__code__"):
        return isinstance(value, type)
    home = getattr(value, "__module__", None) or getattr(type(value), "__module__", "")
    return isinstance(home, str) and (home.split(".")[0].lstrip("_") == library or type(value).__module__ == "builtins")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    out = os.dup(1)
    os.dup2(2, 1)
    listed = {library: names_of(library) for library in sys.argv[1:]}
    os.write(out, json.dumps(listed).encode())
    os._exit(0)
