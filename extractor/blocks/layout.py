"""The order in which a page is read: columns and text boxes, each from top to bottom."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from operator import attrgetter, itemgetter
from statistics import fmean, median
from typing import Final

from extractor.blocks.lines import TextLine, line_of, rows_of
from extractor.blocks.model import Table
from extractor.bullets import BULLET
from extractor.pages.model import Box, Word, around
from extractor.regex import regex

# A white strip narrower than this many points parts no columns.
NARROWEST_GUTTER = 6.0
# Within a row, a gap of so many sizes may be part of a gutter.
PIECE_GAP = 0.9
# ... so may a smaller one between words that do not follow one another in the content stream.
APART_GAP = 0.4
MAX_DEPTH = 12
# Points by which the beginnings of words below one another differ.
ALIGNED = 3.0
# Lines of prose: at least so many in a column, of so many words, filling so much of its width.
PROSE_LINES, PROSE_WORDS, PROSE_FILL = 3, 4.0, 0.55
# Written column by column, a page changes sides no more often than this share of its lines.
SWITCHES = 0.2
_CONTACT = regex(r"^(?:Names?|Post|E-?mail|Tel(?:ephone)?|Phone)\s*:", re.IGNORECASE)


class _Piece:
    """Words of one row without a wide gap, or a table; `first` counts in the content stream."""

    __slots__ = ("box", "centre", "first", "middle", "size", "table", "words")

    def __init__(
        self, words: Sequence[Word], box: Box, first: int, size: float, table: Table | None = None
    ) -> None:
        self.words: Final = words
        self.box: Final = box
        self.first: Final = first
        self.size: Final = size
        self.table: Final = table
        self.middle: Final = box.middle
        self.centre: Final = box.centre


def reading_order(words: Sequence[Word], tables: Sequence[Table] = ()) -> list[TextLine | Table]:
    """The upright words as lines (with column and right edge) and the tables, in reading order.

    `words` are in the order of the content stream, which tells columns of text from the cells of a
    table: a column is written as a whole, a table row by row.
    """
    position = {id(word): index for index, word in enumerate(words)}
    rows = rows_of([w for w in words if w.upright])
    pieces = [piece for row in rows for piece in _pieces(row, position)]
    pieces += [_Piece((), t.box, 0, 0.0, t) for t in tables if t.box]
    numbers = _item_numbers(rows)
    leaves = _cut(pieces, MAX_DEPTH)
    if len(leaves) == 1:
        return _leaf(leaves[0], 0, rows, numbers)
    out: list[TextLine | Table] = []
    for column, leaf in enumerate(leaves):
        below = rows_of([word for piece in leaf for word in piece.words])
        out += _leaf(leaf, column, below, numbers)
    return out


def _leaf(
    leaf: list[_Piece], column: int, rows: list[list[Word]], numbers: frozenset[int]
) -> list[TextLine | Table]:
    """The lines of one column from top to bottom, tables between them."""
    right = max([piece.box.x1 for piece in leaf])
    lines = [
        line_of(row, column, right)
        for whole in rows
        for row in _parted(whole, numbers)
        if not row[0].raised or any(not word.raised for word in row)
    ]
    places: list[tuple[float, TextLine | Table]] = [(line.box.middle, line) for line in lines]
    places += [(p.box.top, p.table) for p in leaf if p.table is not None]
    return [item for _, item in sorted(places, key=itemgetter(0))]


_LIST_NUMBER = regex(r"\d{1,3}[.)]")
_FEWEST_ITEMS = 4


def _item_numbers(rows: list[list[Word]]) -> frozenset[int]:
    """The words (by identity) that number the items of a list which stands beside other text: with
    a full stop, below one another, each one more than the one above it."""
    columns: dict[int, list[tuple[Word, bool]]] = {}
    for row in rows:
        for at, word in enumerate(row):
            if word.text[-1:] not in ".)" or not _LIST_NUMBER.fullmatch(word.text):
                continue
            last = word is row[-1]
            if last or row[at + 1].text[0].isalpha():
                columns.setdefault(round(word.box.x0 / ALIGNED), []).append((word, last))
    found: set[int] = set()
    for column in columns.values():
        numbers = [int(word.text[:-1]) for word, _ in column]
        followed = sum(1 for _, last in column if not last)
        if len(column) < _FEWEST_ITEMS or followed < max(2, len(column) / 4):
            continue  # the numbers of a form's lines stand at the end of these
        if all(b - a == 1 for a, b in pairwise(numbers)):
            found.update(id(word) for word, _ in column)
    return frozenset(found)


def _parted(row: list[Word], numbers: frozenset[int]) -> Iterator[list[Word]]:
    """A row cut before each number of a list."""
    if not numbers:
        yield row
        return
    start = 0
    for at, word in enumerate(row):
        if at > start and id(word) in numbers:
            yield row[start:at]
            start = at
    yield row[start:]


def _pieces(row: list[Word], position: dict[int, int]) -> list[_Piece]:
    places = [position[id(word)] for word in row]
    ends = []
    before = row[0]
    for index, word in enumerate(row[1:], 1):
        gap = word.box.x0 - before.box.x1
        size = word.size if word.size > before.size else before.size
        if gap > APART_GAP * size:
            follows = 0 <= places[index] - places[index - 1] <= 2
            if not follows or gap > PIECE_GAP * size:
                ends.append(index)
        before = word
    return [
        _Piece(
            part := row[start:end],
            around(part),
            min(places[start:end]),
            max([word.size for word in part]),
        )
        for start, end in zip([0, *ends], [*ends, len(row)], strict=True)
    ]


def _cut(pieces: list[_Piece], depth: int) -> list[list[_Piece]]:
    """The pieces as columns and stretches of full width, in reading order."""
    if len(pieces) < 4 or depth == 0:
        return [pieces] if pieces else []
    found = _gutter(pieces)
    if found is None:
        return [pieces]
    parts = _around(pieces, *found)
    return [leaf for part in parts if part for leaf in _cut(part, depth - 1)]


def _around(pieces: list[_Piece], x: float, top: float, bottom: float) -> tuple[list[_Piece], ...]:
    """What is above, left, right and below of the strip at x from top to bottom."""
    above = [p for p in pieces if p.middle < top]
    below = [p for p in pieces if p.middle > bottom]
    beside = [p for p in pieces if top <= p.middle <= bottom]
    left = [p for p in beside if p.centre < x]
    right = [p for p in beside if p.centre >= x]
    return above, left, right, below


def _gutter(pieces: list[_Piece]) -> tuple[float, float, float] | None:
    """The best white strip that separates two columns: (x, top, bottom), or None."""
    best: tuple[float, float, float] | None = None
    tallest = 0.0
    centres = sorted([p.centre for p in pieces])
    ordered = sorted(pieces, key=attrgetter("middle"))
    for low, high in _strips(pieces):
        x = (low + high) / 2
        if not centres[1] < x <= centres[-2]:  # fewer than two on one side
            continue
        for run in _runs(ordered, low, high):
            left = [p for p in run if p.centre < x]
            right = [p for p in run if p.centre >= x]
            if len(left) < 2 or len(right) < 2 or not _columns(left, right):
                continue
            top = max(min(p.box.top for p in side) for side in (left, right))
            top = min(top, min(p.box.top for p in run))
            bottom = max(p.box.bottom for p in run)
            if bottom - top > tallest:
                tallest, best = bottom - top, (x, top - 0.1, bottom + 0.1)
    return best


def _strips(pieces: list[_Piece]) -> list[tuple[float, float]]:
    """Candidate white strips (x0, x1): right before where several pieces begin."""
    starts = Counter([round(p.box.x0) for p in pieces])
    return [
        (start - 1.0 - NARROWEST_GUTTER, start - 1.0)
        for start in starts
        if starts[start] + starts[start - 1] + starts[start + 1] >= 2
    ]


def _runs(pieces: list[_Piece], low: float, high: float) -> list[list[_Piece]]:
    """The pieces, from top to bottom, between those that cross the strip."""
    runs: list[list[_Piece]] = [[]]
    for piece in pieces:
        if piece.box.x0 < high - 0.5 and piece.box.x1 > low + 0.5:
            runs.append([])
        else:
            runs[-1].append(piece)
    return [run for run in runs if len(run) >= 4]


def _columns(left: list[_Piece], right: list[_Piece]) -> bool:
    """Whether the two sides are read one after the other rather than row by row."""
    if all(_is_marker(p) for p in left):
        return False
    if (_contacts(left) and _contacts(right)) or (_bullets(left) and _bullets(right)):
        return True
    if _is_prose(left) and _is_prose(right):
        return True
    if _switches(left, right) > 1 + SWITCHES * min(len(left), len(right)):
        return False
    return _holds_prose(left) or _holds_prose(right) or (_is_worded(left) and _is_worded(right))


def _switches(left: list[_Piece], right: list[_Piece]) -> int:
    """How often the content stream switches from one side to the other."""
    sides = [(p.first, side) for side, held in enumerate((left, right)) for p in held if p.words]
    order = sorted(sides)
    return sum(1 for (_, a), (_, b) in pairwise(order) if a != b)


def _holds_prose(side: list[_Piece]) -> bool:
    """Whether a side has some lines of prose, whatever else (a chart) it holds."""
    starts = Counter(
        round(p.box.x0 / 2)
        for p in side
        if len(p.words) > PROSE_WORDS
        and sum(w.text[0].isalpha() for w in p.words) > len(p.words) / 2
    )
    return any(starts[at] + starts[at + 1] >= PROSE_LINES for at in starts)


def _is_worded(side: list[_Piece]) -> bool:
    """Whether a side holds lines of words, not the numbers of a table."""
    lines = [p for p in side if p.table is None and not _is_marker(p)]
    words = [w.text for p in lines for w in p.words]
    lettered = sum(1 for w in words if w[0].isalpha())
    enough = len(lines) >= PROSE_LINES and len(words) >= 2 * len(lines)
    return enough and lettered > 0.7 * len(words)


def _is_prose(side: list[_Piece]) -> bool:
    lines = [p for p in side if p.table is None and not _is_marker(p)]
    if len(lines) < PROSE_LINES:
        return False
    extent = max(p.box.x1 for p in lines) - min(p.box.x0 for p in lines)
    return (
        fmean(len(p.words) for p in lines) >= PROSE_WORDS
        and median(p.box.width for p in lines) >= PROSE_FILL * extent
    )


def _is_marker(piece: _Piece) -> bool:
    return len(piece.words) == 1 and len(piece.words[0].text) <= 5


def _bullets(side: list[_Piece]) -> bool:
    """Whether a side is a list: two lists side by side are read one after the other."""
    return sum(1 for p in side if p.words and p.words[0].text == BULLET) >= PROSE_LINES


def _contacts(side: list[_Piece]) -> bool:
    return sum(1 for p in side if _CONTACT.match(" ".join(w.text for w in p.words))) >= 2
