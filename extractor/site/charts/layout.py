"""The layout of a chart: title, legend, notes and source around the drawing, wrapped to its width;
and the scales of its axes with their ticks.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from extractor.site.charts.model import ChartText, ChartWords, Key, Tick
from extractor.wording.words import CURRENCY_SIGNS

TITLE, LETTER = 15, 12
"""Sizes of the title and of all other text."""
LINE = 17
"""Height of a line of text."""
_LETTER_WIDTH = 0.54
"""Mean width of a letter of Arial, as a share of its size."""
_SWATCH = 34


@dataclass(frozen=True, slots=True)
class Entry:
    """What the legend explains: a name and the look of its marks."""

    name: str
    colour: str
    shape: str
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Room:
    """Texts and legend with their places, and the rows that are left for the drawing."""

    texts: tuple[ChartText, ...]
    legend: tuple[Key, ...]
    top: float
    height: float


def width_of(text: str, size: int = LETTER) -> float:
    """About how wide a text is."""
    return len(text) * size * _LETTER_WIDTH


def wrapped(text: str, width: float, size: int = LETTER) -> list[str]:
    """The text in lines that fit the width; a word that is too long (an address) is cut."""
    lines: list[str] = []
    most = max(8, int(width / (size * _LETTER_WIDTH)))
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines += _cut(word, most)
    return lines


def _cut(word: str, most: int) -> list[str]:
    """A word in pieces of at most `most` letters, between the parts of an address where it is."""
    pieces = [""]
    for part in re.split(r"(?<=[/?&])", word):
        for begin in range(0, len(part), most):
            piece = part[begin : begin + most]
            if len(pieces[-1]) + len(piece) > most:
                pieces.append("")
            pieces[-1] += piece
    return pieces


def room(words: ChartWords, entries: Sequence[Entry], width: int, drawing: float) -> Room:
    """Title and legend above a drawing of the given height, notes and source below it."""
    inside, y = width - 24.0, 8.0
    texts: list[ChartText] = []
    for line in wrapped(words.title, inside, TITLE):
        y += LINE + 1
        texts.append(ChartText(y, line, TITLE, bold=True))
    legend, y = _legend(entries, inside, y + 8)
    top = y + 14
    y = top + drawing
    for note in (*words.notes, words.source):
        for line in wrapped(note, inside):
            y += LINE
            texts.append(ChartText(y, line, LETTER))
    return Room(tuple(texts), legend, top, y + 10)


def _legend(entries: Sequence[Entry], inside: float, y: float) -> tuple[tuple[Key, ...], float]:
    keys: list[Key] = []
    x, y = 12.0, y + LINE
    for entry in entries:
        needed = _SWATCH + width_of(entry.name) + 14
        if x > 12 and x + needed > inside + 12:
            x, y = 12.0, y + LINE + 2
        keys.append(Key(x, y, entry.name, entry.colour, entry.shape, entry.dash))
        x += needed
    return tuple(keys), y


FROM_ZERO = frozenset(
    {"count", "currency_gbp", "currency_eur", "currency_usd", "fte", "days", "weeks", "months"}
)
"""Units whose axis starts at zero: a count drawn from another number misleads."""


_YEARS_MARKED = 3
"""From this many years on the marks are years, not months."""
_UNNAMED_MARKS = 60
"""Up to this many years each has a mark, named or not."""
_LAST_DAY = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Values:
    """The vertical axis."""

    low: float
    high: float
    step: float
    top: float
    bottom: float
    unit: str = ""

    @property
    def broken(self) -> bool:
        """Whether the axis starts above zero."""
        return self.low > 0

    def y(self, value: float) -> float:
        """The height of a value."""
        share = (value - self.low) / (self.high - self.low)
        return round(self.bottom - share * (self.bottom - self.top), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """A mark for each round value."""
        count = round((self.high - self.low) / self.step)
        values = [self.low + i * self.step for i in range(count + 1)]
        scale, letters = _scale(max(abs(self.low), abs(self.high)))
        step = self.step / scale
        digits = max(0, -math.floor(math.log10(step) + 1e-9)) if step < 1 else 0
        sign = CURRENCY_SIGNS.get(self.unit, "")
        return tuple(
            Tick(self.y(value), _label(value / scale, digits, sign, letters)) for value in values
        )


def _scale(largest: float) -> tuple[float, str]:
    """What the labels of an axis count in, so that they have room: "£200m", not "200,000,000"."""
    if largest >= 1e9:
        return 1e9, "bn"
    return (1e6, "m") if largest >= 1e6 else (1.0, "")


def _label(value: float, digits: int, sign: str, letters: str) -> str:
    if letters and not value:
        return f"{sign}0"
    printed = f"{sign}{abs(value):,.{digits}f}"
    return f"{'-' if value < 0 else ''}{printed}{letters}"


def values_axis(values: Sequence[float], unit: str, top: float, bottom: float) -> Values:
    """An axis that holds the values; it starts at zero for counts, and where zero is near."""
    low, high = min(values), max(values)
    room = (high - low) or abs(high) or 1.0
    from_zero = low >= 0 and (unit in FROM_ZERO or low < 1.5 * room)
    start = 0.0 if from_zero else low - room * 0.12
    step = _round_step((high + room * 0.1 - start) / 6)
    first = math.floor(start / step) * step
    last = math.ceil((high + room * 0.06) / step) * step
    return Values(first, last, step, top, bottom, unit)


def _round_step(rough: float) -> float:
    """The next of 1, 2, 5 times a power of ten at or above `rough`."""
    power = 10.0 ** math.floor(math.log10(rough))
    return next(power * factor for factor in (1, 2, 5, 10) if power * factor >= rough * 0.999)


@dataclass(frozen=True, slots=True)
class Days:
    """The horizontal axis, in days."""

    first: int
    last: int
    left: float
    right: float

    def x(self, when: date) -> float:
        """The place of a date."""
        share = (when.toordinal() - self.first) / (self.last - self.first)
        return round(self.left + share * (self.right - self.left), 1)

    def ticks(self) -> tuple[Tick, ...]:
        """Years, or months where there are few years; the first and the last always named.

        Years between them that have no room for a name have a mark without one.
        """
        first, last = date.fromordinal(self.first), date.fromordinal(self.last)
        years = [date(year, 1, 1) for year in range(first.year + 1, last.year + 1)]
        if len(years) > _YEARS_MARKED:
            shown = _thinned(years, max(2, int((self.right - self.left) // 46)))
            marked = years if len(years) <= _UNNAMED_MARKS else shown
            return tuple(Tick(self.x(day), str(day.year) if day in shown else "") for day in marked)
        shown = _thinned(_months(first, last), max(2, int((self.right - self.left) // 76)))
        return tuple(Tick(self.x(day), f"{day:%b %Y}") for day in shown)


def days_axis(days: Sequence[date], left: float, right: float) -> Days:
    """An axis that holds the dates, from the first mark before them, with room at both ends."""
    first, last = min(days), max(days)
    years = last.year - first.year >= _YEARS_MARKED
    start = date(first.year, 1, 1) if years else first.replace(day=1)
    margin = max(20, (last - start).days // 40)
    # No date is before the first of January of the year 1.
    return Days(
        max(1, start.toordinal() - margin), min(last.toordinal() + margin, _LAST_DAY), left, right
    )


def _months(first: date, last: date) -> list[date]:
    start = first.year * 12 + first.month
    end = last.year * 12 + last.month - 1
    return [date(month // 12, month % 12 + 1, 1) for month in range(start, end + 1)]


def _thinned(days: list[date], most: int) -> list[date]:
    """At most `most` of the days in equal steps back from the last, and the first of them."""
    if len(days) <= most:
        return days
    step = math.ceil((len(days) - 1) / (most - 1))
    shown = days[::-1][::step][::-1]
    # The first is named instead of one that would stand too near to it.
    return shown if shown[0] == days[0] else [days[0], *shown[len(shown) > 2 :]]
