"""Words of a page as lines of text, and lines as chunks with white space between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.blocks.text import Text
from extractor.pages.model import Box, Word, enclosing

_MONEY = frozenset("$£€")  # set apart from their figure at the left side of a column
_SHORT_WORDS = frozenset(
    (
        "a", "i", "am", "an", "as", "at", "be", "by", "do", "he", "if", "in", "is", "it", "km",
        "kg", "ml", "my", "no", "of", "on", "or", "so", "to", "up", "us", "vs", "we",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words of one line that stand close together: what a table would hold in one cell."""

    words: tuple[Word, ...]
    box: Box

    @property
    def string(self) -> str:
        return " ".join(w.text for w in self.words)


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand on one baseline, from left to right."""

    words: tuple[Word, ...]
    box: Box


def lines_of(words: Iterable[Word]) -> list[Line]:
    """The words grouped to lines, top to bottom, each from left to right.

    A word belongs to a line when their vertical extents overlap by more than half of the
    lower of the two: tight boxes differ in height from glyph to glyph, baselines are off
    for raised marks.
    """
    lines: list[list[Word]] = []
    spans: list[tuple[float, float]] = []
    # Only the lines begun last can still go on: words come from top to bottom.
    ordered = sorted(words, key=_place)
    if len(ordered) == 1:
        return [Line((ordered[0],), ordered[0].box)]
    for word in ordered:
        if word.raised or not word.upright or word.size <= 0:
            top, bottom = word.box.top, word.box.bottom
        else:  # `extent`, written out: this is done for every word several times
            top, bottom = word.baseline - 0.7 * word.size, word.baseline + 0.1 * word.size
        height = bottom - top
        best, share = -1, 0.5
        count = len(lines)
        for index in range(count - 1, max(-1, count - 6), -1):
            low, high = spans[index]
            overlap = (high if high < bottom else bottom) - (low if low > top else top)
            if overlap <= 0:
                continue
            lower = high - low if high - low < height else height
            part = overlap / lower if lower > 0.1 else overlap / 0.1
            if part > share:
                best, share = index, part
        if best < 0:
            lines.append([word])
            spans.append((top, bottom))
        else:
            lines[best].append(word)
    out = []
    for line in lines:
        line.sort(key=_left)
        out.append(Line(tuple(line), enclosing([w.box for w in line])))
    return sorted(out, key=lambda line: (line.box.middle, line.box.x0))


def _place(word: Word) -> tuple[float, float]:
    box = word.box
    return (box.top + box.bottom, box.x0)


def _left(word: Word) -> float:
    return word.box.x0


def extent(word: Word) -> tuple[float, float]:
    """Top and bottom of a word as its font sets it, whatever glyphs it has."""
    if word.raised or not word.upright or word.size <= 0:
        return word.box.top, word.box.bottom
    return word.baseline - 0.7 * word.size, word.baseline + 0.1 * word.size


def chunks_of(line: Line, gap: float, cuts: Sequence[float] = ()) -> list[Chunk]:
    """The line cut where white space is wider than `gap` times the type size, or at `cuts` (x)."""
    out: list[Chunk] = []
    current: list[Word] = []
    for word in line.words:
        if current:
            last = current[-1]
            space = word.box.x0 - last.box.x1
            wide = space > gap * max(last.size, word.size, 4.0) and last.text not in _MONEY
            cut = any(last.box.centre < x <= word.box.centre for x in cuts)
            if wide or cut:
                out.append(Chunk(tuple(current), enclosing(w.box for w in current)))
                current = []
        current.append(word)
    if current:
        out.append(Chunk(tuple(current), enclosing(w.box for w in current)))
    return out


def _is_tail(text: str) -> bool:
    return text.isalpha() and text.islower() and len(text) <= 2 and text not in _SHORT_WORDS


def text_of(words: Iterable[Word], page: int | None, ocr: bool = False) -> Text:
    """The words of one cell as a Text: lines from top to bottom, joined by a space.

    A line that ends in a hyphen is joined to the next without one, and so is a line that
    holds only a word's last letters, cut off where a narrow column ended.
    """
    return joined_lines(lines_of(words), page, ocr)


def joined_lines(lines: Iterable[Line], page: int | None, ocr: bool = False) -> Text:
    """The lines of one cell as a Text, joined as `text_of` says."""
    out = Text()
    for line in lines:
        text = Text.join(Text.of_word(w, page, ocr) for w in line.words)
        if not out:
            out = text
        else:
            joined = out.content.endswith("-") and out.content[-2:-1].isalpha()
            joined = joined or (_is_tail(text.content) and out.content[-2:].isalpha())
            out = Text.join((out, text), "" if joined else " ")
    return out
