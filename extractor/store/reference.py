"""Official figures in the database: apart from what papers say."""

from __future__ import annotations

from sqlite_utils import Database

from extractor.store import series
from extractor.store.records import Row

COLUMNS = (
    *("file", "measure", "dimensions", "dimensions_key", "area", "area_code", "area_level"),
    *("unit", "period_basis", "period_start", "period_end", "value", "rounded_to", "source"),
    *("release", "released_on", "note"),
)


def replace_reference(db: Database, file: str, rows: list[Row]) -> None:
    """Make the figures of a file those that were read; figures of other files stay."""
    with db.atomic():
        db.execute("delete from reference_figures where file = ?", (file,))
        db.conn.executemany(
            f"""insert into reference_figures ({", ".join(COLUMNS)})
            values ({", ".join("?" * len(COLUMNS))})""",
            [tuple(row[column] for column in COLUMNS) for row in rows],
        )
        # An official figure bears out what papers say, so that points may be reliable now.
        series.make_all(db.conn)
