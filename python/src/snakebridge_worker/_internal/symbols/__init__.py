"""Symbols, looked up by name and compared with the project's lock."""
