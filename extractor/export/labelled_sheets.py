"""The series as people read them, for a workbook: labels, quotes, pages, links."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any

from extractor.export.workbook import Column, Sheet
from extractor.wording import words

COLUMNS = (
    Column("Measure", 34),
    Column("Breakdown", 24),
    Column("Area", 20),
    Column("Area code", 11),
    Column("Level", 12),
    Column("Period type", 18),
    Column("From", 17, "date"),
    Column("Date or end of period", 17, "date"),
    Column("Value", 11, "number"),
    Column("Upper value", 11, "number"),
    Column("Unit", 16),
    Column("Stated as", 12),
    Column("As printed", 12),
    Column("Confidence", 11),
    Column("Checks needed", 30),
    Column("Times restated", 9, "number"),
    Column("Quote", 60),
    Column("Paper", 36),
    Column("Council", 24),
    Column("Committee", 24),
    Column("Meeting", 17, "date"),
    Column("Page", 7, "number"),
    Column("Evidence", 30, "link"),
    Column("Council's own copy", 30, "link"),
    Column("File", 28),
)
ROWS_A_SHEET = 1_000_000
_ROWS = """
select s.area, s.area_level, s.period_type, s.period_start, s.period_end, s.value, s.value_max,
  s.unit, s.qualifier, s.restated, m.label, o.id, o.dimensions, o.area_code, o.figure_text,
  o.confidence, o.doubts, o.quote, o.report, o.council, o.committee, o.meeting_date, o.page,
  d.*, o.id as id, o.council as council, o.committee as committee, o.meeting_date as meeting_date
from series s join observations o on o.id = s.observation_id
join measures m on m.id = s.measure join documents d on d.id = o.document_id
order by m.label, s.unit, s.dimensions_key, s.area_level, s.area, s.period_end, s.series_key"""


def labelled_row(
    point: Mapping[str, Any], stated: Mapping[str, Any], paper: Mapping[str, Any], evidence: str
) -> list[object]:
    """A point as a row of `COLUMNS`: its figure, its paper, and the address of its evidence."""
    return [
        stated["label"],
        words.breakdown(stated["dimensions"]),
        point["area"],
        stated["area_code"],
        words.LEVELS.get(point["area_level"], point["area_level"]),
        words.PERIOD_TYPES.get(point["period_type"], point["period_type"]),
        point["period_start"],
        point["period_end"],
        point["value"],
        point["value_max"],
        words.UNITS.get(point["unit"], words.spaced(point["unit"])),
        words.QUALIFIERS.get(point["qualifier"], "").strip() or "exact",
        stated["figure_text"],
        stated["confidence"],
        "; ".join(words.doubts(stated["doubts"])),
        point["restated"],
        stated["quote"],
        stated["report"] or words.document_name(paper),
        stated["council"],
        stated["committee"],
        stated["meeting_date"],
        stated["page"],
        evidence,
        own_copy(paper, stated["page"]),
        PurePosixPath(paper["path"]).name,
    ]


def own_copy(paper: Mapping[str, Any], page: int | None) -> str | None:
    """The council's own copy of a paper, at the page; None where no address is known."""
    url: str | None = paper.get("url")
    if not url:
        return None
    return f"{url.split('#')[0]}#page={page}" if page else url


def notes(title: str, licence: str, taken_from: str) -> list[list[object]]:
    """The rows of a sheet of notes."""
    return [
        ["What this is", title],
        ["Source", "Figures as given in council committee papers, with the sentence of each"],
        ["Evidence", "Each row leads to the page of the paper with the figure marked"],
        ["Confidence", "high: may be published without a second look; medium, low: check first"],
        ["Times restated", "How many earlier papers of the council gave another value"],
        ["Level", "council, or what a paper quotes for England, a region or neighbours"],
        ["Licence", licence],
        ["Taken from", taken_from],
    ]


def sheets(connection: sqlite3.Connection, metadata: Mapping[str, Any], site: str) -> list[Sheet]:
    """The sheets of a whole export: figures, as many as a sheet holds, measures and notes."""
    count = connection.execute("select count(*) from series").fetchone()[0]
    parts = max(1, -(-count // ROWS_A_SHEET))
    figures = [
        Sheet(
            "Figures" if part == 0 else f"Figures {part + 1}",
            COLUMNS,
            _rows(connection, site, part),
        )
        for part in range(parts)
    ]
    text = notes(metadata["title"], metadata["license"], site or "extractor export")
    return [
        *figures,
        Sheet("Measures", _MEASURE_COLUMNS, _measures(connection)),
        Sheet("Notes", (Column("Note", 22), Column("", 90)), text),
    ]


_MEASURE_COLUMNS = (
    Column("Measure", 40),
    Column("Topic", 26),
    Column("Definition", 80),
    Column("Good direction", 18),
    Column("Before comparing", 60),
    Column("Official codes", 30),
)


def _measures(connection: sqlite3.Connection) -> Iterator[Sequence[object]]:
    query = """select label, domain_title, definition, good_direction, note, official
    from measures order by domain_title, label"""
    for label, topic, definition, direction, note, official in connection.execute(query):
        codes = ", ".join(f"{name}: {code}" for name, code in json.loads(official).items())
        good = words.DIRECTIONS.get(direction, "depends on context")
        yield label, topic, definition, good, note, codes


def _rows(connection: sqlite3.Connection, site: str, part: int) -> Iterator[Sequence[object]]:
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    query = f"{_ROWS} limit {ROWS_A_SHEET} offset {part * ROWS_A_SHEET}"
    for found in cursor.execute(query):
        row = dict(zip(found.keys(), found, strict=True))
        evidence = f"{site.rstrip('/')}/figures/-/figure/{row['id']}"
        yield labelled_row(row, row, row, evidence)
