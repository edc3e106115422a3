"""Excel workbooks of series as people read them: labels, quotes, pages, links.

The same rows give the same bytes.
"""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path, PurePosixPath
from typing import Any

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from extractor.export.lead_in import PAGE_OF_LIST, lead_in
from extractor.export.publishers import TEXT_OF_PAGES, inspectorates_in, is_of_inspection
from extractor.wording import words

_LONGEST_CELL = 32_767
_LONGEST_LINK = 2_079
_MONTH = 365.25 / 12
_WHOLE_DAY = len("2024-03-05")
_ROWS_WITH_LINKS = 30_000
"""Excel holds 65,530 links in a sheet; further addresses are text."""
_MADE = datetime(2000, 1, 1)
"""The date that every workbook bears, so that equal rows give equal files."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a sheet. `kind` is text, number, date or link."""

    name: str
    width: int = 14
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, columns and rows."""

    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[object]]


# Texts are written as texts, whatever they begin with: no cell is run as a formula.
_PLAIN = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """The workbook of the sheets, as the bytes of an .xlsx file."""
    out = io.BytesIO()
    _fill(xlsxwriter.Workbook(out, {"in_memory": True, **_PLAIN}), sheets)
    return out.getvalue()


def write_workbook(path: Path, sheets: Sequence[Sheet]) -> None:
    """Write the workbook row by row, in the memory of one row."""
    _fill(xlsxwriter.Workbook(str(path), {"constant_memory": True, **_PLAIN}), sheets)


def _fill(book: xlsxwriter.Workbook, sheets: Sequence[Sheet]) -> None:
    book.set_properties({"created": _MADE})
    heading = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "d mmmm yyyy", "align": "left", "valign": "top"})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, heading, day, plain)
    book.close()


def _write(page: Worksheet, sheet: Sheet, heading: Format, day: Format, plain: Format) -> None:
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
        page.write_string(0, number, column.name, heading)
    last = 0
    for last, row in enumerate(sheet.rows, 1):
        for number, (column, cell) in enumerate(zip(sheet.columns, row, strict=True)):
            _cell(page, last, number, column.kind, cell, day, plain)
    page.freeze_panes(1, 0)
    if last and all(column.name for column in sheet.columns):
        page.autofilter(0, 0, last, len(sheet.columns) - 1)


def _cell(
    page: Worksheet, row: int, number: int, kind: str, cell: object, day: Format, plain: Format
) -> None:
    if cell is None or cell == "":
        return
    if kind == "date" and isinstance(cell, str) and len(cell) == _WHOLE_DAY:  # not a month
        page.write_datetime(row, number, _midnight(cell), day)
    elif isinstance(cell, int | float):
        page.write_number(row, number, cell, plain)
    elif kind == "link" and isinstance(cell, str) and _is_link(cell, row):
        page.write_url(row, number, cell)
    else:
        page.write_string(row, number, str(cell)[:_LONGEST_CELL], plain)


def _is_link(address: str, row: int) -> bool:
    whole = address.startswith(("https://", "http://"))
    return whole and len(address) <= _LONGEST_LINK and row <= _ROWS_WITH_LINKS


def _midnight(iso: str) -> datetime:
    when = date.fromisoformat(iso)
    return datetime(when.year, when.month, when.day)


OF_PAPER = (
    Column("Quote", 60),
    Column("List introduced by", 36),
    Column("Paper", 36),
    Column("Council", 24),
    Column("Publisher", 24),
    Column("Committee", 24),
    Column("Meeting", 17, "date"),
    Column("Published", 17, "date"),
    Column("Page", 7, "number"),
)
"""Where a figure is stated; `of_paper` gives the values."""
EVIDENCE = Column("Evidence", 30, "link")
COPY = (Column("Council's own copy", 30, "link"), Column("File", 28))
"""Where the paper itself is; `of_copy` gives the values."""
COLUMNS = (
    Column("Measure", 34),
    Column("Breakdown", 24),
    Column("Area", 20),
    Column("Area code", 11),
    Column("Level", 12),
    Column("Period type", 18),
    Column("From", 17, "date"),
    Column("Date or end of period", 17, "date"),
    Column("Months covered", 9, "number"),
    Column("Value", 11, "number"),
    Column("Upper value", 11, "number"),
    Column("Unit", 16),
    Column("Stated as", 12),
    Column("As printed", 12),
    Column("Confidence", 11),
    Column("Checks needed", 30),
    Column("Times restated", 9, "number"),
    *OF_PAPER,
    EVIDENCE,
    *COPY,
)
ROWS_A_SHEET = 1_000_000
_ROWS = f"""
select s.area, s.area_level, s.period_type, s.period_start, s.period_end, s.value, s.value_max,
  s.unit, s.qualifier, s.restated, m.label, o.id, o.dimensions, o.area_code, o.figure_text,
  o.confidence, o.doubts, o.quote, o.report, o.council, o.committee, o.meeting_date, o.page,
  d.*, d.title as document_title, r.title as report_title, o.document_id,
  r.evidence ->> '$.published.day' as published_on, {PAGE_OF_LIST},
  o.id as id, o.council as council, o.committee as committee, o.meeting_date as meeting_date
from series s join observations o on o.id = s.observation_id
join measures m on m.id = s.measure join documents d on d.id = o.document_id
join reports r on r.document_id = o.document_id and r.report = o.report_number
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
        months_covered(point),
        point["value"],
        point["value_max"],
        words.UNITS.get(point["unit"], words.spaced(point["unit"])),
        words.QUALIFIERS.get(point["qualifier"], "").strip() or "exact",
        stated["figure_text"],
        stated["confidence"],
        "; ".join(words.doubts(stated["doubts"])),
        point["restated"],
        *of_paper(stated, paper),
        evidence,
        *of_copy(stated, paper),
    ]


def months_covered(point: Mapping[str, Any]) -> float | None:
    """How many months a period has, to half a month: what spans of all kinds are filtered by."""
    if point["period_start"] is None:
        return None
    first, last = map(date.fromisoformat, (point["period_start"], point["period_end"]))
    return round(((last - first).days + 1) * 2 / _MONTH) / 2


def of_paper(stated: Mapping[str, Any], paper: Mapping[str, Any]) -> list[object]:
    """The values of `OF_PAPER`: the words of a figure, the report and page they are in, who
    published it, and the day of its meeting or of publication."""
    return [
        stated["quote"],
        lead_in(stated["page_of_list"], stated["quote"]),
        words.paper_name(stated["report"], paper),
        stated["council"],
        stated["publisher"] or stated["council"],
        stated["committee"],
        stated["meeting_date"],
        stated["published_on"],
        stated["page"],
    ]


def of_copy(stated: Mapping[str, Any], paper: Mapping[str, Any]) -> list[object]:
    """The values of `COPY`: the address of the council's own copy of a paper, and its file."""
    return [own_copy(paper, stated["page"]), PurePosixPath(paper["path"]).name]


def own_copy(paper: Mapping[str, Any], page: int | None) -> str | None:
    """The council's own copy of a paper, at the page; None where no address is known."""
    url: str | None = paper.get("url")
    if not url:
        return None
    return f"{url.split('#')[0]}#page={page}" if page else url


def notes(
    title: str, licence: str, taken_from: str, columns: Sequence[Column] = COLUMNS
) -> list[list[object]]:
    """The rows of a sheet of notes: what the rows are, and what is in some of their columns."""
    names = {column.name for column in columns}
    about: list[list[object]] = [[name, text] for name, text in _ABOUT_COLUMNS if name in names]
    return [
        ["What this is", title],
        [
            "Source",
            "Council papers and inspection reports, with the sentence of each figure",
        ],
        *about,
        ["Licence", licence],
        ["Taken from", taken_from],
    ]


_ABOUT_COLUMNS = (
    ("List introduced by", "The words before the list in which the quote stands"),
    ("Evidence", "Each row leads to the page of the paper with the figure marked"),
    (
        "Confidence",
        "high: clear from the paper, yet look at its page before publishing; medium, low: doubtful",
    ),
    ("Publisher", "The inspectorate whose report the paper is, or else the council"),
    ("Published", "The day or month that the paper gives, most often where it is of no meeting"),
    ("Months covered", "12 for any year, whatever it is called; empty for a date"),
    ("Times restated", "How many earlier papers of the council gave another value"),
    ("Level", "council, or what a paper quotes for England, a region or neighbours"),
    ("Matched to a measure", "no: known by its printed label only, and in no chart or ranking"),
    ("Rating", "Red, amber or green as the paper prints it"),
    ("Target met", "The latest figure against the target, where higher or lower is clearly better"),
    ("Trend", "The paper's own arrow where it prints one, or else the move since the previous one"),
)


def sheets(connection: sqlite3.Connection, metadata: Mapping[str, Any], site: str) -> list[Sheet]:
    """The sheets of a whole export: figures, as many as a sheet holds, measures and notes."""
    count = connection.execute("select count(*) from series").fetchone()[0]
    parts = max(1, -(-count // ROWS_A_SHEET))
    columns = COLUMNS if site else _ON_THE_SITE
    figures = [
        Sheet(
            "Figures" if part == 0 else f"Figures {part + 1}",
            columns,
            _rows(connection, site, part),
        )
        for part in range(parts)
    ]
    text = notes(metadata["title"], metadata["license"], site or "extractor export")
    if not site:
        text.append(["Links", _NEEDS_SITE])
    return [
        *figures,
        Sheet("Measures", _MEASURE_COLUMNS, _measures(connection)),
        Sheet("Notes", (Column("Note", 22), Column("", 90)), text),
    ]


_ON_THE_SITE = tuple(
    Column("Evidence (address on your site)", 44) if column is EVIDENCE else column
    for column in COLUMNS
)
"""The columns where nobody has said what the site's address is."""
_NEEDS_SITE = (
    "Evidence addresses are relative to your site and open nothing by themselves: put the address "
    "of the site before them, or export again with --site https://…"
)
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
    publishers = _Publishers(connection)
    for found in cursor.execute(query):
        row = dict(zip(found.keys(), found, strict=True))
        row["publisher"] = publishers.of(row)
        evidence = f"{site.rstrip('/')}/figures/-/figure/{row['id']}"
        yield labelled_row(row, row, row, evidence)


class _Publishers:
    """Who published papers; the pages of each are looked through once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, str | None] = {}

    def of(self, figure: Mapping[str, Any]) -> str | None:
        """The inspectorate whose report a figure's paper is, or None: the council's own."""
        if not is_of_inspection(figure):
            return None
        document = figure["document_id"]
        if document not in self._known:
            rows = self._connection.execute(TEXT_OF_PAGES, (document,))
            self._known[document] = inspectorates_in(text for (text,) in rows)
        return self._known[document]
