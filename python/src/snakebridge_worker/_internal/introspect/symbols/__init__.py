"""The facts of one symbol, joined from the run time, stubs and docstrings."""
