"""The parts of a chart, in the units of its SVG. Templates draw them as they are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from extractor.site.charts.svg import marks, shape

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
COMPARED = ("#3a3a3a", "#5f5f5f", "#6b4f4f")
"""Greys for England, regions and neighbours."""
WIDE, NARROW = 900, 380
"""Widths of a chart: for a desk and for a phone. Both have the same content."""


@dataclass(frozen=True, slots=True)
class ChartMark:
    """A point to draw: its place and shape, where it leads, and the dashes of a broken line; of a
    range the height of its upper end as well."""

    x: float
    y: float
    shape: str
    colour: str
    hollow: bool
    label: str
    figure: str
    dash: str = ""
    upper: float | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """A joined stretch of a line: an SVG path."""

    path: str
    colour: str
    dash: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A part of a stacked bar; `open` where it is what the paper does not list."""

    x: float
    y: float
    width: float
    height: float
    colour: str
    open: bool
    label: str
    figure: str


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
    """An entry of the legend, drawn as what it stands for."""

    x: float
    y: float
    name: str
    colour: str
    shape: str
    dash: str

    @property
    def drawn(self) -> Markup:
        """Its shape beside its name; arrows stand on the line of the name or hang from it."""
        raised = {"up": 2, "down": -10}.get(self.shape, -4)
        return shape(self.shape, self.x + 13, self.y + raised, self.colour, dash=self.dash)


@dataclass(frozen=True, slots=True)
class ChartText:
    """A line of text beside the drawing: title, note or source."""

    y: float
    text: str
    size: int
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """Everything the template draws."""

    width: int
    height: float
    left: float
    right: float
    top: float
    bottom: float
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    texts: tuple[ChartText, ...]
    legend: tuple[Key, ...]
    strokes: tuple[Stroke, ...] = ()
    marks: tuple[ChartMark, ...] = ()
    bars: tuple[Bar, ...] = ()
    breaks: tuple[Break, ...] = ()
    broken: bool = False
    """Whether the vertical axis starts above zero, and is drawn with a break."""

    def drawn_marks(self, address: Callable[[str], str] | None) -> Markup:
        """Its points as SVG; with `address` each leads to its evidence."""
        return marks(self.marks, address)


@dataclass(frozen=True, slots=True)
class ChartWords:
    """What is written around a chart. `source` is the source line of a picture taken away."""

    title: str
    notes: tuple[str, ...] = ()
    source: str = ""
