"""Reads the facts of a Python library's symbols. Of the library's code, only the import runs.

It uses the standard library only, and is loaded from its own folder (see ``introspect_main``), so that it works in any
environment. ``facts`` is the schema of the answers. Each folder imports only those below it::

    questions     from a question to its answer
    symbols       the facts of one symbol, joined from the sources below
    docstrings    types and documentation from docstrings
    runtime       the imported library itself        stubs   stubs and declarations
    signatures    signatures: compared and joined
    types         types: built and compared
    objects       objects, read without running code
"""
