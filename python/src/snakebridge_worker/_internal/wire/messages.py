"""Messages by number. See docs/internals/wire.md."""

# From the host to the worker.
CALL = 0
RELEASE = 1
FORGET = 2
CALLBACK_RETURNED = 3
CALLBACK_RAISED = 4
HELLO = 16

# From the worker to the host.
RETURNED = 0
FAILED = 1
TYPE_DEFINED = 2
CALLBACK = 3
CALLBACK_DROPPED = 4
PRINTED = 5
DETACHED = 6
THREAD_CALLBACK = 7
FRAME_WANTED = 8
WELCOME = 17
REFUSED = 18

UNBOUNDED = float("inf")

HOST_ARITY = {
    CALL: (5, 7),
    RELEASE: (3, UNBOUNDED),
    FORGET: (2, UNBOUNDED),
    CALLBACK_RETURNED: (3, 3),
    CALLBACK_RAISED: (3, 3),
    HELLO: (2, 2),
}
"""Fewest and most parts of a message, its number included."""

WORKER_ARITY = {
    RETURNED: (3, 3),
    FAILED: (3, 3),
    TYPE_DEFINED: (3, 3),
    CALLBACK: (4, 4),
    CALLBACK_DROPPED: (3, 3),
    PRINTED: (1, 1),
    DETACHED: (2, 2),
    THREAD_CALLBACK: (4, 4),
    FRAME_WANTED: (1, 1),
    WELCOME: (2, 2),
    REFUSED: (2, 2),
}
