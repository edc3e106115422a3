"""What stage 1 hands on: a page as words and ruling lines.

Coordinates are PDF points from the top left corner of the page as a reader sees it
(after /Rotate, within the crop box): x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

TextSource = Literal["text_layer", "ocr", "text", "none"]


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a page, in points from its top left corner."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def width(self) -> float:
        return self.x1 - self.x0

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """The vertical centre."""
        return (self.top + self.bottom) / 2

    @property
    def centre(self) -> float:
        """The horizontal centre."""
        return (self.x0 + self.x1) / 2

    def holds(self, other: Box, slack: float = 0.0) -> bool:
        """Whether the centre of `other` lies within this box."""
        return (
            self.x0 - slack <= other.centre <= self.x1 + slack
            and self.top - slack <= other.middle <= self.bottom + slack
        )


def enclosing(boxes: Iterable[Box]) -> Box:
    """The smallest box around all of `boxes` (at least one)."""
    x0 = top = float("inf")
    x1 = bottom = float("-inf")
    for box in boxes:
        x0, top = min(x0, box.x0), min(top, box.top)
        x1, bottom = max(x1, box.x1), max(bottom, box.bottom)
    return Box(x0, top, x1, bottom)


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without white space, as the text layer or OCR gives it.

    `edges` are the x positions between its characters (one more than there are
    characters); kept only for words in which a figure may stand next to other
    characters, else None. `raised` marks a footnote mark or an ordinal's letters that
    were split off the word before them because they are smaller and higher.
    """

    text: str
    box: Box
    size: float
    baseline: float
    bold: bool = False
    raised: bool = False
    upright: bool = True
    edges: tuple[float, ...] | None = None
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Ruling:
    """A straight horizontal or vertical line of the page, also the side of a filled box."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def horizontal(self) -> bool:
        return (self.x1 - self.x0) >= (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Page:
    """One page, or (with `number` None) the whole of a text or Markdown file in `text`.

    `words` stand in the order of the content stream, not yet in reading order.
    `image_share` is the part of the page (0 to 1) that pictures cover: a page without
    words and with a large share is a scan. `problems` are sentences for people.
    """

    number: int | None
    width: float
    height: float
    words: tuple[Word, ...]
    rulings: tuple[Ruling, ...]
    text_source: TextSource
    text: str | None = None
    image_share: float = 0.0
    problems: tuple[str, ...] = ()
