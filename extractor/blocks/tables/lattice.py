"""Tables whose lines are drawn: their cells, and the words in them."""

from __future__ import annotations

import itertools
from bisect import bisect, bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extractor.blocks.tables.broken_lines import year_goes_on
from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.grids import SNAP, Rules, lattices
from extractor.blocks.tables.lines import segments_of
from extractor.pages.model import Box, Word, enclosing
from extractor.regex import regex

SPLIT_GAP = 0.62
INSET = 9.0
OFF_MIDDLE = 0.05  # of a table's width: how far the head of a section may be off its middle
_ASIDE = regex(r"[(\[]\s?[£<>~+-]?\d[\d,.]*\s?[%mk]?\s?[)\]]")
SIDE = 1.5  # points that a letter may be over the side of its cell


def closed(group: Rules) -> Rules:
    """The group of lines with the missing outer sides of an open table added.

    A side is missing where two or more rules end at the same outermost place and no line joins
    their ends.
    """
    flat, tall = list(group.flat), list(group.tall)
    for side, pick in ((1, min), (2, max)):
        at = pick([rule[side] for rule in group.flat])
        ends = [rule[0] for rule in group.flat if abs(rule[side] - at) <= 2 * SNAP]
        if len(ends) >= 2 and max(ends) > min(ends):
            tall.append((at, min(ends), max(ends)))
    for side, pick in ((1, min), (2, max)):
        at = pick([rule[side] for rule in group.tall])
        ends = [rule[0] for rule in group.tall if abs(rule[side] - at) <= 2 * SNAP]
        if len(ends) >= 3:
            flat.append((at, min(ends), max(ends)))
    return Rules.joined(flat, tall)


def cell_groups(group: Rules, words: Sequence[Word]) -> list[list[Box]]:
    """The cells of each table in the group, without those that shading inside cells makes.

    Shading behind the lines of a cell's text is a few points off the cell's own sides and leaves
    narrow empty cells. Of their two sides the shorter is dropped, and with it the cells made by the
    shading's upper and lower edges.
    """
    found = lattices(group)
    slim = [box for boxes in found for box in boxes if box.width <= INSET]
    narrow = _without_words(slim, words) if slim else []
    if not narrow:
        return found
    length: dict[float, float] = {}
    for x, top, bottom in group.tall:
        length[x] = length.get(x, 0.0) + bottom - top
    gone = {b.x0 if length[b.x0] < length[b.x1] else b.x1 for b in narrow}
    return lattices(Rules(group.flat, [rule for rule in group.tall if rule[0] not in gone]))


def _without_words(boxes: Sequence[Box], words: Sequence[Word]) -> list[Box]:
    """The boxes in which no word has its centre; of a box only the words at its height are seen."""
    middles = sorted(((w.box.top + w.box.bottom) / 2, (w.box.x0 + w.box.x1) / 2) for w in words)
    heights = [y for y, _ in middles]
    return [
        box
        for box in boxes
        if not any(
            box.x0 <= x <= box.x1
            for _, x in middles[bisect_left(heights, box.top) : bisect_right(heights, box.bottom)]
        )
    ]


def draft_of(boxes: Sequence[Box], words: Sequence[Word]) -> TableCandidate:
    """The words in the cells; a wide cell that holds several columns' text is cut apart."""
    xs = sorted({b.x0 for b in boxes} | {b.x1 for b in boxes})
    ys = sorted({b.top for b in boxes} | {b.bottom for b in boxes})
    column_at = {x: column for column, x in enumerate(xs)}
    row_at = {y: row for row, y in enumerate(ys)}
    at: dict[tuple[int, int], CandidateCell] = {}
    drawn = []
    for b in boxes:
        row, column = row_at[b.top], column_at[b.x0]
        down, right = row_at[b.bottom] - row, column_at[b.x1] - column
        cell = CandidateCell(row, column, [], down, right, b)
        drawn.append(cell)
        for place in itertools.product(range(row, row + down), range(column, column + right)):
            at[place] = cell
    for word in words:
        row = bisect(ys, word.box.middle) - 1
        for part in _cut(word, xs, row, at):
            place = row, bisect(xs, part.box.centre) - 1
            if place in at:
                at[place].words.append(part)
    cells: list[CandidateCell] = []
    for cell in drawn:
        cells += _apart(cell, xs) if cell.column_span > 1 and cell.words else [cell]
    return TableCandidate(len(ys) - 1, len(xs) - 1, cells, enclosing(boxes))


def _cut(
    word: Word, xs: Sequence[float], row: int, at: dict[tuple[int, int], CandidateCell]
) -> list[Word]:
    """The word, or its parts where a drawn line runs between two of its letters.

    Texts of neighbouring cells that are close together are read as one word: "412|2 more".
    """
    box, edges = word.box, word.edges
    first, last = bisect(xs, box.x0 + SIDE), bisect(xs, box.x1 - SIDE)
    if first == last or edges is None:
        return [word]
    for k in range(first, last):
        left, right = at.get((row, k - 1)), at.get((row, k))
        if left is None or right is None or left is right:
            continue
        inner = range(1, len(word.text))
        cut = min(inner, key=lambda i: abs(edges[i] - xs[k]), default=0)
        if cut and abs(edges[cut] - xs[k]) < SIDE:
            x = xs[k]
            before = _part(word, 0, cut, Box(box.x0, box.top, x, box.bottom))
            after = _part(word, cut, len(word.text), Box(x, box.top, box.x1, box.bottom))
            return [before, *_cut(after, xs, row, at)]
    return [word]


def _part(word: Word, start: int, end: int, box: Box) -> Word:
    """The characters [start, end) of a word as a word in this box."""
    edges = word.edges[start : end + 1] if word.edges and end - start > 1 else None
    return replace(word, text=word.text[start:end], box=box, edges=edges)


def with_rows_apart(draft: TableCandidate) -> TableCandidate:
    """The draft, with drawn rows split that hold several rows of figures.

    A row is split where a column has only figures, one per line, and every other column with
    several lines has equally many, at the same heights. A label beside them, which has one line or
    is set in the middle, goes with all of them; so does one of as many lines where the other labels
    of its column have fewer.
    """
    by_row: dict[int, list[CandidateCell]] = {}
    for cell in draft.cells:
        by_row.setdefault(cell.row, []).append(cell)
    heights = {row: _heights([c for c in here if c.row_span == 1]) for row, here in by_row.items()}
    whole = _whole_labels(by_row, heights)
    shift = 0
    cells: list[CandidateCell] = []
    for row in range(draft.rows):
        here = by_row.get(row, [])
        extra = max(len(heights.get(row, ())) - 1, 0)
        for cell in cells:
            if cell.row + cell.row_span > row + shift:
                cell.row_span += extra
        for cell in here:
            cell.row += shift
            lines = cell.lines
            if not extra:
                cells.append(cell)
            elif cell.row_span > 1 or cell.column in whole or len(lines) != extra + 1:
                over = cell.row_span > 1 or cell.column in whole
                cell.row_span += extra if over else 0
                cells.append(cell)
            else:
                cells += [
                    CandidateCell(cell.row + i, cell.column, list(line.words), 1, cell.column_span)
                    for i, line in enumerate(lines)
                ]
        shift += extra
    return TableCandidate(draft.rows + shift, draft.columns, cells, draft.box, draft.ruled)


def with_labels_whole(draft: TableCandidate) -> TableCandidate:
    """The draft with labels of two lines whole that are shaded line by line: one line begins above
    the figures in the middle of its row, and the other ends below them."""
    rows: dict[int, list[CandidateCell]] = {}
    for cell in draft.cells:
        if cell.words:
            rows.setdefault(cell.row, []).append(cell)
    joined = False
    for row in range(draft.rows - 2):
        upper, figures, lower = (rows.get(row + down, []) for down in range(3))
        if len(upper) != 1 or len(lower) != 1 or not figures:
            continue
        first, last = upper[0], lower[0]
        if first.column != last.column or any(c.column <= first.column for c in figures):
            continue
        if all(_straddles(first.box, c.box) and _straddles(c.box, last.box) for c in figures):
            first.row, first.row_span = row + 1, figures[0].row_span
            first.take_words(last)
            rows[row], rows[row + 2] = [], []
            joined = True
    return draft.compact() if joined else draft


def without_margin(draft: TableCandidate) -> TableCandidate:
    """The draft without a first column that is no wider than a margin: a cell whose shading begins
    a little further left is in the column of the others."""
    first = [c for c in draft.cells if c.column == 0 and c.words]
    others = [c.box.x0 for c in draft.cells if c.column == 1 and c.words and c.box]
    begins = [c.box.x0 for c in first if c.box and c.column_span > 1]
    if not others or len(begins) < len(first) or min(others) - min(begins, default=0) > INSET:
        return draft
    for cell in first:
        cell.column, cell.column_span = 1, cell.column_span - 1
    return draft.compact()


def _straddles(above: Box | None, below: Box | None) -> bool:
    """Whether one box begins above another one and ends within it."""
    if above is None or below is None:
        return False
    return above.top + 1 < below.top < above.bottom < below.bottom - 1


def _whole_labels(
    rows: Mapping[int, Sequence[CandidateCell]], heights: Mapping[int, Sequence[float]]
) -> set[int]:
    """The first columns, up to the last of words, whose cells each name all the rows that a drawn
    row holds: most of them have not as many lines as it has rows, with words in every line."""
    cells = [
        (c, len(heights[row]))
        for row, here in rows.items()
        if heights[row]
        for c in here
        if c.words
    ]
    found: set[int] = set()
    for column in sorted({c.column for c, _ in cells}):
        held = [(c, count) for c, count in cells if c.column == column]
        if any(is_data(line) for c, _ in held for line in _texts(c)):
            break
        if sum(1 for c, count in held if len(c.lines) != count) > 0.5 * len(held):
            found.add(column)
    return found


def _heights(cells: Sequence[CandidateCell]) -> list[float]:
    """Where the rows of figures are in one drawn row; empty where it is one row."""
    best: list[float] = []
    stacks = []
    for cell in cells:
        lines = cell.lines
        texts = _texts(cell)
        broken = any(year_goes_on(a, b) for a, b in itertools.pairwise(texts))
        figures = len(lines) > 1 and not broken and all(map(is_data, texts))
        if figures and is_aside(texts):
            return []  # "49%" and "(63)" below it
        stack = [line.box.middle for line in lines]
        if figures:
            best = stack
        stacks.append((cell.column, stack))
    several = [(column, stack) for column, stack in stacks if len(stack) > 1]
    first = min((column for column, _ in stacks), default=0)
    if len(several) < 2 or any(len(s) != len(best) for k, s in several if k > first):
        return []
    labels = [stack for column, stack in several if column == first]
    alike = all(len(stack) == len(best) for stack in labels)
    if not alike and sum(1 for k, _ in several if k > first) < 2:
        return []
    level = [stack for _, stack in several if len(stack) == len(best)]
    if any(abs(a - b) > 4 for stack in level for a, b in zip(stack, best, strict=True)):
        return []
    return best


def is_aside(texts: Sequence[str]) -> bool:
    """Whether the lines of a cell are a figure and, in brackets below it, another one."""
    if len(texts) != 2 or texts[0].startswith("(") or not is_data(texts[0]):
        return False
    return bool(_ASIDE.fullmatch(texts[1]))


def _texts(cell: CandidateCell) -> list[str]:
    return [" ".join([w.text for w in line.words]) for line in cell.lines]


def _apart(cell: CandidateCell, xs: Sequence[float]) -> list[CandidateCell]:
    """The cell itself, or one for each column where all its lines leave the cuts free."""
    cuts = xs[cell.column + 1 : cell.column + cell.column_span]
    pieces = [c for line in cell.lines for c in segments_of(line, SPLIT_GAP)]
    crossed = sum(1 for x in cuts if any(c.box.x0 < x - 1 and c.box.x1 > x + 1 for c in pieces))
    broken = any(w.box.x0 < x - 1 and w.box.x1 > x + 1 for w in cell.words for x in cuts)
    if broken or cell.box is None:
        return [cell]
    # Text that spans columns leaves one cut free by chance, hardly ever all of several.
    several = len(cuts) > 1
    if not several and (len(pieces) < 2 or crossed):
        return [cell]
    bounds = [cell.box.x0, *cuts, cell.box.x1]
    out = []
    for i, (left, right) in enumerate(itertools.pairwise(bounds)):
        words = [w for w in cell.words if left <= w.box.centre < right]
        box = Box(left, cell.box.top, right, cell.box.bottom)
        out.append(CandidateCell(cell.row, cell.column + i, words, cell.row_span, 1, box))
    held = sum(1 for c in out if c.words)
    if crossed > 0.3 * len(cuts) and held < len(out):
        return [cell]
    return out if held > 1 else [cell]


def with_sections(draft: TableCandidate) -> TableCandidate:
    """The draft with rows over all columns of which a text alone stands in the middle, in a column
    of figures: it heads the rows below it, though lines run on through its row.
    """
    rows: dict[int, list[CandidateCell]] = {}
    for cell in draft.cells:
        if cell.words:
            rows.setdefault(cell.row, []).append(cell)
    for cells in rows.values():
        (cell, *others) = cells
        if others or cell.column == 0 or cell.row_span > 1 or is_data(cell.string):
            continue
        figures = [c.string for c in draft.cells if c.column == cell.column and c.words]
        box = enclosing(word.box for word in cell.words)
        middle = abs(box.centre - draft.box.centre) <= OFF_MIDDLE * draft.box.width
        if middle and sum(map(is_data, figures)) > 0.5 * len(figures):
            cell.column, cell.column_span = 0, draft.columns
    return draft
