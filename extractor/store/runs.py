"""The runs of a database: what was done when, with which code and rules, and what a run replaced.

Before a document is read again or removed, its rows are put away, compressed, under the run
that replaces them, so that runs can be compared and taken back. A document that a run read for the
first time has nothing put away.

"""

from __future__ import annotations

import json
import sqlite3
import zlib
from typing import Any

from sqlite_utils import Database

from extractor.store.records import Provenance, Row, compact, now


def start_run(
    db: Database,
    command: str,
    provenance: Provenance,
    settings: dict[str, object],
    versions: dict[str, str],
) -> int:
    """Begin a run; runs that were killed are marked as stopped. Returns the run's id."""
    with db.atomic():
        db.execute("update runs set outcome = 'stopped' where outcome = 'running'")
        cursor = db.execute(
            """insert into runs (started, command, reader, rules_digest,
              settings_digest, settings, versions) values (?, ?, ?, ?, ?, ?, ?)""",
            (
                now(),
                command,
                provenance.reader,
                provenance.rules_digest,
                provenance.settings_digest,
                compact(settings),
                compact(versions),
            ),
        )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def finish_run(
    db: Database, run: int, outcome: str, counts: dict[str, object], seconds: float
) -> None:
    """Write how a run ended: `finished`, `stopped` (by the user) or `failed`."""
    with db.atomic():
        db.execute(
            "update runs set finished = ?, outcome = ?, counts = ?, seconds = ? where id = ?",
            (now(), outcome, compact(counts), round(seconds, 3), run),
        )


def rules_of_last_run(db: Database) -> str | None:
    """The digest of the rulebook that the tables `measures` and `rules` hold."""
    row = db.execute("select rules_digest from runs order by id desc limit 1").fetchone()
    return None if row is None else str(row[0])


KEPT = ("documents", "reports", "contacts", "pages", "refusals", "observations")
"""The tables that hold a document; paths are kept too, under `document_paths`."""
_DERIVED = frozenset({"duplicate_of", "duplicate_of_document", "duplicate_of_report"})


def put_away(db: sqlite3.Connection, document: str, run: int) -> None:
    """Keep the document's rows, unless the same run has written or kept them already."""
    found = db.execute("select run from documents where id = ?", (document,)).fetchone()
    if found is None or found[0] == run:
        return
    state = zlib.compress(compact(_state(db, document)).encode(), 6)
    db.execute(
        "insert or ignore into replaced_documents (document_id, run, state) values (?, ?, ?)",
        (document, run, state),
    )


def _state(db: sqlite3.Connection, document: str) -> dict[str, list[Row]]:
    state = {t: _rows(db, t, "id" if t == "documents" else "document_id", document) for t in KEPT}
    state["document_paths"] = _rows(db, "document_paths", "document_id", document)
    state["locations"] = [
        row | {"raw": row["raw"].hex() if row["raw"] else None}
        for path in state["document_paths"]
        for row in _rows(db, "locations", "path", path["path"])
    ]
    return state


def _rows(db: sqlite3.Connection, table: str, column: str, value: object) -> list[Row]:
    cursor = db.execute(f"select * from [{table}] where [{column}] = ?", (value,))
    names = [c[0] for c in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def opened(state: bytes) -> dict[str, list[Row]]:
    """The rows that were put away, table by table."""
    rows: dict[str, list[Row]] = json.loads(zlib.decompress(state))
    return rows


def bring_back(db: sqlite3.Connection, state: dict[str, list[Row]]) -> None:
    """Write a document's rows as they were; it must not be there now."""
    columns = {
        t: {row[1] for row in db.execute(f"pragma table_info([{t}])").fetchall()}
        for t in (*KEPT, "document_paths", "locations")
    }
    for table in (*KEPT, "document_paths", "locations"):
        for row in state[table]:
            kept = {k: v for k, v in row.items() if k in columns[table] and k not in _DERIVED}
            _insert(db, table, kept)


def _insert(db: sqlite3.Connection, table: str, row: dict[str, Any]) -> None:
    if table == "locations" and row["raw"] is not None:
        row["raw"] = bytes.fromhex(row["raw"])
    if table == "pages":
        row.pop("id")
    if table == "observations":
        (row["number"],) = db.execute(
            "select coalesce(max(number), 0) + 1 from observations"
        ).fetchone()
    db.execute(
        f"""insert or replace into [{table}] ({", ".join(f"[{c}]" for c in row)})
        values ({", ".join("?" * len(row))})""",
        tuple(row.values()),
    )
