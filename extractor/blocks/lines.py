"""Words that stand side by side as lines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from extractor.blocks.hyphens import line_break
from extractor.blocks.text import Piece, Text
from extractor.pages.model import Box, Word, enclosing

# Baselines closer than this share of the size are one line.
SAME_LINE = 0.3
# A gap of so many sizes is a tab stop.
TAB_GAP = 1.8


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one baseline from left to right, footnote marks left out.

    `column` numbers the column or text box (in reading order) in which the line stands;
    `right` is the right edge of that column; `listed` says that the line is part of a
    list of contents.
    """

    words: tuple[Word, ...]
    box: Box
    size: float
    baseline: float
    bold: bool
    text: str
    column: int = 0
    right: float = 0.0
    listed: bool = False

    @classmethod
    def of(cls, words: Sequence[Word]) -> Line:
        """The line of `words` (at least one that is not raised), already from left to right."""
        plain = tuple(w for w in words if not w.raised)
        first = plain[0]
        size, baseline = round(first.size * 2) / 2, first.baseline
        if any(abs(w.size - size) > 0.5 for w in plain):
            size = _commonest_size(plain)
            baseline = next((w.baseline for w in plain if abs(w.size - size) < 0.5), baseline)
        heavy = sum(len(w.text) for w in plain if w.bold)
        text = " ".join([w.text for w in plain])
        box = enclosing(w.box for w in plain)
        return cls(plain, box, size, baseline, 4 * heavy > 3 * (len(text) - len(plain) + 1), text)


def _commonest_size(words: Sequence[Word]) -> float:
    """The size in which most letters of the words are set, to half a point."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[round(word.size * 2) / 2] += len(word.text)
    return sizes.most_common(1)[0][0]


def rows_of(words: Iterable[Word]) -> list[list[Word]]:
    """The words that share a baseline, rows from top to bottom, words from left to right."""
    rows: list[list[Word]] = []
    # A raised mark belongs to the line that it stands on: lines first.
    marks: list[Word] = []
    for word in sorted(words, key=_by_baseline):
        if word.raised:
            marks.append(word)
        elif rows and _same_row(rows[-1][0], word):
            rows[-1].append(word)
        else:
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


def _by_baseline(word: Word) -> float:
    return word.baseline


def _by_left(word: Word) -> float:
    return word.box.x0


def _same_row(highest: Word, word: Word) -> bool:
    """Whether a word stands on the line of a row by the word that stands highest in it."""
    near = SAME_LINE * min(highest.size, word.size) + 0.5
    return word.baseline - highest.baseline <= near


def text_of(
    lines: Sequence[Line],
    page: int | None,
    *,
    ocr: bool = False,
    skip: int = 0,
    known: Container[str] = (),
) -> Text:
    """The words of the lines as one Text, without the first `skip` words.

    Words are parted by a space, but for a word broken by a hyphen at a line end (joined
    without it) and a range broken after its dash (joined as it stands). `known` are words
    of the document, in small letters.
    """
    content: list[str] = []
    pieces: list[Piece] = []
    at = 0
    for number, line in enumerate(lines):
        words = line.words[skip:] if number == 0 else line.words
        for index, word in enumerate(words):
            if pieces:
                broken = line_break(content[-1], word.text, known) if index == 0 else ""
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
            end = at + len(word.text)
            pieces.append(
                Piece(at, end, page, word.box, word.edges, confidence=word.confidence, ocr=ocr)
            )
            content.append(word.text)
            at = end
    return Text("".join(content), tuple(pieces))
