"""One ingest a database at a time: a lock that the system lifts when its holder dies."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from extractor.errors import StoreError
from extractor.store.database import os_in_words, require_folder
from extractor.store.origin import now

LOOK_EVERY = 0.5
FOREVER = -1


@contextmanager
def held(database: Path, wait: bool = False) -> Iterator[None]:
    """Hold the lock of a database while the block lasts.

    With `wait`, waits until it is free; otherwise raises StoreError that says who holds it.
    The file of the lock, beside the database, stays: another process may wait for it.
    """
    require_folder(database)
    path = database.with_name(database.name + ".lock")
    lock = FileLock(path, timeout=FOREVER if wait else 0, poll_interval=LOOK_EVERY)
    with os_in_words(database):
        try:
            lock.acquire()
        except Timeout as error:
            holder = path.read_text(encoding="utf-8", errors="replace")[:200].strip()
            raise StoreError(
                f"{database} is being written by {holder or 'another process'}.",
                "Wait until that has finished, or use --wait.",
            ) from error
    try:
        with os_in_words(database):
            path.write_text(f"process {os.getpid()} since {now()}", encoding="utf-8")
        yield
    finally:
        path.write_text("", encoding="utf-8")
        lock.release()
