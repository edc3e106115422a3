"""What a process that reads may use, and that it does not outlive the one that started it."""

from __future__ import annotations

import os
import resource
import signal
import sys
import threading
import time
from pathlib import Path

MEGABYTE = 1_000_000
MEMORY_LIMIT = 1500
"""Megabytes that a process may use to read documents."""
LEAST_MEMORY = 200
"""No lower limit is taken: an ordinary paper would not be read."""
GIVES_UP = (-signal.SIGABRT, -signal.SIGTRAP, -signal.SIGILL)
"""How a library in C ends its process where it is given no more memory."""


def limit_memory(megabytes: int) -> bool:
    """Cap what may be asked for beyond what is already mapped; the parent watches what is used.

    Returns whether this is the limit now: the shell may have set a lower one, and not every
    system says what is mapped.
    """
    try:
        with open("/proc/self/statm", encoding="ascii") as stream:
            mapped = int(stream.read().split()[0]) * resource.getpagesize()
    except OSError:
        return False
    limit = mapped + megabytes * MEGABYTE
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard not in (resource.RLIM_INFINITY, -1) and limit >= hard:
        return False
    resource.setrlimit(resource.RLIMIT_AS, (limit, hard))
    return True


def resident_memory(process: int) -> int:
    """Resident bytes of a process now, or 0 where the system does not say."""
    try:
        text = Path(f"/proc/{process}/statm").read_text(encoding="ascii")
    except OSError:
        return 0
    return int(text.split()[1]) * resource.getpagesize()


def peak_memory() -> int:
    """The largest resident memory of this process so far, in bytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


def die_with(parent: int) -> None:
    """End this process when its parent (the one it was forked from) is gone, even if killed.

    That one in turn ends when the process that writes the database is gone.
    """

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
