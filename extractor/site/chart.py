"""A line chart as numbers for an SVG: drawn here, so that a page needs no script for it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.site.lines import Change, Line, Point

WIDTH, HEIGHT = 900, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 24, 26, 40
DASHES = {
    "as_at": "",
    "financial_year": "",
    "calendar_year": "10 4",
    "school_year": "10 4 2 4",
    "quarter": "4 3",
    "half_year": "6 3",
    "month": "1 3",
}
# Each has a contrast of 4.5 or more against white and differs from its neighbours for people
# who do not tell red from green.
COLOURS = (
    "#1b5e9e",
    "#b3440c",
    "#00696f",
    "#8e2f8a",
    "#4f6b00",
    "#a3195b",
    "#5b3fb5",
    "#7a4b00",
)
COMPARED = "#3a3a3a"


@dataclass(frozen=True, slots=True)
class Mark:
    """A point to draw: its place, its shape, and where it leads."""

    x: float
    y: float
    shape: str
    colour: str
    hollow: bool
    label: str
    figure: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """A joined stretch of a line: an SVG path."""

    path: str
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark of an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Break:
    """A date from which the measure is counted differently."""

    x: float
    number: int


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend."""

    name: str
    colour: str
    compared: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws, in units of the SVG."""

    width: int
    height: int
    left: float
    right: float
    top: float
    bottom: float
    strokes: tuple[Stroke, ...]
    marks: tuple[Mark, ...]
    targets: tuple[Mark, ...]
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    breaks: tuple[Break, ...]
    legend: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a chart."""

    area: str
    when: date
    value: float
    label: str
    figure: str


def drawn(lines: Sequence[Line], aims: Sequence[Aim], changes: Sequence[Change]) -> Chart | None:
    """The chart of the lines and targets; None where there is nothing to draw.

    A break is drawn, with its number among all changes, where it cuts one of the lines.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        return None
    days = [point.when for point in points] + [aim.when for aim in aims]
    values = [point.value for point in points] + [aim.value for aim in aims]
    place = _Place(days, values)
    colours = _colours(lines, aims)
    areas = {line.area for line in lines}
    return Chart(
        WIDTH,
        HEIGHT,
        LEFT,
        WIDTH - RIGHT,
        TOP,
        HEIGHT - BOTTOM,
        strokes=tuple(
            Stroke(place.path(stretch), colours[line.area, line.level], _dash(line))
            for line in lines
            for stretch in line.stretches
        ),
        marks=tuple(
            Mark(
                place.x(point.when),
                place.y(point.value),
                _shape(line, point),
                colours[line.area, line.level],
                point.doubtful,
                point.label,
                point.figure,
            )
            for line in lines
            for point in line.points
        ),
        targets=tuple(
            Mark(
                place.x(aim.when),
                place.y(aim.value),
                "target",
                colours.get((aim.area, "local"), COMPARED),
                False,
                aim.label,
                aim.figure,
            )
            for aim in aims
        ),
        across=place.years(),
        up=place.steps(),
        breaks=tuple(
            Break(place.x(change.when), number)
            for number, change in enumerate(changes, 1)
            if min(days) <= change.when <= max(days) and any(map(change.cuts, areas))
        ),
        legend=tuple(
            Key(area, colour, level != "local") for (area, level), colour in colours.items()
        ),
    )


def _colours(lines: Sequence[Line], aims: Sequence[Aim]) -> dict[tuple[str, str], str]:
    found: dict[tuple[str, str], str] = {}
    places = [(line.area, line.level) for line in lines] + [(aim.area, "local") for aim in aims]
    for place in dict.fromkeys(places):
        local = sum(level == "local" for _, level in found)
        found[place] = COLOURS[local % len(COLOURS)] if place[1] == "local" else COMPARED
    return found


def _dash(line: Line) -> str:
    return "2 4" if line.level != "local" else DASHES.get(line.period_type, "")


def _shape(line: Line, point: Point) -> str:
    if point.bound == "from below":
        return "up"
    if point.bound == "from above":
        return "down"
    if point.bound:
        return "range"
    return "circle" if line.level == "local" else "square"


class _Place:
    """Where dates and values stand in the drawing."""

    def __init__(self, days: Sequence[date], values: Sequence[float]) -> None:
        first, last = min(days).toordinal(), max(days).toordinal()
        margin = max(60, (last - first) // 40)
        self._first, self._last = first - margin, last + margin
        low, high = min(values), max(values)
        room = (high - low) or abs(high) or 1.0
        # Where nothing is far from nought, nought belongs to the chart.
        bottom = 0.0 if low >= 0 and low < room else low - room * 0.08
        self._step = _round_step((high + room * 0.05 - bottom) / 6)
        self._low = math.floor(bottom / self._step) * self._step
        self._high = math.ceil((high + room * 0.02) / self._step) * self._step

    def x(self, when: date) -> float:
        share = (when.toordinal() - self._first) / (self._last - self._first)
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def y(self, value: float) -> float:
        share = (value - self._low) / (self._high - self._low)
        return round(HEIGHT - BOTTOM - share * (HEIGHT - TOP - BOTTOM), 1)

    def path(self, stretch: Sequence[Point]) -> str:
        steps = (f"{self.x(point.when):g},{self.y(point.value):g}" for point in stretch)
        return "M" + " L".join(steps)

    def years(self) -> tuple[Tick, ...]:
        first = date.fromordinal(self._first).year + 1
        last = date.fromordinal(self._last).year
        every = max(1, math.ceil((last - first + 1) / 14))
        years = range(first, last + 1, every)
        return tuple(Tick(self.x(date(year, 1, 1)), str(year)) for year in years)

    def steps(self) -> tuple[Tick, ...]:
        count = round((self._high - self._low) / self._step)
        digits = max(0, -math.floor(math.log10(self._step))) if self._step < 1 else 0
        values = [self._low + i * self._step for i in range(count + 1)]
        return tuple(Tick(self.y(value), f"{value:,.{digits}f}") for value in values)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5 times a power of ten at or above `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)
