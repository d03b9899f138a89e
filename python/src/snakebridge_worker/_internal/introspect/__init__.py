"""Tells facts about the symbols of Python libraries without running more of them than their import.

Standard library only, loaded from its own folder (see ``introspect_main``), so that it works in any environment.
The shape of the answers is described in ``src/facts/facts.ts``.
"""
