"""A page as words with their boxes, ruling lines and problems: the types of pages.

Coordinates are PDF points from the top left corner of the page as a reader sees it
(after /Rotate, within the crop box): x grows to the right, y downwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from extractor.geometry import Box as Box
from extractor.geometry import enclosing as enclosing
from extractor.types import Rag

TextSource = Literal["text_layer", "ocr", "text", "none"]


def around(words: Sequence[Word]) -> Box:
    """The smallest box around the words (at least one)."""
    return words[0].box if len(words) == 1 else enclosing([word.box for word in words])


def outside(words: Sequence[Word], boxes: Sequence[Box], slack: float = 0.0) -> list[Word]:
    """The words whose centre is in none of the boxes, widened by `slack` points."""
    if not boxes:
        return list(words)
    sides = [(b.x0 - slack, b.x1 + slack, b.top - slack, b.bottom + slack) for b in boxes]
    kept = []
    for word in words:
        box = word.box
        x, y = (box.x0 + box.x1) / 2, (box.top + box.bottom) / 2
        for x0, x1, top, bottom in sides:
            if x0 <= x <= x1 and top <= y <= bottom:
                break
        else:
            kept.append(word)
    return kept


def within(words: Iterable[Word], bound: Box) -> list[Word]:
    """The words whose centre is in `bound`."""
    x0, x1, top, bottom = bound.x0, bound.x1, bound.top, bound.bottom
    return [
        word
        for word in words
        if x0 <= (word.box.x0 + word.box.x1) / 2 <= x1
        and top <= (word.box.top + word.box.bottom) / 2 <= bottom
    ]


RAISED_SIZE, RAISED_BY = 0.85, 0.12
# How far (in sizes of the bigger letters) a raised mark may be from its word.
MARK_GAP = 0.6


# As boxes, words are frozen by their types (`Final`) and not when the program runs.
@dataclass(init=False, slots=True, unsafe_hash=True)
class Word:
    """A run of characters without white space, as the text layer or OCR gives it.

    `edges` are the x positions between its characters (one more than there are
    characters); kept only for words in which a figure may be next to other
    characters, else None. `raised` marks a footnote mark or an ordinal's letters that
    were split off the word before them because they are smaller and higher.
    """

    text: Final[str]
    box: Final[Box]
    size: Final[float]
    baseline: Final[float]
    bold: Final[bool]
    raised: Final[bool]
    upright: Final[bool]
    edges: Final[tuple[float, ...] | None]
    confidence: Final[float | None]

    def __init__(
        self, text: str, box: Box, size: float, baseline: float, bold: bool = False,
        raised: bool = False, upright: bool = True, edges: tuple[float, ...] | None = None,
        confidence: float | None = None,
    ) -> None:  # fmt: skip
        self.text = text
        self.box = box
        self.size = size
        self.baseline = baseline
        self.bold = bold
        self.raised = raised
        self.upright = upright
        self.edges = edges
        self.confidence = confidence


def raised_beside(word: Word, other: Word, gap: float) -> bool:
    """Whether a word is a mark raised against the `other` one, `gap` points beside it."""
    rise = other.baseline - word.baseline
    return (
        not other.raised
        and other.upright
        and len(word.text) <= 4
        and word.size < RAISED_SIZE * other.size
        and RAISED_BY * other.size < rise < other.size
        and -0.3 * other.size < gap < MARK_GAP * other.size
    )


@dataclass(init=False, slots=True, unsafe_hash=True)
class Ruling(Box):
    """A straight horizontal or vertical line of the page, also the side of a filled box."""

    @property
    def horizontal(self) -> bool:
        return (self.x1 - self.x0) >= (self.bottom - self.top)


@dataclass(frozen=True, slots=True)
class Shade:
    """A box of the page that is filled in the colour of a rating."""

    box: Box
    rag: Rag


@dataclass(frozen=True, slots=True)
class Page:
    """One page, or (with `number` None) the whole of a text or Markdown file in `text`.

    `words` stand in the order of the content stream, not yet in reading order.
    `image_share` is the part of the page (0 to 1) that pictures cover: a page without
    words and with a large share is a scan. `problems` are sentences for people; they do not
    repeat the number of the page. `turned` is by how many quarters, clockwise, the page was turned
    to be read: its words then stand as on the turned page. `shades` are the boxes filled in colours
    of ratings, where the page refers to ratings.
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
    turned: int = 0
    shades: tuple[Shade, ...] = ()
