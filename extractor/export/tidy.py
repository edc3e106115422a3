"""The series in the layout of the explore-education-statistics standard of the Department for
Education: time, place, filters and one indicator, with the metadata file that belongs to it.

Statistics of a day have its month as their time, as the standard knows no days; the filter `date`
tells two days of a month apart. Spans that the standard has no name for (rolling years, years to
date) are reporting years, told apart by the filter `period`.
"""

from __future__ import annotations

import csv
import sqlite3
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from extractor.export.exported_columns import Column
from extractor.export.spreadsheet_safety import defused
from extractor.wording import words

COLUMNS = (
    Column("time_period", "string"),
    Column("time_identifier", "string"),
    Column("geographic_level", "string"),
    Column("country_code", "string"),
    Column("country_name", "string"),
    Column("region_code", "string"),
    Column("region_name", "string"),
    Column("new_la_code", "string"),
    Column("la_name", "string"),
    Column("measure", "string"),
    Column("breakdown", "string"),
    Column("unit", "string"),
    Column("period", "string"),
    Column("date", "date"),
    Column("stated_as", "string"),
    Column("value", "number"),
    Column("figure_id", "string"),
)
KEY = (
    "time_period",
    "time_identifier",
    "geographic_level",
    "region_name",
    "la_name",
    "measure",
    "breakdown",
    "unit",
    "period",
    "date",
)
MEANINGS = {
    "time_period": "Year (2017) or pair of years (201617) of the period",
    "time_identifier": "What the time period is: month, quarter or kind of year",
    "geographic_level": "National, Regional or Local authority",
    "country_code": "ONS code of the country",
    "country_name": "Name of the country",
    "region_code": "ONS code of the region",
    "region_name": "Name of the region",
    "new_la_code": "ONS code of the local authority",
    "la_name": "Name of the local authority",
    "measure": "What is measured",
    "breakdown": "Which part of it; total for the whole",
    "unit": "Unit of the value",
    "period": "Kind of period",
    "date": "The date, or the last day of the period",
    "stated_as": "exact, or the bound that the paper gives",
    "value": "The latest value of high confidence, or of medium where something independent agrees",
    "figure_id": "The figure in observations, with its quote and page",
}
_FILTERS = {
    "measure": "Measure",
    "breakdown": "Breakdown",
    "unit": "Unit",
    "period": "Kind of period",
    "date": "Date or end of the period",
    "stated_as": "Stated as",
}
_ENGLAND = ("E92000001", "England")
# Another council than the paper's own is an authority too; groups of councils have no place here.
_LEVELS = {
    "national": "National", "regional": "Regional",
    "local": "Local authority", "other": "Local authority",
}  # fmt: skip
_YEARS = {"financial_year": "Financial year", "school_year": "Academic year"}
_SERIES = """
select s.*, m.label from series s join measures m on m.id = s.measure
where s.area_level in ('local', 'national', 'regional') or s.area_code is not null
order by s.measure, s.unit, s.dimensions_key, s.area, s.period_type, s.period_end, s.series_key"""


def write_tidy(connection: sqlite3.Connection, folder: Path) -> int:
    """Write tidy.csv and tidy.meta.csv; returns the number of rows."""
    count = 0
    with (folder / "tidy.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in COLUMNS])
        for row in rows(connection):
            writer.writerow([defused(cell) if isinstance(cell, str) else cell for cell in row])
            count += 1
    with (folder / "tidy.meta.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(["col_name", "col_type", "label", "indicator_grouping", "indicator_unit"])
        for name, label in _FILTERS.items():
            writer.writerow([name, "Filter", label, "", ""])
        writer.writerow(["value", "Indicator", "Value", "", ""])
    return count


def rows(connection: sqlite3.Connection) -> Iterator[list[object]]:
    """The rows in their fixed order."""
    cursor = connection.cursor()
    cursor.row_factory = sqlite3.Row
    for row in cursor.execute(_SERIES):
        yield [
            *time_of(row["period_type"], row["period_start"], row["period_end"]),
            *_place(row["area_level"], row["area"], row["area_code"]),
            row["label"],
            words.breakdown_of_key(row["dimensions_key"]),
            words.UNITS.get(row["unit"], words.spaced(row["unit"])),
            words.PERIOD_TYPES.get(row["period_type"], row["period_type"]),
            row["period_end"],
            words.QUALIFIERS.get(row["qualifier"], "").strip() or "exact",
            f"{row['value']:.15g}",
            row["observation_id"],
        ]


def time_of(kind: str, start: str | None, end: str) -> tuple[str, str]:
    """Time period and identifier of a period."""
    last = date.fromisoformat(end)
    if kind in _YEARS and start is not None:
        return start[:4] + end[2:4], _YEARS[kind]
    if kind == "calendar_year":
        return end[:4], "Calendar year"
    if kind == "quarter":
        first = last.year if last.month > 3 else last.year - 1
        return f"{first}{(first + 1) % 100:02}", f"Financial year Q{(last.month - 4) // 3 % 4 + 1}"
    if kind in ("as_at", "month"):
        return end[:4], f"{last:%B}"
    return end[:4], "Reporting year"


def _place(level: str, name: str, code: str | None) -> tuple[str, str, str, str, str, str, str]:
    """Level, country, region and authority of an area."""
    region = (code or "", name) if level == "regional" else ("", "")
    authority = (code or "", name) if level in ("local", "other") else ("", "")
    country = (code or "", name) if level == "national" else _ENGLAND
    return (_LEVELS[level], *country, *region, *authority)
