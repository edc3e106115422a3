"""The small charts of a report card: one line, without axes; its text says first and last."""

from __future__ import annotations

from dataclasses import dataclass

from extractor.site.charts.lines import ChartLine
from extractor.site.charts.scale import days_axis, values_axis

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
    up = values_axis([point.value for point in points], unit, 5.0, HEIGHT - 5.0)
    return Spark(
        tuple(
            "M" + " L".join(f"{across.x(p.when):g},{up.y(p.value):g}" for p in stretch)
            for stretch in line.stretches
        ),
        tuple((across.x(point.when), up.y(point.value)) for point in points),
        f"{len(points)} figures, from {points[0].label} to {points[-1].label}",
    )
