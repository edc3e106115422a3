"""Which points of a series a line may join, and what the tooltip of each point says.

A line runs through points of one area, unit, breakdown and kind of period. It breaks where
the definition changes, and where figures are missing: what was not reported is not drawn.
Points that cannot be relied on are drawn beside it and never joined.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

from extractor.wording import words

LONGEST_GAP = {
    "as_at": 560,
    "month": 35,
    "quarter": 100,
    "half_year": 190,
    "financial_year": 380,
    "calendar_year": 380,
    "school_year": 380,
}
"""Days between neighbours on a line, by kind of period. Kinds that are not listed (year to
date, rolling twelve months, other spans) overlap or start again, and are never joined."""


_ON_A_DAY = frozenset({"as_at", "month"})
"""A stock is given on a day or for a month, which is its last day: one line."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure on a chart. `bound` is "from below" (the truth is higher), "from above", "a range",
    which runs from `value` to `upper`, or None."""

    when: date
    value: float
    label: str
    figure: str
    reliable: bool
    bound: str | None
    restated: bool
    upper: float | None = None

    @property
    def values(self) -> tuple[float, ...]:
        """What an axis has to hold of it."""
        return (self.value,) if self.upper is None else (self.value, self.upper)


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
class ChartLine:
    """The points of one area and kind of period, and the stretches of them that are joined."""

    area: str
    level: str
    breakdown: str
    period_type: str
    points: tuple[Point, ...]
    stretches: tuple[tuple[Point, ...], ...]


def lines_of(
    rows: Iterable[Mapping[str, Any]], changes: Sequence[Change], stock: bool = False
) -> list[ChartLine]:
    """The lines that rows of the views `series` and `series_all` make, in order of appearance.

    `stock`: the measure is counted on a day, so that days and months are points of one line.
    """
    grouped: dict[tuple[str, str, str, str], list[Point]] = {}
    for row in rows:
        kind = "as_at" if stock and row["period_type"] in _ON_A_DAY else row["period_type"]
        key = (row["area"], row["area_level"], row["dimensions_key"], kind)
        grouped.setdefault(key, []).append(point_of(row))
    lines = []
    for (area, level, breakdown, period_type), points in grouped.items():
        points.sort(key=lambda point: point.when)
        breaks = [change.when for change in changes if change.cuts(area)]
        stretches = _stretches(points, period_type, breaks)
        lines.append(ChartLine(area, level, breakdown, period_type, tuple(points), stretches))
    return lines


def point_of(row: Mapping[str, Any]) -> Point:
    """The point of a row, with what a reader sees when pointing at it."""
    value, upper = row["value"], row["value_max"]
    notes = [f"check: {doubt}" for doubt in words.doubts(row["doubts"])]
    if row["restated"]:
        notes.append("restated")
    if row["second_hand"]:
        notes.append("quoted from another paper")
    reliable = bool(row.get("reliable", 1))
    if not reliable:
        notes.insert(0, "less certain reading")
    label = f"{row['area']}, {words.period(row)}: {words.stated(row)}"
    return Point(
        when=date.fromisoformat(row["period_end"]),
        value=value,
        label=f"{label} ({'; '.join(notes)})" if notes else label,
        figure=row["observation_id"],
        reliable=reliable,
        bound="a range" if upper is not None else words.BOUNDS.get(row["qualifier"]),
        restated=bool(row["restated"]),
        upper=upper,
    )


def _stretches(
    points: Sequence[Point], period_type: str, breaks: Sequence[date]
) -> tuple[tuple[Point, ...], ...]:
    sure = [point for point in points if point.reliable]
    if not sure:
        return ()
    stretches: list[list[Point]] = [[sure[0]]]
    for before, after in pairwise(sure):
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
