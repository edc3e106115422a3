"""A sheet that tables are drawn on, and the true cells of what was drawn.

The tables of agencies of the United States are set in ways council papers seldom are: no lines,
leaders of dots, heads centred over columns they share, "$" apart from its figure. What is drawn
here is known cell for cell, so that a finder can be measured on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from fpdf import FPDF

Align = Literal["left", "right", "centre", "point"]
Truth = tuple[int, int, int, int, str]  # first and last row, first and last column, text


@dataclass(slots=True)
class TrueTable:
    """The cells of one drawn table; rows and columns count from 0, ends are inclusive."""

    page: int
    cells: list[Truth] = field(default_factory=list)

    def add(
        self, row: int, column: int, text: str, last_row: int | None = None,
        last_column: int | None = None,
    ) -> None:  # fmt: skip
        """Note a cell; without ends it is of one row and one column."""
        down = row if last_row is None else last_row
        right = column if last_column is None else last_column
        self.cells.append((row, down, column, right, text))


class Sheet:
    """Pages of one document, in points from the upper left corner, and their true tables."""

    def __init__(self, family: str = "times", size: float = 9.0, *, landscape: bool = False):
        self._pdf = FPDF("landscape" if landscape else "portrait", "pt", "letter")
        self._pdf.core_fonts_encoding = "windows-1252"
        self._pdf.set_auto_page_break(False)
        self.family, self.size = family, size
        self.tables: list[TrueTable] = []
        self.page()

    def page(self) -> None:
        """Begin a new page."""
        self._pdf.add_page()
        self._pdf.set_line_width(0.6)

    def table(self) -> TrueTable:
        """A table on the page that is drawn on."""
        self.tables.append(TrueTable(self._pdf.page))
        return self.tables[-1]

    def width(self, text: str, size: float | None = None, style: str = "") -> float:
        """How wide a text is."""
        self._pdf.set_font(self.family, style, size or self.size)
        return float(self._pdf.get_string_width(text))

    def text(
        self, x: float, y: float, text: str, align: Align = "left", style: str = "",
        size: float | None = None,
    ) -> None:  # fmt: skip
        """Set a line: `x` is its left or right end, its middle, or its decimal point."""
        wide = self.width(text, size, style)
        if align == "right":
            x -= wide
        elif align == "centre":
            x -= wide / 2
        elif align == "point":
            x -= self.width(text.partition(".")[0], size, style)
        self._pdf.text(x, y, text)

    def prose(self, x: float, y: float, width: float, text: str, leading: float = 11.5) -> float:
        """Set running text to a width from `y` down; the place after it."""
        for line in self.wrapped(text, width):
            self.text(x, y, line)
            y += leading
        return y

    def wrapped(self, text: str, width: float, style: str = "") -> list[str]:
        """A text in lines no wider than `width`; "|" breaks a line."""
        out: list[str] = []
        for part in text.split("|"):
            line = ""
            for word in part.split():
                longer = f"{line} {word}".strip()
                if line and self.width(longer, style=style) > width:
                    out.append(line)
                    longer = word
                line = longer
            out.append(line)
        return out

    def rule(self, x0: float, y0: float, x1: float, y1: float, width: float = 0.6) -> None:
        """Draw a line."""
        self._pdf.set_line_width(width)
        self._pdf.line(x0, y0, x1, y1)

    def shade(self, x0: float, y0: float, x1: float, y1: float, grey: int = 225) -> None:
        """Fill a box."""
        self._pdf.set_fill_color(grey)
        self._pdf.rect(x0, y0, x1 - x0, y1 - y0, "F")

    @contextmanager
    def turned(self, x: float, y: float) -> Iterator[None]:
        """What is drawn within is turned by a quarter to the left about a point."""
        with self._pdf.rotation(90, x, y):
            yield

    def save(self, path: Path) -> None:
        """Write the document."""
        self._pdf.output(str(path))


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its left side, its width, how its figures are set."""

    x: float
    width: float
    align: Align = "right"

    def place(self, inset: float = 6.0) -> float:
        """The x that text is set at."""
        if self.align == "left":
            return self.x
        if self.align == "right":
            return self.x + self.width - inset
        return self.x + self.width * (0.5 if self.align == "centre" else 0.62)


@dataclass(frozen=True, slots=True)
class Head:
    """A column head over the columns `first` to `last`, in the header rows `top` to `bottom`."""

    text: str
    first: int
    last: int
    top: int = 0
    bottom: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A row: label first; None is an empty cell. `kind`: "section" is centred over all columns,
    "group" stands at the left without figures, "total" has a rule above."""

    cells: tuple[str | None, ...]
    indent: float = 0.0
    kind: Literal["row", "section", "group", "total", "blank"] = "row"


@dataclass(frozen=True, slots=True)
class Style:
    """How a table is set."""

    leading: float = 12.0
    rules: frozenset[str] = frozenset()  # top, heads, spans, rows, bottom, bars, double
    leaders: bool = False
    spaced: bool = False  # white space between the dots of leaders
    dollars: bool = False  # "$" at the left side of its column
    stripes: bool = False
    bold_heads: bool = False
    heads_left: bool = False
    gap_every: int = 0  # white space after so many rows
    raised: bool = False  # a last "\\1" is set as a small raised mark


def style(rules: str = "", **settings: Any) -> Style:
    """A style; `rules` are the names of what is ruled, by spaces."""
    return Style(rules=frozenset(rules.split()), **settings)


def columns(
    x: float, widths: Sequence[float], aligns: Sequence[Align] | Align = "right"
) -> list[Column]:
    """Columns beside one another from `x`; the first is set to the left."""
    out: list[Column] = []
    for number, width in enumerate(widths):
        align: Align = aligns if isinstance(aligns, str) else aligns[number]
        out.append(Column(x, width, "left" if number == 0 and isinstance(aligns, str) else align))
        x += width
    return out
