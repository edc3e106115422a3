"""Take a run back: what it read is removed, what it replaced is restored."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

from sqlite_utils import Database

from extractor.errors import UsageError
from extractor.store import series
from extractor.store.corrections import (
    apply_corrections,
    forget_applied,
    take_back_corrections,
)
from extractor.store.records import now
from extractor.store.runs import bring_back, opened
from extractor.store.write import CHILDREN


@dataclass(frozen=True, slots=True)
class Undone:
    """How many documents were brought back, and how many were removed."""

    brought_back: int
    removed: int


def undo_run(db: Database, run: int) -> Undone:
    """Take a run back, in one transaction.

    Raises UsageError where there is no such run, it was taken back already, or a later run
    has written documents: the last one has to be taken back first.
    """
    connection = db.conn
    _refuse_where_later(connection, run)
    kept = dict(
        connection.execute(
            "select document_id, state from replaced_documents where run = ?", (run,)
        ).fetchall()
    )
    written = [
        row[0]
        for row in connection.execute("select id from documents where run = ?", (run,)).fetchall()
    ]
    with db.atomic():
        series.prepare(connection)
        series.forget(connection)
        for document in sorted({*written, *kept}):
            series.touch(connection, document)
            for table in CHILDREN:
                connection.execute(f"delete from {table} where document_id = ?", (document,))
            connection.execute("delete from documents where id = ?", (document,))
            if document in kept:
                bring_back(connection, opened(kept[document]))
                # The corrections may be others than they were then.
                take_back_corrections(connection, document)
                apply_corrections(connection, document)
                connection.execute("update documents set checked = null where id = ?", (document,))
                series.touch(connection, document)
        connection.execute("delete from replaced_documents where run = ?", (run,))
        connection.execute("update runs set undone = ? where id = ?", (now(), run))
        forget_applied(connection)
        series.refresh(connection)
    return Undone(len(kept), len(set(written) - set(kept)))


def _refuse_where_later(db: sqlite3.Connection, run: int) -> None:
    found = db.execute("select undone from runs where id = ?", (run,)).fetchone()
    if found is None:
        listed = [str(row[0]) for row in db.execute("select id from runs order by id").fetchall()]
        raise UsageError(f"There is no run {run}.", f"There are: {', '.join(listed) or 'none'}.")
    if found[0] is not None:
        raise UsageError(f"Run {run} was already undone, on {found[0]}.")
    later = db.execute(
        """select max(run) from (select run from documents where run > ?
          union all select run from replaced_documents where run > ?)""",
        (run, run),
    ).fetchone()[0]
    if later is not None:
        raise UsageError(
            f"Runs up to {later} have written documents since run {run}.",
            f"Take the last one back first: extractor undo {later} --db FILE",
        )
