"""Coroutines of the worker's one event loop, and what is made of them: contexts, streams."""
