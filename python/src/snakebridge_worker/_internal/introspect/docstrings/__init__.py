"""Facts from docstrings: types and documentation."""
