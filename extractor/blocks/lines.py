"""Words side by side as lines of text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from math import inf
from operator import attrgetter
from typing import Final

from extractor.blocks.hyphens import line_break
from extractor.blocks.text import Piece, Text
from extractor.pages.model import Box, Word, around
from extractor.regex import regex

# Baselines closer than this share of the size are one line.
SAME_LINE = 0.3
# A gap of so many sizes is a tab stop.
TAB_GAP = 1.8
# Wider than so many sizes is no space inside a number.
WIDE_SPACE = 0.75
_THOUSANDS = regex(r"\d{3}(?!\d)")


@dataclass(init=False, slots=True, unsafe_hash=True)
class TextLine:
    """Words on one baseline from left to right, footnote marks left out.

    `column` numbers the column or text box (in reading order) in which the line is;
    `right` is the right edge of that column; `listed` says that the line is part of a
    list of contents.
    """

    words: Final[tuple[Word, ...]]
    box: Final[Box]
    size: Final[float]
    baseline: Final[float]
    bold: Final[bool]
    text: Final[str]
    column: Final[int]
    right: Final[float]
    listed: Final[bool]

    def __init__(
        self, words: tuple[Word, ...], box: Box, size: float, baseline: float, bold: bool,
        text: str, column: int = 0, right: float = 0.0, listed: bool = False,
    ) -> None:  # fmt: skip
        self.words = words
        self.box = box
        self.size = size
        self.baseline = baseline
        self.bold = bold
        self.text = text
        self.column = column
        self.right = right
        self.listed = listed


def line_of(words: Sequence[Word], column: int = 0, right: float = 0.0) -> TextLine:
    """The line of `words` (at least one that is not raised), already from left to right."""
    plain = tuple([w for w in words if not w.raised])
    first = plain[0]
    size, baseline = round(first.size * 2) / 2, first.baseline
    sizes = [w.size for w in plain]
    if max(sizes) > size + 0.5 or min(sizes) < size - 0.5:
        size = _commonest_size(plain)
        baseline = next((w.baseline for w in plain if abs(w.size - size) < 0.5), baseline)
    heavy = sum([len(w.text) for w in plain if w.bold])
    text = " ".join([w.text for w in plain])
    bold = 4 * heavy > 3 * (len(text) - len(plain) + 1)
    return TextLine(plain, around(plain), size, baseline, bold, text, column, right)


def _commonest_size(words: Sequence[Word]) -> float:
    """The size in which most letters of the words are set, to half a point."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words that share a baseline, rows from top to bottom, words from left to right."""
    rows: list[list[Word]] = []
    # A raised mark belongs to the line that it is on: lines first.
    marks: list[Word] = []
    highest, highest_size = -inf, 0.0  # the baseline and size of its highest word
    for word in sorted(words, key=_by_baseline):
        if word.raised:
            marks.append(word)
            continue
        size, baseline = word.size, word.baseline
        near = SAME_LINE * (size if size < highest_size else highest_size) + 0.5
        if baseline - highest <= near:
            rows[-1].append(word)
        else:
            highest, highest_size = baseline, size
            rows.append([word])
    for mark in marks:
        row = min(rows, key=lambda r: abs(r[0].baseline - mark.baseline), default=None)
        if row is not None and abs(row[0].baseline - mark.baseline) <= 0.6 * row[0].size:
            row.append(mark)
        else:
            rows.append([mark])
    for row in rows:
        row.sort(key=_by_left)
    return rows


_by_baseline = attrgetter("baseline")
_by_left = attrgetter("box.x0")


def two_figures(word: Word, after: Word) -> bool:
    """Whether so much white space is between two figures that they are no thousands of one."""
    if not (word.text[-1].isdigit() and _THOUSANDS.match(after.text)):
        return False
    return after.box.x0 - word.box.x1 > WIDE_SPACE * max(word.size, 4.0)


def text_of(
    lines: Sequence[TextLine],
    page: int | None,
    *,
    ocr: bool = False,
    skip: int = 0,
    known: Container[str] = (),
) -> Text:
    """The words of the lines as one Text, without the first `skip` words.

    Words are parted by a space (figures far apart by two), but for a word broken by a
    hyphen at a line end (joined without it) and a range broken after its dash (joined as
    it is). `known` are words of the document, in small letters.
    """
    content: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, line in enumerate(lines):
        words = line.words[skip:] if number == 0 and skip else line.words
        if pieces and words:
            broken = line_break(content[-1], words[0].text, known)
            if broken == "hyphen":
                content[-1] = content[-1][:-1]
                at -= 1
                last = pieces[-1]
                pieces[-1] = Piece(
                    last.start, at, page, last.box, None, confidence=last.confidence, ocr=ocr
                )
            elif not broken:
                content.append(" ")
                at += 1
        most = len(words) - 1
        for index, word in enumerate(words):
            printed = word.text
            end = at + len(printed)
            pieces.append(Piece(at, end, page, word.box, word.edges, None, word.confidence, ocr))
            if index < most:
                apart = printed[-1].isdigit() and two_figures(word, words[index + 1])
                printed += "  " if apart else " "
            content.append(printed)
            at += len(printed)
    return Text("".join(content), tuple(pieces))
