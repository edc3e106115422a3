"""A copy of the database that may leave the machine: without what the site withholds
(site/query_limits.py)."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection
from contextlib import closing
from pathlib import Path

from extractor.errors import StoreError

NAME = "figures.db"


def write_public_copy(
    database: Path, target: Path, tables: Collection[str], columns: Collection[tuple[str, str]]
) -> Path:
    """Write a copy of the database into the folder `target`, made where it is missing.

    `tables` are emptied in it, and each of `columns` (table and column) has no text. Nothing of
    what was there is left in the file. Raises StoreError where the folder cannot be written.
    """
    copy, made = target / NAME, target / f".{NAME}.new"
    if copy.exists() and copy.samefile(database):
        raise StoreError(f"{copy} is the database itself.", "Choose another folder.")
    try:
        target.mkdir(parents=True, exist_ok=True)
        made.unlink(missing_ok=True)
        with (
            closing(sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)) as whole,
            closing(sqlite3.connect(made)) as public,
        ):
            whole.backup(public)
            _take_out(public, tables, columns)
        made.replace(copy)
    except (OSError, sqlite3.OperationalError) as error:
        made.unlink(missing_ok=True)
        why = getattr(error, "strerror", None) or error
        raise StoreError(f"{copy} cannot be written ({why}).", "Choose another folder.") from error
    return copy


def _take_out(
    public: sqlite3.Connection, tables: Collection[str], columns: Collection[tuple[str, str]]
) -> None:
    public.execute("pragma journal_mode = delete")
    public.execute("pragma secure_delete = on")
    for table in sorted(tables):
        public.execute(f"delete from [{table}]")
    for table, column in sorted(columns):
        public.execute(f"update [{table}] set [{column}] = iif([{column}] is null, null, '')")
    public.commit()
    public.execute("vacuum")
