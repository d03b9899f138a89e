"""Calls of the host: running them, on the main thread and on others, and answering them."""
