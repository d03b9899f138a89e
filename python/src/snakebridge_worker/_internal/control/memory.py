"""How much memory this process has."""

from __future__ import annotations

import os
import sys


def resident_bytes() -> int:
    """Resident memory now; its peak where the system reports only that; 0 where it reports nothing."""
    try:
        with open("/proc/self/statm", "rb") as status:
            return int(status.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        pass
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
