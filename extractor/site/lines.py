"""Which points of a series may be joined by a line, and which may not.

A line runs through points of one area, unit, breakdown and kind of period. It breaks where
the definition changes, and where figures are missing: what was not reported is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from extractor.site import words

LONGEST_GAP = {
    "as_at": 800,
    "month": 35,
    "quarter": 100,
    "half_year": 190,
    "financial_year": 380,
    "calendar_year": 380,
    "school_year": 380,
}
"""Days between neighbours on a line, by kind of period. Kinds that are not listed (year to
date, rolling twelve months, other spans) overlap or start again, and are never joined."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a chart. `bound` is "from below" (the truth is higher), "from above" or None."""

    when: date
    value: float
    label: str
    figure: str
    doubtful: bool
    bound: str | None
    restated: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A date from which a measure is counted differently, in `areas` or (empty) everywhere."""

    when: date
    note: str
    areas: frozenset[str] = frozenset()

    def cuts(self, area: str) -> bool:
        """Whether the area's line breaks here."""
        return not self.areas or area in self.areas


@dataclass(frozen=True, slots=True)
class Line:
    """The points of one area and kind of period, and the stretches of them that are joined."""

    area: str
    level: str
    period_type: str
    points: tuple[Point, ...]
    stretches: tuple[tuple[Point, ...], ...]


def lines_of(rows: Iterable[Mapping[str, Any]], changes: Sequence[Change]) -> list[Line]:
    """The lines that rows of the view `series` make, in the order of their first rows."""
    grouped: dict[tuple[str, str, str], list[Point]] = {}
    for row in rows:
        key = (row["area"], row["area_level"], row["period_type"])
        grouped.setdefault(key, []).append(_point(row))
    lines = []
    for (area, level, period_type), points in grouped.items():
        points.sort(key=lambda point: point.when)
        breaks = [change.when for change in changes if change.cuts(area)]
        stretches = _stretches(points, period_type, breaks)
        lines.append(Line(area, level, period_type, tuple(points), stretches))
    return lines


def _point(row: Mapping[str, Any]) -> Point:
    doubts = words.doubts(row["doubts"])
    value, upper = row["value"], row["value_max"]
    notes = [f"doubt: {doubt}" for doubt in doubts]
    if row["restated"]:
        notes.append("restated")
    if row["second_hand"]:
        notes.append("second hand")
    label = f"{row['area']}, {words.period(row)}: {words.stated(row)}"
    return Point(
        when=date.fromisoformat(row["period_end"]),
        value=value if upper is None else (value + upper) / 2,
        label=f"{label} ({'; '.join(notes)})" if notes else label,
        figure=row["observation_id"],
        doubtful=bool(doubts),
        bound="a range" if upper is not None else words.BOUNDS.get(row["qualifier"]),
        restated=bool(row["restated"]),
    )


def _stretches(
    points: Sequence[Point], period_type: str, breaks: Sequence[date]
) -> tuple[tuple[Point, ...], ...]:
    stretches: list[list[Point]] = [[points[0]]]
    for before, after in pairwise(points):
        if joined(before, after, period_type, breaks):
            stretches[-1].append(after)
        else:
            stretches.append([after])
    return tuple(tuple(stretch) for stretch in stretches if len(stretch) > 1)


def joined(before: Point, after: Point, period_type: str, breaks: Sequence[date]) -> bool:
    """Whether a line runs between two neighbours: same definition, no gap, no bound."""
    if before.bound or after.bound:
        return False
    gap = LONGEST_GAP.get(period_type)
    if gap is None or not 0 < (after.when - before.when).days <= gap:
        return False
    return not any(before.when < moment <= after.when for moment in breaks)
