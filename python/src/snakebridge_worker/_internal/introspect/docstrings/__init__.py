"""What docstrings know."""
