"""A chart of series: lines and points over time, with targets and breaks; and the small charts of a
report card, one line without axes, whose text gives the first and last value.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extractor.site.charts.layout import Days, Entry, Values, days_axis, room, values_axis
from extractor.site.charts.lines import Change, ChartLine, Point
from extractor.site.charts.model import (
    COLOURS,
    COMPARED,
    WIDE,
    Break,
    Chart,
    ChartMark,
    ChartWords,
    Stroke,
    Tick,
)

LEFT, RIGHT, ABOVE, BELOW = 62, 22, 16, 30
DASHES = {
    "as_at": "",
    "financial_year": "",
    "calendar_year": "10 4",
    "school_year": "10 4 2 4",
    "quarter": "4 3",
    "half_year": "6 3",
    "month": "1 3",
}
TARGET_DASH = "5 2"
"""How the line of a target is broken, on the chart and in the legend."""
_SHAPES = {"from below": "up", "from above": "down", "a range": "range"}
_BOUNDS = {"up": "the true value is higher", "down": "the true value is lower", "range": "a range"}

Place = tuple[str, str, str]
"""Area, level and breakdown: what has a colour of its own."""


@dataclass(frozen=True, slots=True)
class Aim:
    """A target on a chart."""

    area: str
    when: date
    value: float
    label: str
    figure: str


def drawn(
    lines: Sequence[ChartLine],
    aims: Sequence[Aim],
    changes: Sequence[Change],
    unit: str,
    words: ChartWords,
    width: int = WIDE,
    names: Mapping[Place, str] | None = None,
) -> Chart | None:
    """The chart of the lines and targets; None where there is nothing to draw.

    `names` are what the legend calls areas where the area's own name would not do. A break is
    drawn, with its number among all changes, where it cuts one of the lines.
    """
    points = [point for line in lines for point in line.points]
    if not points:
        return None
    days = [point.when for point in points] + [aim.when for aim in aims]
    colours = _colours(lines, aims)
    breaks = _breaks(changes, days, {line.area for line in lines})
    values = [value for point in points for value in point.values]
    values += [aim.value for aim in aims]
    drawing = 330.0 if width == WIDE else 260.0
    entries = _entries(lines, aims, colours, names or {})
    notes = (*_axis_notes(values, unit), *_break_notes(breaks, changes), *words.notes)
    space = room(ChartWords(words.title, notes, words.source), entries, width, drawing)
    top, bottom = space.top + ABOVE, space.top + drawing - BELOW
    across = days_axis(days, LEFT, width - RIGHT)
    up = values_axis(values, unit, top, bottom)
    return Chart(
        width=width,
        height=space.height,
        left=LEFT,
        right=width - RIGHT,
        top=top,
        bottom=bottom,
        across=across.ticks(),
        up=up.ticks(),
        texts=space.texts,
        legend=space.legend,
        strokes=_strokes(lines, colours, across, up),
        marks=_marks(lines, aims, colours, across, up),
        breaks=tuple(Break(across.x(changes[n - 1].when), n) for n in breaks),
        broken=up.broken,
    )


def _axis_notes(values: Sequence[float], unit: str) -> list[str]:
    axis = values_axis(values, unit, 0.0, 100.0)
    if not axis.broken:
        return []
    first: Tick = axis.ticks()[0]
    return [f"The vertical axis starts at {first.label}, not at zero."]


def _breaks(changes: Sequence[Change], days: Sequence[date], areas: set[str]) -> list[int]:
    """The numbers of the changes that cut one of the lines."""
    return [
        number
        for number, change in enumerate(changes, 1)
        if min(days) <= change.when <= max(days) and any(map(change.cuts, areas))
    ]


def _break_notes(breaks: Sequence[int], changes: Sequence[Change]) -> list[str]:
    notes = []
    for number in breaks:
        change = changes[number - 1]
        when = f"{change.when.day} {change.when:%B %Y}"
        notes.append(f"Break {number}, {when}: {change.note}")
    return notes


def _colours(lines: Sequence[ChartLine], aims: Sequence[Aim]) -> dict[Place, str]:
    found: dict[Place, str] = {}
    places = [(line.area, line.level, line.breakdown) for line in lines]
    places += [(aim.area, "local", "") for aim in aims if not any(p[0] == aim.area for p in places)]
    for place in dict.fromkeys(places):
        local = place[1] == "local"
        palette = COLOURS if local else COMPARED
        used = sum((level == "local") == local for _, level, _ in found)
        found[place] = palette[used % len(palette)]
    return found


def _entries(
    lines: Sequence[ChartLine],
    aims: Sequence[Aim],
    colours: Mapping[Place, str],
    names: Mapping[Place, str],
) -> list[Entry]:
    """The legend: each area as it is drawn, then what the shapes mean, where they occur."""
    entries = []
    for place, colour in colours.items():
        line = next((n for n in lines if (n.area, n.level, n.breakdown) == place), None)
        if line is not None:
            shape = "circle" if line.level == "local" else "square"
            entries.append(Entry(names.get(place, line.area), colour, shape, _dash(line)))
    points = [(line, point) for line in lines for point in line.points]
    if aims:
        entries.append(Entry("target", COMPARED[0], "target", TARGET_DASH))
    if any(not point.reliable for _, point in points):
        entries.append(Entry("less certain reading, not joined", COMPARED[0], "hollow"))
    for shape, meaning in _BOUNDS.items():
        if any(_shape(line, point) == shape for line, point in points):
            entries.append(Entry(meaning, COMPARED[0], shape))
    return entries


def _strokes(
    lines: Sequence[ChartLine], colours: Mapping[Place, str], across: Days, up: Values
) -> tuple[Stroke, ...]:
    return tuple(
        Stroke(
            "M" + " L".join(f"{across.x(p.when):g},{up.y(p.value):g}" for p in stretch),
            colours[line.area, line.level, line.breakdown],
            _dash(line),
        )
        for line in lines
        for stretch in line.stretches
    )


def _marks(
    lines: Sequence[ChartLine],
    aims: Sequence[Aim],
    colours: dict[Place, str],
    across: Days,
    up: Values,
) -> tuple[ChartMark, ...]:
    of_area = {area: colour for (area, _, _), colour in reversed(colours.items())}
    targets = [
        ChartMark(
            across.x(aim.when),
            up.y(aim.value),
            "target",
            of_area.get(aim.area, COMPARED[0]),
            False,
            aim.label,
            aim.figure,
            TARGET_DASH,
        )
        for aim in aims
    ]
    points = [
        ChartMark(
            across.x(point.when),
            up.y(point.value),
            _shape(line, point),
            colours[line.area, line.level, line.breakdown],
            not point.reliable,
            point.label,
            point.figure,
            upper=None if point.upper is None else up.y(point.upper),
        )
        for line in lines
        for point in line.points
    ]
    return (*targets, *points)


def _dash(line: ChartLine) -> str:
    return "2 4" if line.level != "local" else DASHES.get(line.period_type, "")


def _shape(line: ChartLine, point: Point) -> str:
    if point.bound:
        return _SHAPES[point.bound]
    return "circle" if line.level == "local" else "square"


WIDTH, HEIGHT = 150, 40


@dataclass(frozen=True, slots=True)
class Spark:
    """Paths and points of a small chart, in its own units."""

    paths: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    text: str
    width: int = WIDTH
    height: int = HEIGHT


def spark(line: ChartLine, unit: str) -> Spark | None:
    """The small chart of a line; None with fewer than two points."""
    points = line.points
    if len(points) < 2:
        return None
    across = days_axis([point.when for point in points], 4.0, WIDTH - 4.0)
    up = values_axis([v for point in points for v in point.values], unit, 5.0, HEIGHT - 5.0)
    return Spark(
        tuple(
            "M" + " L".join(f"{across.x(p.when):g},{up.y(p.value):g}" for p in stretch)
            for stretch in line.stretches
        ),
        tuple((across.x(point.when), up.y(v)) for point in points for v in point.values),
        f"{len(points)} figures, from {points[0].label} to {points[-1].label}",
    )
