"""Words of a page as lines of text, and lines as segments between white space, for tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from operator import attrgetter
from typing import Final

from extractor.blocks.lines import two_figures
from extractor.blocks.tables.broken_lines import NO_WORDS, WordsOfPage, cell_line_break
from extractor.blocks.text import Piece, Text
from extractor.pages.model import Box, Word, around, outside, raised_beside

# Set apart from their figure at the left side of a column.
_APART = frozenset({"$", "£", "€", "(", "£(", "(£", "-£"})


# Times the size of type: a letter of typewriter type, how far one may be off, the space between two
# of its words at least, and the white space that parts its cells.
_PITCH, _OFF_PITCH, _TYPED_SPACE, _TYPED_GAP = 0.6, 0.03, 0.45, 0.9
_FEWEST_SPREAD = 4  # words of a line that can be known to be spread
_EVEN = 0.12  # times the size of type: how unlike its spaces may be
_ENOUGH = 4  # letters of a word that tell typewriter type


_DOTS, _FEWEST_DOTS = ".…", 4
_OR_NONE = frozenset(("", *_DOTS))


class TextSegment:
    """Words of one line that are close together: what a table would hold in one cell."""

    __slots__ = ("_string", "box", "words")

    def __init__(self, words: tuple[Word, ...], box: Box) -> None:
        self.words: Final = words
        self.box: Final = box
        self._string: str | None = None

    @property
    def string(self) -> str:
        if self._string is None:
            self._string = " ".join([word.text for word in self.words])
        return self._string


class SegmentedLine:
    """Words on one baseline, from left to right."""

    __slots__ = ("_chunks", "_leads", "_typed", "_whole", "_widest", "box", "words")

    def __init__(self, words: tuple[Word, ...], box: Box) -> None:
        self.words: Final = words
        self.box: Final = box
        self._widest: float | None = None
        self._typed: bool | None = None
        self._leads: list[bool] | None = None
        self._whole: list[TextSegment] | None = None
        self._chunks: dict[float, list[TextSegment]] = {}

    @property
    def widest(self) -> float:
        """The widest white space between two of its words, in sizes of the type beside it."""
        if self._widest is None:
            widest = 0.0
            last = self.words[0]
            for word in self.words[1:]:
                space = word.box.x0 - last.box.x1
                if space > 0:
                    size = word.size if word.size > last.size else last.size
                    ratio = space / size if size > 0 else inf
                    if ratio > widest:
                        widest = ratio
                last = word
            self._widest = widest
        return self._widest

    def parting(self, gap: float) -> float:
        """The white space that parts cells in this line where it is `gap` in most type.

        In typewriter type the space between two words is as wide as a letter, and in a line that is
        spread to the width of its column as wide as all others.
        """
        if self.widest > gap and _is_spread(self.words):
            return self.widest + 0.01
        if gap >= _TYPED_GAP or self.widest < _TYPED_SPACE:
            return gap
        if self._typed is None:
            self._typed = _is_typed(self.words)
        return _TYPED_GAP if self._typed else gap

    @property
    def leads(self) -> list[bool]:
        """Which words are, or end in, dots that lead to figures; empty where none do."""
        if self._leads is None:
            self._leads = _leaders(self.words)
        return self._leads

    @property
    def whole(self) -> list[TextSegment]:
        """The line as one segment."""
        if self._whole is None:
            self._whole = [TextSegment(self.words, self.box)]
        return self._whole

    def segments(self, gap: float) -> list[TextSegment]:
        """The line cut where white space is wider than `gap` times the type size."""
        known = self._chunks.get(gap)
        if known is None:
            known = self._chunks[gap] = _cut(self, gap, ())
        return known


def _is_spread(words: Sequence[Word]) -> bool:
    """Whether words of different widths stand equally far apart, as those of a justified line do
    and those of columns do not."""
    if len(words) < _FEWEST_SPREAD or any(ch.isdigit() for word in words for ch in word.text):
        return False
    spaces = [b.box.x0 - a.box.x1 for a, b in pairwise(words)]
    widths = {round(word.box.width) for word in words[:-1]}
    return len(widths) > 2 and max(spaces) - min(spaces) <= _EVEN * words[0].size


def _is_typed(words: Sequence[Word]) -> bool:
    """Whether all letters have the same width, as in typewriter type.

    Digits are equally wide in most typefaces and prove nothing.
    """
    long = [w for w in words if len(w.text) >= _ENOUGH and w.text.isalpha()]
    # Of a word's box the white space beside its first and last letter may be missing.
    pitches = [w.box.width / (len(w.text) - 0.2) / max(w.size, 4.0) for w in long]
    typed = sum(1 for pitch in pitches if abs(pitch - _PITCH) <= _OFF_PITCH)
    return bool(pitches) and typed >= 0.8 * len(pitches)


class SegmentedLines:
    """The words of a page as lines, also of only those words outside some boxes.

    Lines are made once for the same words: most pages have no tables.
    """

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = list(words)
        self._made: list[tuple[list[Word], list[SegmentedLine]]] = []

    def outside(
        self, boxes: Sequence[Box] = (), slack: float = 0.0, *, upright: bool = False
    ) -> list[SegmentedLine]:
        """The lines of the words in none of the boxes (and, if asked, upright)."""
        words = outside(self._words, boxes, slack) if boxes else self._words
        if upright:
            words = [word for word in words if word.upright]
        for known, lines in self._made:
            if len(known) == len(words) and known == words:
                return lines
        self._made.append((words, lines_of(words)))
        return self._made[-1][1]


def lines_of(words: Iterable[Word]) -> list[SegmentedLine]:
    """The words grouped into lines, top to bottom, each from left to right.

    A word belongs to a line when their vertical extents overlap by more than half of the smaller of
    the two: tight boxes differ in height from glyph to glyph, and raised marks have another
    baseline.
    """
    ordered = list(words)
    if len(ordered) == 1:
        return [SegmentedLine((ordered[0],), ordered[0].box)]
    ordered.sort(key=_place)
    lines: list[list[Word]] = []
    lows: list[float] = []
    highs: list[float] = []
    low = high = 0.0  # of the line begun last
    for word in ordered:
        size = word.size
        if not word.upright or size <= 0:
            top, bottom = word.box.top, word.box.bottom
        else:  # `extent`, written out: this is done for every word several times
            baseline = word.baseline
            top, bottom = baseline - 0.7 * size, baseline + 0.1 * size
        height = bottom - top
        if top == low and bottom == high and lines and height > 0.1:
            lines[-1].append(word)
            continue
        best, share = -1, 0.5
        # Only the lines begun last can still go on: words come from top to bottom.
        for index in range(len(lines) - 1, max(-1, len(lines) - 6), -1):
            low, high = lows[index], highs[index]
            overlap = (high if high < bottom else bottom) - (low if low > top else top)
            if overlap <= 0:
                continue
            lower = high - low if high - low < height else height
            part = overlap / lower if lower > 0.1 else overlap / 0.1
            if part > share:
                best, share = index, part
        if best < 0:
            lines.append([word])
            lows.append(top)
            highs.append(bottom)
        else:
            lines[best].append(word)
        low, high = lows[-1], highs[-1]
    out = []
    for line in lines:
        line.sort(key=_left)
        out.append(SegmentedLine(tuple(line), around(line)))
    out.sort(key=_order)
    return out


def _place(word: Word) -> tuple[float, float]:
    box = word.box
    return (box.top + box.bottom, box.x0)


def _order(line: SegmentedLine) -> tuple[float, float]:
    box = line.box
    return ((box.top + box.bottom) / 2, box.x0)


_left = attrgetter("box.x0")


def extent(word: Word) -> tuple[float, float]:
    """Top and bottom of a word by its font size, whatever glyphs it has."""
    if word.raised or not word.upright or word.size <= 0:
        return word.box.top, word.box.bottom
    return word.baseline - 0.7 * word.size, word.baseline + 0.1 * word.size


def segments_of(line: SegmentedLine, gap: float, cuts: Sequence[float] = ()) -> list[TextSegment]:
    """The line cut where white space is wider than `gap` times the type size, or at `cuts` (x)."""
    return _cut(line, gap, cuts) if cuts else line.segments(gap)


def _cut(line: SegmentedLine, gap: float, cuts: Sequence[float]) -> list[TextSegment]:
    words = line.words
    gap = line.parting(gap)
    leads = line.leads
    if not cuts and not leads and line.widest < 0.999 * gap:
        return line.whole
    parts: list[tuple[Word, ...]] = []
    start = 0
    last = words[0]
    for index, word in enumerate(words[1:], 1):
        space = word.box.x0 - last.box.x1
        wide = space > gap * max(last.size, word.size, 4.0) and last.text not in _APART
        if leads:  # dots go with the label before them; what they lead to is another cell
            wide = (wide or leads[index - 1]) and not leads[index]
        if wide or (cuts and any(last.box.centre < x <= word.box.centre for x in cuts)):
            parts.append(words[start:index])
            start = index
        last = word
    if not parts:
        return line.whole
    return [TextSegment(part, around(part)) for part in (*parts, words[start:])]


def _leaders(words: Sequence[Word]) -> list[bool]:
    """Which words are, or end in, dots that lead from a label to its figures; empty where none do.

    Two or three dots alone are a mark in a figure's place.
    """
    for word in words:
        if word.text[-1] in _DOTS and word.text[-2:-1] in _OR_NONE:
            break
    else:
        return []
    dots = [0 if word.text.strip(_DOTS) else len(word.text) for word in words]
    found = [False] * len(words)
    for index, count in enumerate(dots):
        run = count or len(words[index].text) - len(words[index].text.rstrip(_DOTS))
        for step in (-1, 1) if count else ():
            at = index + step
            while 0 <= at < len(dots) and dots[at]:
                run += dots[at]
                at += step
        found[index] = run >= _FEWEST_DOTS
    return found if any(found) else []


def _unraised(words: Sequence[Word]) -> Sequence[Word]:
    """The words of a line without raised marks; marks drawn after the table are recognised by their
    position."""
    if len(words) == 1 or len({word.size for word in words}) == 1:
        return [word for word in words if not word.raised] if len(words) > 1 else words
    kept: list[Word] = []
    for word in words:
        before = kept[-1] if kept else None
        mark = before is not None and raised_beside(word, before, word.box.x0 - before.box.x1)
        if not (word.raised or mark):
            kept.append(word)
    return kept


def text_of(words: Iterable[Word], page: int | None, ocr: bool = False) -> Text:
    """The words of one cell as a Text: lines from top to bottom, joined by a space.

    A word or a year that a narrow column broke is one again: "Septem-" / "ber", "2021–" / "22".
    """
    return joined_lines(lines_of(words), page, ocr)


def joined_lines(
    lines: Iterable[SegmentedLine],
    page: int | None,
    ocr: bool = False,
    known: WordsOfPage = NO_WORDS,
    *,
    year: bool = False,
) -> Text:
    """The lines of one cell as a Text, joined as by `text_of`, without raised marks.

    `known` are the words of the page, which tell a broken word from two words. `year` is true where
    the lines are the two halves of a year.
    """
    content = ""
    pieces: list[Piece] = []
    for line in lines:
        words = _unraised(line.words)
        if not words:
            continue
        text = words[0].text
        places = [0]
        for last, word in pairwise(words):
            text += "  " if two_figures(last, word) else " "
            places.append(len(text))
            text += word.text
        if content:
            how = "range" if year else cell_line_break(content, text, known)
            if how == "hyphen":
                content = content[:-1]
                pieces = list(Text(f"{content}-", tuple(pieces)).cut(0, len(content)).pieces)
            content += "" if how else " "
        for place, word in zip(places, words, strict=True):
            at = len(content) + place
            end = at + len(word.text)
            pieces.append(Piece(at, end, page, word.box, word.edges, None, word.confidence, ocr))
        content += text
    return Text(content, tuple(pieces))
