"""Duplicates and series points, rebuilt for the keys that a document touches.

Both depend on what the database holds, not on what came first: the same documents give the same
rows in whatever order they arrive.
"""

from __future__ import annotations

import sqlite3

from extractor.store import points

_LINK_DUPLICATES = """
with ranked as (
  select number, duplicate_key, id, document_id,
    first_value(id) over same as first_id,
    first_value(document_id) over same as first_document
  from observations where duplicate_key in (select key from touched_sentences)
  window same as (partition by duplicate_key order by text_source = 'ocr', document_id)
)
update observations set duplicate_of = ranked.linked
from (select number, case when document_id <> first_document then first_id end as linked
      from ranked) as ranked
where observations.number = ranked.number and observations.duplicate_of is not ranked.linked
"""

_TOUCH_LINKED = """
insert or ignore into touched_points
select series_key from observations
where duplicate_key in (select key from touched_sentences) and series_key is not null
"""

_LINK_REPORTS = """
with ranked as (
  select document_id, report, duplicate_key,
    first_value(document_id) over same as first_document,
    first_value(report) over same as first_report
  from reports where duplicate_key in (select key from touched_reports)
  window same as (partition by duplicate_key order by document_id, report)
)
update reports set duplicate_of_document = linked.first_document,
  duplicate_of_report = linked.first_report
from (select document_id, report,
        case when document_id <> first_document then first_document end as first_document,
        case when document_id <> first_document then first_report end as first_report
      from ranked) as linked
where reports.document_id = linked.document_id and reports.report = linked.report
"""

_CLEAR_POINTS = "delete from series_points where series_key in (select key from touched_points)"


def prepare(db: sqlite3.Connection) -> None:
    """Make the lists of touched keys, which live as long as the connection."""
    for name in ("touched_points", "touched_sentences", "touched_reports"):
        db.execute(f"create temp table if not exists {name} (key text primary key) without rowid")


def forget(db: sqlite3.Connection) -> None:
    """Empty the lists of touched keys."""
    for name in ("touched_points", "touched_sentences", "touched_reports"):
        db.execute(f"delete from {name}")


def touch(db: sqlite3.Connection, document: str) -> None:
    """Note the keys of a document as it is in the database now (before or after a change)."""
    for name, table, column in (
        ("touched_points", "observations", "series_key"),
        ("touched_sentences", "observations", "duplicate_key"),
        ("touched_reports", "reports", "duplicate_key"),
    ):
        db.execute(
            f"""insert or ignore into {name} select distinct {column} from {table}
            where document_id = ? and {column} is not null""",
            (document,),
        )


def make_all(db: sqlite3.Connection) -> None:
    """Make every point again."""
    prepare(db)
    forget(db)
    db.execute(
        """insert into touched_points
        select distinct series_key from observations where series_key is not null"""
    )
    db.execute("delete from series_points")
    points.make(db)
    forget(db)


def refresh(db: sqlite3.Connection) -> None:
    """Link duplicates and make the points of all touched keys again."""
    db.execute(_LINK_DUPLICATES)
    db.execute(_TOUCH_LINKED)
    db.execute(_LINK_REPORTS)
    db.execute(_CLEAR_POINTS)
    points.make(db)
