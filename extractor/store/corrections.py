"""Human corrections, applied again whenever a document is read again.

The row of a corrected figure says what the correction says, so that every view and page does;
`as_read` keeps what was read, field by field, and the printed figure and its quote are never
changed. A correction that matches no figure has no `applied_to`.
"""

from __future__ import annotations

import json
import math
import sqlite3
from collections.abc import Iterable

from extractor.errors import StoreError
from extractor.store.records import DIMENSION_COLUMNS, Row, compact
from extractor.store.series_keys import (
    area_key,
    digest,
    dimensions_key,
    financial_year,
    line_key,
    period_type,
    rounded_to,
    series_key,
)

NUMBERS = frozenset({"value", "value_max", "denominator"})
WORDS = frozenset(
    """unit qualifier kind direction measure subject dimensions population area area_code
    area_level period_basis period_start period_end""".split()  # noqa: SIM905
)
CORRECTED, ADDED, REJECTED, CONFIRMED = "corrected", "added", "rejected", "confirmed"
SEEN = frozenset({CORRECTED, ADDED, CONFIRMED})
"""Doubts of figures that a person has looked at; checks do not lower these."""

# By the figure's id; else by document, printed figure and place, where that is one figure only.
_OF_DOCUMENT = """
select c.*, coalesce(
  (select o.id from observations o
    where o.id = c.observation_id and o.document_id = :document),
  (select iif(count(*) = 1, max(o.id), null) from observations o
    where o.document_id = :document and o.figure_text = c.figure
      and (c.document in (d.id, d.path) or c.document in (select l.location
        from document_paths p join locations l on l.path = p.path where p.document_id = d.id))
      and (c.place is null or c.place = coalesce(o.page, o.char_start)))) as target
from corrections c join documents d on d.id = :document
where c.document in (d.id, d.path) or c.document in (select l.location
    from document_paths p join locations l on l.path = p.path where p.document_id = d.id)
  or c.observation_id in (
  select id from observations where document_id = :document)
order by c.id
"""


def apply_corrections(db: sqlite3.Connection, document: str) -> int:
    """Change the document's observations as `corrections` says; returns how many changed.

    A confirmed observation has confidence high. A corrected one has the doubt `corrected`, a
    rejected one is in no series, and a missed figure becomes an observation with `added`.
    """
    changed: set[str] = set()
    for correction in _rows(db, _OF_DOCUMENT, {"document": document}):
        target = correction["target"]
        if correction["action"] == "add":
            target = _add(db, document, correction)
        elif target is not None and correction["action"] == "reject":
            _change(db, target, {"rejected": 1}, REJECTED)
        elif target is not None and correction["action"] == "confirm":
            _change(db, target, {"confidence": "high"}, CONFIRMED)
        elif target is not None:
            fields = {correction["field"]: _typed(correction)}
            _change(db, target, fields, CORRECTED)
        db.execute("update corrections set applied_to = ? where id = ?", (target, correction["id"]))
        changed |= {target} if target else set()
    return len(changed)


def take_back_corrections(db: sqlite3.Connection, document: str) -> None:
    """Give every observation of the document what was read again, and drop added ones."""
    for row in _rows(
        db,
        "select * from observations where document_id = ? and as_read is not null",
        (document,),
    ):
        read = json.loads(row["as_read"])
        if ADDED in read:
            db.execute("delete from observations where id = ?", (row["id"],))
            continue
        marks = {CORRECTED, REJECTED, CONFIRMED}
        row |= read | {"as_read": None}
        row["doubts"] = compact([d for d in json.loads(row["doubts"]) if d not in marks])
        _write(db, row)


def forget_applied(db: sqlite3.Connection) -> None:
    """Mark the corrections whose figure is no longer there as applied to nothing."""
    db.execute(
        """update corrections set applied_to = null where applied_to is not null
        and not exists (select 1 from observations o where o.id = corrections.applied_to)"""
    )


def check_field(field: str | None, new: str | None, about: str) -> None:
    """Raise StoreError where a correction names no field that can be corrected, or no number."""
    if field in NUMBERS and new is not None:
        try:
            finite = math.isfinite(float(new))
        except ValueError:
            finite = False
        if not finite:
            raise StoreError(
                f"The correction of {about} gives {field} as “{new}”, which is not a number."
            )
    if field not in NUMBERS | WORDS:
        raise StoreError(
            f"The correction of {about} names {field}, which cannot be corrected.",
            f"Fields that can: {', '.join(sorted(NUMBERS | WORDS))}.",
        )


def _typed(correction: Row) -> object:
    field, new = correction["field"], correction["new"]
    check_field(field, new, correction["observation_id"] or correction["figure"] or "a figure")
    if new in (None, ""):
        return None
    return float(new) if field in NUMBERS else new


def _change(db: sqlite3.Connection, observation: str, fields: dict[str, object], mark: str) -> None:
    (row,) = _rows(db, "select * from observations where id = ?", (observation,))
    read: dict[str, object] = json.loads(row["as_read"] or "{}")
    read = {name: row[name] for name in fields} | read
    row |= fields | {"as_read": compact(read)}
    row["doubts"] = compact(sorted({*json.loads(row["doubts"]), mark}))
    _write(db, row)


def _write(db: sqlite3.Connection, row: Row) -> None:
    """Write an observation with everything that follows from its fields."""
    row |= _derived(row)
    changed = [name for name in row if name not in ("id", "number")]
    db.execute(
        f"update observations set {', '.join(f'[{n}] = ?' for n in changed)} where id = ?",
        (*(row[name] for name in changed), row["id"]),
    )


def _derived(row: Row) -> Row:
    dimensions: dict[str, str] = json.loads(row["dimensions"])
    span = (row["period_start"], row["period_end"])
    derived: Row = {
        "dimensions_key": dimensions_key(dimensions),
        **{name: dimensions.get(name) for name in DIMENSION_COLUMNS},
        "period_type": period_type(row["period_basis"], *span),
        "financial_year": financial_year(*span),
    }
    whole = row | derived
    where = (
        None
        if row["area"] is None
        else area_key(row["area"], row["area_code"], row["area_level"], row["council"])
    )
    point = None if row["rejected"] else series_key(whole, where)
    derived["series_key"] = point
    derived["line"] = line_key(whole, where) if point and where else None
    return derived


def _add(db: sqlite3.Connection, document: str, correction: Row) -> str | None:
    """A figure that was missed, as an observation; None where the document has no report."""
    place = correction["place"]
    reports = _rows(
        db,
        """select r.*, d.path, d.media from reports r join documents d on d.id = r.document_id
        where r.document_id = ? order by
          not (cast(? as integer) between r.first_page and r.last_page), r.report limit 1""",
        (document, place or 0),
    )
    if not reports:
        return None
    report = reports[0]
    given: dict[str, object] = json.loads(correction["new"] or "{}")
    for field, new in given.items():
        check_field(field, None if new is None else str(new), correction["figure"] or "a figure")
    figure, quote = correction["figure"] or "", correction["quote"] or correction["figure"] or ""
    name = f"{ADDED}-{digest((document, figure, place, quote))}"
    pdf = report["media"] == "pdf"
    value = given.get("value")
    (last, number) = db.execute(
        """select coalesce((select max(position) from observations where document_id = ?), -1) + 1,
        coalesce((select max(number) from observations), 0) + 1""",
        (document,),
    ).fetchone()
    (run,) = db.execute("select run from documents where id = ?", (document,)).fetchone()
    row: Row = {
        "id": name, "number": number, "document_id": document, "position": last,
        "file": report["path"], "report_number": report["report"], "report": report["title"],
        "item": report["item"], "council": report["council"], "committee": report["committee"],
        "meeting_date": report["meeting_date"], "page": int(place) if place and pdf else None,
        "char_start": int(place) if place and not pdf else None,
        "quote": quote, "quote_start": max(quote.find(figure), 0),
        "quote_end": max(quote.find(figure), 0) + len(figure), "source": "prose",
        "text_source": "text_layer" if pdf else "text", "figure_text": figure,
        "value": None, "value_max": None, "unit": None, "qualifier": "exact", "kind": "actual",
        "measure": None, "subject": "", "dimensions": "{}", "area": None, "area_code": None,
        "area_level": None, "period_basis": None, "period_start": None, "period_end": None,
        "confidence": "high", "doubts": compact([ADDED]), "as_read": compact({ADDED: None}),
        "rejected": 0, "run": run,
    }  # fmt: skip
    row |= {f: json.dumps(v) if isinstance(v, dict) else v for f, v in given.items()}
    row["rounded_to"] = rounded_to(figure, float(str(value))) if value is not None else None
    row |= _derived(row)
    db.execute(
        f"""insert or replace into observations ({", ".join(row)})
        values ({", ".join("?" * len(row))})""",
        tuple(row.values()),
    )
    return name


def _rows(
    db: sqlite3.Connection, query: str, parameters: dict[str, object] | Iterable[object]
) -> list[Row]:
    cursor = db.execute(query, parameters if isinstance(parameters, dict) else tuple(parameters))
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
