"""One ingest a database at a time: a lock that the system lifts when its holder dies."""

from __future__ import annotations

import fcntl
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from extractor.errors import StoreError
from extractor.store.database import os_in_words, require_folder
from extractor.store.origin import now

LOOK_EVERY = 0.5


@contextmanager
def held(database: Path, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a database while the block lasts.

    With `wait`, waits until it is free; otherwise raises StoreError that says who holds it.
    """
    path = database.with_name(database.name + ".lock")
    handle = _acquire(path, database, wait)
    try:
        yield
    finally:
        # Removed while held; whoever waits for it sees that its file is no longer the one.
        path.unlink(missing_ok=True)
        os.close(handle)


def _acquire(path: Path, database: Path, wait: bool) -> int:
    require_folder(database)
    while True:
        with os_in_words(database):
            handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            holder = os.read(handle, 500).decode(errors="replace").strip()
            os.close(handle)
            if not wait:
                raise StoreError(
                    f"{database} is being written by {holder or 'another process'}.",
                    "Wait until that has finished, or use --wait.",
                ) from error
            time.sleep(LOOK_EVERY)
            continue
        if _is_current(handle, path):
            holder = f"process {os.getpid()} on {socket.gethostname()} since {now()}"
            with os_in_words(database):
                os.ftruncate(handle, 0)
                os.write(handle, holder.encode())
            return handle
        os.close(handle)


def _is_current(handle: int, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(handle), os.stat(path))
    except FileNotFoundError:
        return False
