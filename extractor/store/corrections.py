"""Human corrections, applied again whenever a document is read again."""

from __future__ import annotations

import json
import sqlite3

from extractor.errors import StoreError
from extractor.store.keys import (
    area_key,
    dimensions_key,
    financial_year,
    line_key,
    period_type,
    series_key,
)
from extractor.store.records import Row, compact

NUMBERS = frozenset({"value", "value_max", "denominator"})
WORDS = frozenset(
    """unit qualifier kind direction measure subject dimensions population area area_code
    area_level period_basis period_start period_end""".split()  # noqa: SIM905
)


def apply_corrections(db: sqlite3.Connection, document: str) -> int:
    """Change the document's observations as `corrections` says; returns how many changed.

    The printed figure and its quote stay as they are: they are the evidence. A corrected
    observation has the doubt `corrected`.
    """
    cursor = db.execute(
        """select c.observation_id, c.field, c.new from corrections c
        join observations o on o.id = c.observation_id
        where o.document_id = ? order by c.observation_id, c.id""",
        (document,),
    )
    changes: dict[str, dict[str, object]] = {}
    for observation, field, new in cursor.fetchall():
        changes.setdefault(observation, {})[field] = _typed(observation, field, new)
    for observation, fields in changes.items():
        _change(db, observation, fields)
    return len(changes)


def _typed(observation: str, field: str, new: str | None) -> object:
    if field in NUMBERS and new is not None:
        try:
            return float(new)
        except ValueError as error:
            raise StoreError(
                f"The correction of {observation} gives {field} as “{new}”, which is no number."
            ) from error
    if field not in NUMBERS | WORDS:
        raise StoreError(
            f"The correction of {observation} names {field}, which cannot be corrected.",
            f"Fields that can: {', '.join(sorted(NUMBERS | WORDS))}.",
        )
    return new


def _change(db: sqlite3.Connection, observation: str, fields: dict[str, object]) -> None:
    cursor = db.execute("select * from observations where id = ?", (observation,))
    names = [column[0] for column in cursor.description]
    row: Row = dict(zip(names, cursor.fetchone(), strict=True))
    row |= fields
    where = (
        None
        if row["area"] is None
        else area_key(row["area"], row["area_code"], row["area_level"], row["council"])
    )
    dimensions: dict[str, str] = json.loads(row["dimensions"])
    span = (row["period_start"], row["period_end"])
    row |= {
        "dimensions_key": dimensions_key(dimensions),
        "placement_type": dimensions.get("placement_type"),
        "age_band": dimensions.get("age_band"),
        "period_type": period_type(row["period_basis"], *span),
        "financial_year": financial_year(*span),
        "doubts": compact(sorted({*json.loads(row["doubts"]), "corrected"})),
    }
    row["series_key"] = series_key(row, where)
    row["line"] = line_key(row, where) if row["series_key"] and where else None
    changed = [name for name in names if name not in ("id", "number")]
    db.execute(
        f"update observations set {', '.join(f'[{n}] = ?' for n in changed)} where id = ?",
        (*(row[name] for name in changed), observation),
    )
