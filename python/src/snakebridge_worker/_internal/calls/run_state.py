"""What all threads that run calls share."""

from __future__ import annotations


class RunState:
    """Counts the calls, and notes a fork."""

    __slots__ = ("calls", "forked")

    def __init__(self) -> None:
        self.calls = 0
        """That have begun."""
        self.forked = False
        """This process is a forked child, which answers no call: it ends where the call that forked ends."""
