"""Starts a worker: ``python -I path/to/snakebridge_worker/__main__.py [packages]``, with descriptor 3 as its channel.

``packages`` is a folder with the packages that the worker needs and a foreign environment does not have.
"""

import os
import sys


def main() -> None:
    """Puts the package on the path (isolated mode leaves its folder out) and starts."""
    if sys.version_info < (3, 10):  # noqa: UP036 - an old Python must report in words what is wrong
        os.write(3, b'{"error":"UnsupportedPython","message":"snakebridge needs Python 3.10 or newer"}\n')
        os._exit(1)
    source = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    if source not in sys.path:
        sys.path.insert(0, source)
    # Last, so that it hides no package of the environment. Libraries do not see the argument.
    sys.path.extend(sys.argv[1:])
    del sys.argv[1:]
    from snakebridge_worker._internal.process.startup import start

    start()


if __name__ == "__main__":
    main()
