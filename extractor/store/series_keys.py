"""Keys of series: what makes two figures statements of the same thing.

- financial year and kind of period, from its dates
- the step to which a printed figure is rounded
- the key of a point in a series, of the line it is on, and of the sentence in a report
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Literal

PeriodType = Literal[
    "as_at",
    "month",
    "quarter",
    "half_year",
    "financial_year",
    "calendar_year",
    "school_year",
    "twelve_months",
    "year_to_date",
    "other",
]

_YEARS: dict[int, PeriodType] = {4: "financial_year", 1: "calendar_year", 9: "school_year"}
_PRINTED = re.compile(r"\d+(?:[,\s]\d{3})*(?:\.(\d+))?")


def financial_year(start: str | None, end: str | None) -> str | None:
    """The English financial year ("2016-17") that holds the date or the whole span, or None.

    `start` and `end` are ISO dates, inclusive; without `start`, `end` is a date of its own.
    """
    if end is None:
        return None
    last = date.fromisoformat(end)
    first = last if start is None else date.fromisoformat(start)
    year = last.year if last.month >= 4 else last.year - 1
    if not date(year, 4, 1) <= first <= last:
        return None
    return f"{year}-{(year + 1) % 100:02}"


def period_type(basis: str | None, start: str | None, end: str | None) -> PeriodType | None:
    """Which kind of period the dates are; figures of different kinds make different lines.

    A span that starts on 1 April and is none of the usual lengths is `year_to_date`.
    None where there is no period.
    """
    if basis is None or end is None:
        return None
    if basis == "as_at":
        return "as_at"
    if start is None:
        return "other"
    first, after = date.fromisoformat(start), date.fromisoformat(end) + timedelta(days=1)
    if first.day == 1 and after.day == 1:
        months = (after.year - first.year) * 12 + after.month - first.month
        if months == 12:
            return _YEARS.get(first.month, "twelve_months")
        if months == 1:
            return "month"
        if months == 3 and first.month in (1, 4, 7, 10):
            return "quarter"
        if months == 6 and first.month in (1, 4, 7, 10):
            return "half_year"
    if (first.month, first.day) == (4, 1) and after <= date(first.year + 1, 4, 1):
        return "year_to_date"
    return "other"


def rounded_to(figure_text: str, value: float | None) -> float | None:
    """The step to which a figure is printed: 1 for "51%", 0.1 for "50.8%", 100000 for "£1.2m".

    None where the figure is in words. Two statements differ only where they are further
    apart than half the larger step.
    """
    printed = _PRINTED.search(figure_text)
    if printed is None or value is None:
        return None
    number = float(re.sub(r"[,\s]", "", printed.group()))
    scale = abs(value) / number if number else 1.0
    step = 10.0 ** -len(printed.group(1) or "")
    return float(f"{scale * step:.6g}") or None


def dimensions_key(dimensions: Mapping[str, str]) -> str:
    """The breakdown as one canonical string: `age_band=16-17;sex=female`."""
    return ";".join(f"{name}={value}" for name, value in sorted(dimensions.items()))


def area_key(area: str, code: str | None, level: str | None, council: str | None) -> str:
    """Which area is meant. "Statistical neighbours" are those of the council that says so."""
    if code:
        return code
    name = f"{level or 'other'}:{' '.join(area.casefold().split())}"
    return name if level in ("local", "national") else f"{name}@{council or ''}"


def digest(parts: Iterable[object]) -> str:
    """A short name for a tuple of values; 64 bits keep accidents away below a billion rows."""
    text = json.dumps(list(parts), ensure_ascii=False)
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).hexdigest()


def line_key(row: Mapping[str, object], where: str) -> str:
    """The line of a chart: one measure, unit, breakdown, area and kind of period."""
    return digest((row["measure"], row["unit"], row["dimensions_key"], where, row["period_type"]))


def series_key(row: Mapping[str, object], where: str | None) -> str | None:
    """The point of a series that an observation is a statement of.

    None for what is not a level (targets, changes) and where measure, unit, area, value or
    period are not known. `where` is the area's key.
    """
    needed = ("measure", "unit", "value", "period_basis", "period_end")
    if where is None or row["kind"] != "actual" or any(row[name] is None for name in needed):
        return None
    return digest(
        (
            row["measure"],
            row["unit"],
            row["dimensions_key"],
            where,
            row["period_basis"],
            row["period_start"],
            row["period_end"],
        )
    )


def duplicate_key(row: Mapping[str, object], where: str | None) -> str | None:
    """The sentence and figure of a report, whichever document the report is in.

    None where the report has neither a title nor a meeting date and item number: then two
    equal sentences may come from different reports. The council is left out, because a
    report alone often does not name it; the area stands in for it.
    """
    title, item, meeting = row["report"], row["item"], row["meeting_date"]
    if title is None and (item is None or meeting is None):
        return None
    name = " ".join(re.findall(r"\w+", str(title if title is not None else item).casefold()))
    quote = "".join(str(row["quote"]).split())
    return digest(
        (
            meeting,
            name,
            where,
            row["measure"],
            row["period_start"],
            row["period_end"],
            row["figure_text"],
            len("".join(str(row["quote"])[: _offset(row)].split())),
            quote,
        )
    )


def _offset(row: Mapping[str, object]) -> int:
    start = row["quote_start"]
    return start if isinstance(start, int) else 0
