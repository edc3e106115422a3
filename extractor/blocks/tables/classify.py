"""Tell tables from charts, forms and running text, and leave rows of running text (notes, sources)
at their beginning or end out of them."""

from __future__ import annotations

import itertools
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from math import inf

from extractor.blocks.tables.candidate import TableCandidate
from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.lines import SegmentedLine, lines_of
from extractor.bullets import BULLETS
from extractor.pages.model import Box, Word, around, enclosing
from extractor.regex import regex

# What comes before a list item or a numbered paragraph.
_MARKER = regex(rf"^(?:[{BULLETS}\-–—o]|\(?(?:\d{{1,3}}|[a-z]|[ivx]{{1,5}})[.)]|\d+(?:\.\d+)+\.?)$")
LONGEST_CELL = 40  # words; a row of one cell that is longer is running text in a box
SENTENCE = 8  # words of a line of running text
SENTENCES = 2
MOST_TICKS = 11  # of a scale that goes by ones
MOST_BARS = 5  # empty boxes of unlike length on one foot
_TICK = regex(r"^-?\d[\d,]*(?:\.\d+)?%?$|^-?\.\d+$")


def sparse(lines: Sequence[SegmentedLine], bound: Box, least: float = 0.35) -> bool:
    """Whether lines fill less of the height than those of a table: charts have such frames."""
    text = sum(max(w.size for w in line.words) for line in lines)
    return text < least * bound.height


def is_table(draft: TableCandidate) -> bool:
    """Whether as many cells are filled as in a table."""
    filled = len(draft.cells)
    if draft.rows < 2 or draft.columns < 2 or filled < 4:
        return False
    if draft.ruled == "lattice":
        filled = sum(c.row_span * c.column_span for c in draft.cells)
    least = 0.3 if draft.ruled == "lattice" else 0.35
    if filled < least * draft.rows * draft.columns or not _has_wide_rows(draft):
        return False
    if cuts_sentences_apart(draft):
        return False
    return not (has_ticks(draft) or is_list(draft) or cuts_words_apart(draft))


def _has_wide_rows(draft: TableCandidate) -> bool:
    """Whether a fair share of the rows has several cells."""
    count = [0] * draft.rows
    for cell in draft.cells:
        count[cell.row] += 1
        for row in range(cell.row + 1, min(cell.row + cell.row_span, draft.rows)):
            count[row] += 1
    wide = sum(1 for n in count if n > 1)
    return wide >= (1 if draft.rows <= 3 else 2) and wide >= 0.35 * draft.rows


def without_prose(draft: TableCandidate) -> TableCandidate:
    """The draft without the rows at its end or beginning that are one cell of running text."""
    first, last = 0, draft.rows - 1
    while last > first and _is_prose_row(draft, last):
        last -= 1
    while first < last and _is_prose_row(draft, first):
        first += 1
    if first == 0 and last == draft.rows - 1:
        return draft
    cells = [c for c in draft.cells if first <= c.row <= last]
    box = enclosing(c.box or around(c.words) for c in cells)
    return replace(draft, cells=cells, box=box).compact()


def _is_prose_row(draft: TableCandidate, row: int) -> bool:
    cells = [c for c in draft.cells if c.row <= row < c.row + c.row_span]
    return len(cells) == 1 and cells[0].row_span == 1 and len(cells[0].words) > LONGEST_CELL


def is_list(draft: TableCandidate) -> bool:
    """Whether two columns are really a list: markers and texts of items, or titles and pages."""
    if draft.ruled == "lattice":
        return False
    for column in range(draft.columns - 1):
        texts = [c.string for c in draft.cells if c.column == column]
        items = [len(c.words) for c in draft.cells if c.column == column + 1]
        markers = sum(1 for t in texts if _MARKER.match(t))
        if items and markers >= 0.6 * len(texts) and sum(items) > 3 * len(items):
            return True
    if draft.columns != 2:
        return False
    last = [c.string for c in draft.cells if c.column == 1]
    pages = [int(t) for t in last if t.isdigit() and len(t) <= 3]
    if len(pages) < max(3, 0.8 * len(last)):
        return False
    return all(a <= b for a, b in itertools.pairwise(pages))


def cuts_words_apart(draft: TableCandidate) -> bool:
    """Whether the columns cut through lines of text: shading behind words does not make cells.

    Between the texts of two cells there is more than the space between two words.
    """
    if draft.ruled != "lattice":
        return False
    near = apart = 0
    cells = {id(w): c.column for c in draft.cells for w in c.words}
    for line in lines_of(w for c in draft.cells for w in c.words):
        for a, b in itertools.pairwise(line.words):
            if cells[id(a)] != cells[id(b)]:
                if b.box.x0 - a.box.x1 < 0.45 * max(a.size, b.size, 4.0):
                    near += 1
                else:
                    apart += 1
    return near > apart


def cuts_sentences_apart(draft: TableCandidate) -> bool:
    """Whether several lines of running text lie over the cells of a table that has no columns
    drawn: it is a form or a page in a frame, with a table in it perhaps."""
    if draft.ruled != "rows":
        return False
    cells = {id(w): c.column for c in draft.cells for w in c.words}
    cut = 0
    for line in lines_of(w for c in draft.cells for w in c.words):
        if sum(1 for w in line.words if w.text[:1].isalpha()) < SENTENCE:
            continue
        pairs = list(itertools.pairwise(line.words))
        if any(b.box.x0 - a.box.x1 > 0.8 * max(a.size, b.size, 4.0) for a, b in pairs):
            continue
        cut += sum(1 for a, b in pairs if cells[id(a)] != cells[id(b)]) > 1
    return cut >= SENTENCES


def has_ticks(draft: TableCandidate) -> bool:
    """Whether a column holds the scale of a chart: four figures falling by equal round steps."""
    if draft.ruled == "lattice":
        return False
    for column in range(draft.columns):
        cells = [c for c in draft.cells if c.column == column]
        if _falls_evenly([c.string for c in cells]):
            return True
        if _falls_evenly([w.text for c in cells for w in c.words]):
            return True
    return False


def has_axis(boxes: Sequence[Box], lines: Sequence[SegmentedLine]) -> bool:
    """Whether labels are centred on the lines of a lattice, as at the grid of a chart; the texts of
    a table are between its lines."""
    bound = enclosing(boxes)
    xs = {b.x0 for b in boxes} | {b.x1 for b in boxes}
    ys = {b.top for b in boxes} | {b.bottom for b in boxes}
    reach = 25.0
    below = [
        w.box.centre
        for line in lines
        if 0 < line.box.middle - bound.bottom < reach
        for w in line.words
        if bound.x0 - 15 < w.box.centre < bound.x1 + 15
    ]
    beside = [
        line.box.middle
        for line in lines
        if bound.top - 8 < line.box.middle < bound.bottom + 8
        and any(0 < bound.x0 - w.box.x1 < reach for w in line.words)
    ]
    for found, places in ((below, xs), (beside, ys)):
        on = sum(1 for at in found if any(abs(at - place) <= 2.5 for place in places))
        if on >= 4 and on >= 0.7 * len(found):
            return True
    return False


def has_bars(bound: Box, boxes: Sequence[Box], words: Sequence[Word]) -> bool:
    """Whether filled boxes of different lengths stand on one line: the bars of a chart.

    `boxes` are the filled boxes of the page, `words` those within `bound`.
    """
    bars = [b for b in boxes if b.width > 3 and b.height > 3 and bound.holds(b)]
    if not _of_unlike_length(bars):  # most tables: then their words need not be looked at
        return False
    places = sorted([(w.box.middle, w.box.centre) for w in words])
    return _of_unlike_length([b for b in bars if not _holds_any(b, places)])


def _holds_any(box: Box, places: Sequence[tuple[float, float]]) -> bool:
    """Whether one of the places (y, x), which are sorted, is in the box."""
    first, last = bisect_left(places, (box.top, -inf)), bisect_right(places, (box.bottom, inf))
    return any(box.x0 <= x <= box.x1 for _, x in places[first:last])


def _of_unlike_length(bars: Sequence[Box]) -> bool:
    """Whether several of the boxes stand on one line and differ in length."""
    for across in (True, False):
        feet: dict[int, set[int]] = {}
        for b in bars:
            foot, length = (b.x0, b.width) if across else (b.bottom, b.height)
            feet.setdefault(round(foot / 2), set()).add(round(length))
        if any(len(lengths) >= MOST_BARS for lengths in feet.values()):
            return True
    return False


def _falls_evenly(texts: Sequence[str]) -> bool:
    values = [float(t.replace(",", "").rstrip("%")) for t in texts if _TICK.match(t)]
    if len(values) < 0.5 * len(texts):
        return False
    steps = [round(a - b, 6) for a, b in itertools.pairwise(values)]
    for run in zip(steps, steps[1:], steps[2:], strict=False):
        # Years do, and so may small counts do by chance.
        chance = run[0] == 1 and (max(values) > 1000 or len(values) > MOST_TICKS)
        if run[0] > 0 and len(set(run)) == 1 and not chance and is_round(run[0]):
            return True
    return False


def is_round(step: float) -> bool:
    """Whether a step is 1, 2, 2.5, 4 or 5 times a power of ten."""
    first = float(f"{step:e}".split("e")[0])
    return first in (1.0, 2.0, 2.5, 4.0, 5.0)


def is_columnar(draft: TableCandidate, *, few: bool = False) -> bool:
    """Whether a table without drawn columns has figures, or short texts, in columns.

    One with `few` rows needs names above its columns.
    """
    body = [c for c in draft.cells if c.row >= (draft.header_rows or 0) and c.column > 0]
    if not body:
        return False
    data = sum(1 for c in body if is_data(c.string))
    rows = len({c.row for c in body if is_data(c.string)})
    if data >= 0.4 * len(body) and (rows >= 3 or few or draft.ruled == "rows"):
        return True
    words = sum(len(c.words) for c in draft.cells) / len(draft.cells)
    full = len(draft.cells) >= 0.6 * draft.rows * draft.columns
    return draft.rules >= max(3, 0.6 * draft.rows) and full and words < 12 and draft.rows >= 3
