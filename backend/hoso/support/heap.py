"""The memory of a process that runs for weeks: few arenas of the C library, what was imported never looked at again.

Each thread of the API's pool would keep an arena of its own (glibc: eight a core) with what its largest request needed.
Never frees what is in use; on a C library without `mallopt` nothing happens.
"""

import ctypes
import gc
import os

_ARENA_MAX, _TRIM_THRESHOLD = -8, -1  # M_ARENA_MAX, M_TRIM_THRESHOLD of malloc.h
ARENAS = 2


def keep_small() -> None:
    """Bound the arenas of this process and of those that it starts; give back what is free at the top of the heap."""
    os.environ.setdefault("MALLOC_ARENA_MAX", str(ARENAS))
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_ARENA_MAX, ARENAS)
        mallopt(_TRIM_THRESHOLD, 256 * 1024)
    gc.collect()
    gc.freeze()
