"""Opening a database: making it, bringing it up to date, refusing a newer one."""

from __future__ import annotations

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from extractor.errors import StoreError
from extractor.redaction.seal import covered, holds_sealed, sealed
from extractor.store import series
from extractor.store.migration_sql import (
    EXPLAINED,
    OUTSIDE,
    QUICK_PAGES,
    RULEBOOK_PARTS,
    TABLE_CHANGES,
    TRUSTED,
)
from extractor.store.schema import TABLES, WITHHELD
from extractor.store.shorten_old_paths import shorten_paths
from extractor.store.views import SEARCH, VIEWS

migrations = Migrations("committee_figures")

POINTS_VERSION = 1
"""Raised whenever points are made differently; databases of before are then made anew."""

WITHDRAWN = frozenset({"sources"})
"""Names under which a migration was once released that has another name now (`disputes`)."""


def _run(db: Database, script: str) -> None:
    """Execute a script within the transaction of the migration (executescript would end it)."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if _complete(statement):
            db.execute(statement)
            statement = ""


def _complete(statement: str) -> bool:
    return bool(statement.strip()) and sqlite3.complete_statement(statement)


@migrations()
def tables(db: Database) -> None:
    """Everything that the first version stores."""
    _run(db, TABLES)


@migrations()
def search(db: Database) -> None:
    """Full-text search over pages and quotes."""
    _run(db, SEARCH)


@migrations()
def trends(db: Database) -> None:
    """An index for questions about one measure in all areas, or in one of them.

    The published questions read it in order, so that they end after the rows they show.
    """
    db.execute(
        "create index series_points_trend on series_points(measure, area_level, area, period_end)"
    )


@migrations()
def disputes(db: Database) -> None:
    """How many papers of other bodies differ from a point, and an index for those points."""
    if "disputed" not in db.table("series_points").columns_dict:
        db.execute("alter table series_points add column disputed integer not null default 0")
    db.execute(
        """create index series_points_disputed on series_points(measure, period_end)
        where disputed > 0"""
    )


@migrations()
def explained(db: Database) -> None:
    """Unexplained words, the nearest measure, and the rating and trend that a paper prints."""
    _run(db, EXPLAINED)


@migrations()
def currencies(db: Database) -> None:
    """Money in euros and dollars keeps its value, each with a unit of its own."""
    _rewrite_schema(
        db, "observations", "'currency_gbp',", "'currency_gbp', 'currency_eur', 'currency_usd',"
    )


def _rewrite_schema(db: Database, table: str, old: str, new: str) -> None:
    """Change the words of a table's definition, for a check that lets more values in.

    No row changes, so the table need not be copied: see "Making Other Kinds Of Table Schema
    Changes" in SQLite's documentation of ALTER TABLE.
    """
    (version,) = db.execute("pragma schema_version").fetchone()
    db.execute("pragma writable_schema = on")
    db.execute(
        "update sqlite_schema set sql = replace(sql, ?, ?) where type = 'table' and name = ?",
        [old, new, table],
    )
    db.execute(f"pragma schema_version = {version + 1}")
    db.execute("pragma writable_schema = off")


@migrations()
def trusted(db: Database) -> None:
    """Agreement and contradiction, corrections, replaced documents, official figures."""
    db.execute("drop index if exists series_points_varied")  # of the withdrawn `sources`
    _run(db, TRUSTED)


@migrations()
def redaction(db: Database) -> None:
    """Contact details are kept apart from the texts in which they stood."""
    _run(db, WITHHELD)
    cover_contacts(db)


@migrations()
def rulebook_parts(db: Database) -> None:
    """What the phrases and words of the rules meant, for reading again what a change concerns."""
    _run(db, RULEBOOK_PARTS)


@migrations()
def own_copies(db: Database) -> None:
    """The address of the council's own copy, and what a manifest said of a paper."""
    _run(db, OUTSIDE)


@migrations()
def quick_pages(db: Database) -> None:
    """Indexes for the pages of measures, targets and doubts."""
    _run(db, QUICK_PAGES)


@migrations()
def published_paths(db: Database) -> None:
    """Paths of the machine stand in `locations` only; papers have names that say nothing of it."""
    shorten_paths(db)


def unknown_changes(db: Database) -> list[str]:
    """The changes of a newer version that the database has."""
    known = {migration.name for migration in migrations._migrations} | WITHDRAWN
    return [m.name for m in migrations.applied(db) if m.name not in known]


def missing_changes(db: Database) -> list[str]:
    """The changes of this version that the database has not."""
    return [migration.name for migration in migrations.pending(db)]


def bring_up_to_date(db: Database) -> None:
    """Apply what is missing and make the views anew where they differ.

    Raises StoreError where the database was written by a newer version of the program.
    """
    newer = unknown_changes(db)
    if newer:
        raise StoreError(
            "The database was written by a newer version: it has unknown migrations: "
            f"{', '.join(newer)}.",
            "Upgrade committee-figures, or choose another database.",
        )
    if migrations.pending(db):
        # Views are derived and made anew below; SQLite refuses to change a table under them.
        for name in db.view_names():
            db.execute(f"drop view [{name}]")
    migrations.apply(db)
    _make_views(db)
    _make_points(db)


def _make_points(db: Database) -> None:
    """Make the points of series anew where another version of the program made them."""
    (made_by,) = db.execute("pragma user_version").fetchone()
    if made_by == POINTS_VERSION:
        return
    with db.atomic():
        series.make_all(db.conn)
        db.execute(f"pragma user_version = {POINTS_VERSION}")


def _make_views(db: Database) -> None:
    have = dict(db.execute("select name, sql from sqlite_master where type = 'view'").fetchall())
    wanted = {name: f"create view {name} as{body.rstrip()}" for name, body in VIEWS.items()}
    if have == wanted:
        return
    with db.atomic():
        for name in have:
            db.execute(f"drop view [{name}]")
        for sql in wanted.values():
            db.execute(sql)


def column_types(table: str) -> dict[str, str]:
    """The columns of a table and their types, `text`, `integer` or `real`, in order."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.executescript(TABLES)
        for change in (*TABLE_CHANGES, WITHHELD):
            db.executescript(change)
        return {row[1]: row[2].lower() for row in db.execute(f"pragma table_info([{table}])")}


_TEXTS = {
    "pages": ("text",),
    "observations": (
        *("report", "section", "quote", "subject", "population", "row_label", "column_label"),
    ),
    "reports": (
        *("title", "author_post", "wards", "key_decision", "forward_plan", "purpose"),
        *("recommendations", "source_documents", "evidence"),
    ),
    "refusals": ("example", "example_quote"),
    "documents": ("title",),
}


def cover_contacts(db: Database) -> None:
    """Cover contact details in the tables that are published; keep the texts as they were."""
    for table, columns in _TEXTS.items():
        for column in columns:
            _cover(db, table, column)
    # Where on the page they stand is known only when the document is read again.
    db.execute(
        """insert into page_contacts (document_id, page)
        select distinct p.document_id, p.page from pages p join withheld_texts w
          on w.document_id = p.document_id and w.covered = p.text
        where p.page is not null"""
    )


def _cover(db: Database, table: str, column: str) -> None:
    key = "id" if table == "documents" else "document_id"
    sql = f"select rowid, {key}, {column} from {table} where {column} glob '*[0-9@]*'"
    found = []
    for number, document, text in db.execute(sql):
        hidden = sealed(text)
        if holds_sealed(hidden):
            found.append((number, document, covered(hidden), text))
    for number, document, safe, text in found:
        db.execute(f"update {table} set {column} = ? where rowid = ?", (safe, number))
        db.execute("insert into withheld_texts values (?, ?, ?)", (document, safe, text))
