"""Python objects, read without running their code."""
