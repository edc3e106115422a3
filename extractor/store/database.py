"""The database file: opening and locking it, and saying in words what SQLite says in codes.

One ingest per database at a time: the system lifts the lock when its holder dies.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from sqlite_utils import Database

from extractor.errors import StoreError, UsageError
from extractor.store.migrations import bring_up_to_date
from extractor.store.records import now

BUSY_SECONDS = 30

_REMEDIES = {
    "SQLITE_FULL": (
        "the disk is full",
        "Free some space and run the same command again; what was read so far is kept.",
    ),
    "SQLITE_READONLY": ("it cannot be written", "Check the rights of the file and its folder."),
    "SQLITE_CANTOPEN": ("it cannot be opened", "Check the path and the rights of its folder."),
    "SQLITE_BUSY": (
        "another program is writing to it",
        "Wait until that has finished, then run the same command again.",
    ),
    "SQLITE_NOTADB": ("it is not an SQLite database", "Choose another file."),
    "SQLITE_CORRUPT": (
        "it is damaged",
        "Restore a copy, or delete it and run ingest again: everything comes from the documents.",
    ),
    "SQLITE_IOERR": (
        "reading or writing it failed",
        "Check the disk (and its free space), then run the same command again.",
    ),
}


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn SQLite's errors within the block into a StoreError that says what to do; a file that
    is no database was named by mistake: UsageError."""
    try:
        yield
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # Where bytes of a file are wrong, SQLite may also give texts that are none.
        damaged = isinstance(error, UnicodeDecodeError) or "not decode to UTF-8" in str(error)
        code = "SQLITE_CORRUPT" if damaged else getattr(error, "sqlite_errorname", None) or ""
        known = next((text for name, text in _REMEDIES.items() if code.startswith(name)), None)
        if known is None:
            raise
        kind = UsageError if code.startswith("SQLITE_NOTADB") else StoreError
        raise kind(f"{path} was not written: {known[0]}.", known[1]) from error


@contextmanager
def os_in_words(path: Path) -> Iterator[None]:
    """Turn the system's errors within the block into a StoreError about the database at `path`."""
    try:
        yield
    except OSError as error:
        raise StoreError(
            f"{path} cannot be written: {error.strerror}.",
            "Check the rights of its folder and the space on the disk.",
        ) from error


def require_folder(path: Path) -> None:
    """Raise UsageError where there is no folder for the database."""
    if not path.parent.is_dir():
        raise UsageError(f"There is no folder {path.parent}.", "Make it, or choose another path.")


_OURS = frozenset({"documents", "observations"})
"""Tables that every version has."""


def _tables(connection: sqlite3.Connection) -> set[str]:
    asked = "select name from sqlite_master where type = 'table'"
    return {row[0] for row in connection.execute(asked).fetchall()}


def require_database(path: Path) -> None:
    """Raise UsageError where `path` is no database that was written before.

    A file that is not there, is empty, or is of another program is named as what it is, and
    nothing is written to it.
    """
    make = f"Make one with: extractor ingest FOLDER --db {path}"
    if not path.is_file():
        raise UsageError(f"There is no database {path}.", make)
    if path.stat().st_size == 0:
        raise UsageError(f"{path} is empty: nothing was ever ingested into it.", make)
    with in_words(path):
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
        try:
            tables = _tables(connection)
        finally:
            connection.close()
    if not tables >= _OURS:
        raise UsageError(f"{path} is a database, but not one of extractor ingest.", make)


def open_for_writing(path: Path) -> Database:
    """The database at `path`, made or brought up to date.

    Write-ahead logging lets Datasette read while documents come in. Raises StoreError where
    it cannot be opened or was written by a newer version, UsageError where the path is wrong.
    """
    require_folder(path)
    if path.is_dir():
        raise UsageError(f"{path} is a folder.", "Name the file of the database.")
    with in_words(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        tables = _tables(connection)
        if tables and not _OURS & tables:
            connection.close()
            raise UsageError(f"{path} is a database of another program.", "Choose another file.")
        connection.execute("pragma foreign_keys = on")
        connection.execute("pragma journal_mode = wal")
        connection.execute("pragma synchronous = normal")
        connection.execute("pragma cache_size = -64000")
        connection.execute("pragma temp_store = memory")
        db = Database(connection)
        bring_up_to_date(db)
    return db


def close(db: Database, path: Path) -> None:
    """Close the database as one plain file again, so that it can be copied and served as it is.

    Where somebody else has it open (a site that is served), it stays in write-ahead mode; what
    was written is in the file all the same.
    """
    with in_words(path):
        connection = db.conn
        connection.execute("pragma analysis_limit = 1000")
        connection.execute("pragma optimize")
        connection.execute("pragma wal_checkpoint(truncate)")
        try:
            connection.execute("pragma journal_mode = delete")
        except sqlite3.OperationalError as error:
            if getattr(error, "sqlite_errorname", "") != "SQLITE_BUSY":
                raise
        connection.close()


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
