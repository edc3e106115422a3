"""What is exported: which tables and views, in which order of rows, and of which types.

The types are those that the database declares; a view's columns have the types of the columns
that they come from. Columns in `DATES` hold whole ISO dates and become dates.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

PASSING = frozenset(
    {"number", "run", "seconds", "first_seen", "read_at", "checked", "read_confidence"}
)
"""Columns that say how and when this database was filled: they are not exported, so that the
same papers give the same bytes in whatever order and by however many processes they were read."""
DATES = frozenset({"period_start", "period_end", "meeting_date", "first_meeting_date"})


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a resource. `kind` is string, integer, number or date."""

    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Resource:
    """A table or view: its name, what orders its rows, and the columns that name a row."""

    name: str
    order: str
    key: tuple[str, ...] = ()


RESOURCES = (
    Resource(
        "series",
        "measure, unit, dimensions_key, area, period_type, period_end, series_key",
        ("series_key",),
    ),
    Resource("observations", "document_id, position", ("id",)),
    Resource("measures", "id", ("id",)),
    Resource("documents", "id", ("id",)),
    Resource("reports", "document_id, report", ("document_id", "report")),
)

REFERENCES = {
    "series": (("measure", "measures", "id"), ("observation_id", "observations", "id")),
    "observations": (("measure", "measures", "id"), ("document_id", "documents", "id")),
    "reports": (("document_id", "documents", "id"),),
}
"""Columns that name a row of another resource: (column, resource, its column)."""

OPTIONAL = frozenset({("observations", "measure")})
"""References that may be empty, which CSVW's foreign keys may not."""

_KINDS = {"INTEGER": "integer", "INT": "integer", "REAL": "number", "TEXT": "string"}


def columns_of(connection: sqlite3.Connection, resource: Resource) -> tuple[Column, ...]:
    """The columns of a table or view, in its own order."""
    rows = connection.execute(f"pragma table_info({resource.name})").fetchall()
    return tuple(
        Column(name, _kind(name, declared)) for _, name, declared, *_ in rows if name not in PASSING
    )


def _kind(name: str, declared: str) -> str:
    return "date" if name in DATES else _KINDS.get(declared.upper(), "string")
