"""The room around a drawing: title, legend, notes and source, wrapped to the chart's width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractor.site.charts.model import ChartText, Key, Words

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
    """The text in lines that fit the width; a word that is too long stands alone."""
    lines: list[str] = []
    for word in text.split():
        if lines and width_of(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def room(words: Words, entries: Sequence[Entry], width: int, drawing: float) -> Room:
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
