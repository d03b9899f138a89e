"""Starts a worker: ``python -I path/to/snakebridge_worker/__main__.py [beside]``, with descriptor 3 as its channel.

``beside`` is a folder of what the worker needs and somebody else's environment does not have.
"""

import os
import sys


def main() -> None:
    """Puts the package on the path (isolated mode leaves its folder out) and starts."""
    if sys.version_info < (3, 10):  # noqa: UP036 - whoever starts an old Python must be told in words
        os.write(3, b'{"error":"UnsupportedPython","message":"snakebridge needs Python 3.10 or newer"}\n')
        os._exit(1)
    source = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if source not in sys.path:
        sys.path.insert(0, source)
    # Last, so that it hides nothing of the environment's own; and no argument of the libraries'.
    sys.path.extend(sys.argv[1:])
    del sys.argv[1:]
    from snakebridge_worker._internal.process.startup import start

    start()


if __name__ == "__main__":
    main()
