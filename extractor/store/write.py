"""Writing documents: one document is one transaction, and always whole rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from sqlite_utils import Database

from extractor.errors import FailedDocument
from extractor.store import council_names, series
from extractor.store.corrections import apply_corrections, forget_applied
from extractor.store.database import in_words
from extractor.store.records import COLUMNS, UNREAD, Provenance, Row, SourceLocation, now
from extractor.store.runs import put_away

CHILDREN = (
    "page_contacts",
    "withheld_texts",
    "series_points",
    "checks",
    "observations",
    "pages",
    "refusals",
    "contacts",
    "reports",
)


class Writer:
    """Puts staged documents into a database that is open for writing, for one run."""

    def __init__(self, db: Database, path: Path, run: int, provenance: Provenance) -> None:
        self._db, self._path, self._run, self._provenance = db, path, run, provenance
        self._connection = db.conn
        series.prepare(self._connection)

    def load(self, staged: Path, places: Iterable[SourceLocation]) -> Row:
        """Replace a document by what its staged document holds, in one transaction; gives its row.

        Raises StoreError where the database cannot
        be written, FailedDocument where the rows contradict its rules; then nothing is changed.
        """
        with in_words(self._path):
            self._connection.execute("attach ? as staging", (str(staged),))
            try:
                with self._db.atomic():
                    row = self._staged_document()
                    self._replace(row["id"])
                    self._name(row["id"], places)
                    return row
            except sqlite3.IntegrityError as error:
                raise FailedDocument(
                    f"What was read contradicts the database ({error}).",
                    "This is a fault of the program: please report it with the document.",
                ) from error
            finally:
                self._connection.execute("detach staging")

    def _staged_document(self) -> Row:
        columns = COLUMNS["documents"]
        cursor = self._connection.execute(f"select {', '.join(columns)} from staging.documents")
        return dict(zip(columns, cursor.fetchone(), strict=True))

    def name(self, document: str, places: Iterable[SourceLocation]) -> None:
        """Note further paths of a document that is in the database already."""
        with in_words(self._path), self._db.atomic():
            self._name(document, places)

    def forget_paths(self, paths: Iterable[str]) -> None:
        """Delete names under which documents are no longer found."""
        with in_words(self._path), self._db.atomic():
            self._connection.executemany(
                "delete from document_paths where path = ?", [(path,) for path in paths]
            )

    def remove(self, document: str) -> None:
        """Delete a document and everything that came from it."""
        with in_words(self._path), self._db.atomic():
            self._remove(document)

    def _remove(self, document: str) -> None:
        series.forget(self._connection)
        series.touch(self._connection, document)
        put_away(self._connection, document, self._run)
        self._delete_children(document)
        self._connection.execute("delete from documents where id = ?", (document,))
        forget_applied(self._connection)
        series.refresh(self._connection)

    def _delete_children(self, document: str) -> None:
        for table in CHILDREN:
            self._connection.execute(f"delete from {table} where document_id = ?", (document,))

    def _replace(self, document: str) -> None:
        execute = self._connection.execute
        series.forget(self._connection)
        series.touch(self._connection, document)
        put_away(self._connection, document, self._run)
        self._delete_children(document)
        self._write_document()
        for table in (
            "reports",
            "contacts",
            "pages",
            "page_contacts",
            "withheld_texts",
            "refusals",
        ):
            listed = ", ".join(COLUMNS[table])
            execute(f"insert into {table} ({listed}) select {listed} from staging.{table}")
        listed = ", ".join(COLUMNS["observations"])
        (last,) = execute("select coalesce(max(number), 0) from observations").fetchone()
        execute(
            f"""insert into observations ({listed}, number, run)
            select {listed}, ? + 1 + position, ? from staging.observations order by position""",
            (last, self._run),
        )
        apply_corrections(self._connection, document)
        forget_applied(self._connection)
        council_names.settle(self._connection, document)
        series.touch(self._connection, document)
        series.refresh(self._connection)

    def _write_document(self) -> None:
        """The document's row: made, or every column of it written again but `first_seen`."""
        provenance = self._provenance
        more = ("reader", "rules_digest", "settings_digest", "first_seen", "read_at", "run")
        columns = (*COLUMNS["documents"], *more)
        updates = ", ".join(f"{c} = excluded.{c}" for c in columns if c not in ("id", "first_seen"))
        updates += ", checked = null"
        self._connection.execute(
            f"""insert into documents ({", ".join(columns)})
            select {", ".join(COLUMNS["documents"])}, ?, ?, ?, ?, ?, ? from staging.documents
            where true on conflict (id) do update set {updates}""",
            (
                provenance.reader,
                provenance.rules_digest,
                provenance.settings_digest,
                now(),
                now(),
                self._run,
            ),
        )

    def _name(self, document: str, places: Iterable[SourceLocation]) -> None:
        for place in places:
            before = self._connection.execute(
                "select document_id from document_paths where path = ?", (place.file,)
            ).fetchone()
            self._connection.execute(
                """insert into document_paths (path, document_id, first_seen, run)
                values (?, ?, ?, ?) on conflict (path) do update
                set document_id = excluded.document_id, run = excluded.run""",
                (place.file, document, now(), self._run),
            )
            self._connection.execute(
                """insert into locations (path, location, raw) values (?, ?, ?)
                on conflict (path) do update
                set location = excluded.location, raw = excluded.raw""",
                (place.file, place.location, place.raw),
            )
            if before and before[0] != document and before[0].startswith(UNREAD):
                # What could not be opened then can be opened now.
                self._remove(before[0])
