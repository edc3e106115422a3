"""Documents are read in a process of its own, so that none of them takes more memory than it may.

Libraries in C end their process where they are given no more: who started it then says which
document it was, and has the rest read by another one. Memory, and what happens at its limit, are
those of a worker of `ingest`.
"""

from __future__ import annotations

import mmap
import os
import signal
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

import click

from extractor.cli import FROM_THE_SHELL
from extractor.errors import ExtractorError, FailedDocument, on_screen
from extractor.ingest.process_limits import (
    GIVES_UP,
    LEAST_MEMORY,
    MEMORY_LIMIT,
    die_with,
    limit_memory,
)

LIBRARIES = 450
"""Megabytes of address space for libraries, which a worker has loaded when it is limited; here they
come with the first document that needs them."""
_TOO_MUCH = 70
"""The exit code by which the process says that there was no more memory for a document."""
SECONDS_TO_STOP = 1
_TOLD_TO_STOP = (-signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP)
_NONE = -1

Read = Callable[[Sequence[Path], Callable[[int], None]], int]
"""Reads the files and returns an exit code; says of each file, by its place, that it begins."""


memory_limited = click.option(
    "--memory-limit", type=click.IntRange(min=LEAST_MEMORY), default=MEMORY_LIMIT,
    show_default=True, help="megabytes that may be used",
)  # fmt: skip
"""The option of a command that reads documents."""


def read_limited(context: click.Context, files: Sequence[Path], megabytes: int, read: Read) -> int:
    """Read the files of a command in a process that may use so many megabytes, and return its exit
    code; right here where a program called the command, or where the system sets no limit."""
    if context.meta.get(FROM_THE_SHELL) and possible():
        return read_apart(files, megabytes, read)
    return read(files, lambda place: None)


def possible() -> bool:
    """Whether this system can limit a process: where it cannot, documents are read right here."""
    return Path("/proc/self/statm").exists()


def read_apart(files: Sequence[Path], megabytes: int, read: Read) -> int:
    """Read files in a process that may use so many megabytes; returns the exit code of both.

    In the process that reads this returns (or raises) what `read` does. A file that it could
    not finish is named on stderr with the reason, and the files after it are read by another.
    """
    left, failed = list(files), False
    while left:
        begun = mmap.mmap(-1, 8)
        _note(begun, _NONE)
        sys.stdout.flush()
        sys.stderr.flush()
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            die_with(parent)
            return _limited(left, megabytes, read, begun)
        ended = _wait(process)
        if 0 <= ended != _TOO_MUCH:
            return 3 if failed and ended == 0 else ended
        if ended in _TOLD_TO_STOP:
            raise KeyboardInterrupt
        place = int.from_bytes(begun[:], "little", signed=True)
        reason = _reason(ended, megabytes)
        if place == _NONE:
            raise ExtractorError(*reason)
        click.echo(on_screen(f"{left[place]}: {FailedDocument(*reason)}"), err=True)
        left, failed = left[place + 1 :], True
    return 3


def _limited(files: Sequence[Path], megabytes: int, read: Read, begun: mmap.mmap) -> int:
    ours = False

    def begin(place: int) -> None:
        # Not before: rules and settings are there when the first document begins.
        nonlocal ours
        if place == 0:
            ours = limit_memory(megabytes + LIBRARIES)
        _note(begun, place)

    try:
        return read(files, begin)
    except MemoryError:
        if not ours:
            raise
    except KeyboardInterrupt:
        sys.stdout.flush()
        _end_by(signal.SIGINT)
    os._exit(_TOO_MUCH)


def _end_by(told: signal.Signals) -> None:
    """End by the signal, so that only who waits for us says that we have stopped. Python ends so in
    any case where the interrupt came in the midst of an `exec`, as of a dataclass."""
    signal.signal(told, signal.SIG_DFL)
    os.kill(os.getpid(), told)


def _note(begun: mmap.mmap, place: int) -> None:
    begun[:] = place.to_bytes(8, "little", signed=True)


def _wait(process: int) -> int:
    """The exit code of a process, or the signal that ended it as a negative number.

    Ctrl-C reaches both of us: the process ends by it, or is ended where it is in the midst of a
    library and does not hear; it is said here that both have stopped.
    """
    try:
        return _ended(os.waitpid(process, 0))
    except KeyboardInterrupt:
        until = time.monotonic() + SECONDS_TO_STOP
        with suppress(ChildProcessError):  # It may have ended at the same moment.
            while time.monotonic() < until:
                waited = os.waitpid(process, os.WNOHANG)
                if waited[0]:
                    return _ended(waited)
                time.sleep(0.02)
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
        raise


def _ended(waited: tuple[int, int]) -> int:
    return os.waitstatus_to_exitcode(waited[1])


def _reason(ended: int, megabytes: int) -> tuple[str, str]:
    """Why a document was given up, and what to do about it: the words of `ingest`."""
    if ended == _TOO_MUCH:
        return (
            f"The document exceeded the memory limit of {megabytes} MB.",
            "Raise --memory-limit to read it.",
        )
    name = signal.Signals(-ended).name if -ended in set(signal.Signals) else f"signal {-ended}"
    if ended in GIVES_UP:
        return (
            f"The process that read it was ended by {name}, probably at the memory limit of "
            f"{megabytes} MB.",
            "Raise --memory-limit to read it; if that does not help, report it.",
        )
    if ended == -signal.SIGKILL:
        return (
            f"The process that read it was ended by {name}.",
            "The system may have run out of memory.",
        )
    return (
        f"The process that read it was ended by {name}.",
        "This is a fault of the program: please report it with the document.",
    )
