"""The grid of a table whose lines are not all drawn: columns from white space, rows from lines.

Rules that are drawn are used: a horizontal one ends a row, a vertical one ends a column.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from extractor.blocks.tables.broken_lines import is_torn_year, year_goes_on
from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.cell_kinds import (
    counts_up,
    is_data,
    is_figure,
    is_period,
    is_unit,
    round_of,
    rounds_of,
)
from extractor.blocks.tables.columns import CHUNK_GAP, NARROW_GAP, Columns, GridLine, columns_of
from extractor.blocks.tables.grids import Segment
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, segments_of
from extractor.blocks.tables.seams import seams
from extractor.blocks.tables.text_rows import body_rows
from extractor.blocks.tables.unruled_headers import (
    WRAPPED,
    Cover,
    HeaderStack,
    meet,
    names_again,
    reach,
    stacked_headers,
)
from extractor.pages.model import Box, around, enclosing

# How far off the middle of a table the head of a section may be: points, and share of the width.
OFF_MIDDLE, OFF_MIDDLE_SHARE = 6.0, 0.02
FLUSH = 1.0  # points by which texts may end before or behind the end of their column
CENTRED = 3.0  # the same for texts in the middle of it
LEAST_SIDE = 0.15  # of the table's width, free on both sides of such a head


def grid_of(
    lines: Sequence[SegmentedLine], rules: Sequence[Segment], cuts: Sequence[Segment]
) -> TableCandidate | None:
    """A grid over `lines`, or None where there are no two columns.

    `rules` are horizontal rules (y, x0, x1), `cuts` vertical ones (x, top, bottom).
    """
    close = seams(lines)
    chunked = [
        segments_of(
            line,
            CHUNK_GAP,
            [x for x, top, bottom in cuts if top <= line.box.middle <= bottom] + close,
        )
        for line in lines
    ]
    columns = columns_of(chunked)
    if len(columns) < 2:
        return None
    grid = [_placed(line, segments, columns) for line, segments in zip(lines, chunked, strict=True)]
    box = enclosing(line.box for line in lines)
    _mark_sections(grid, box)
    wide = [y for y, x0, x1 in rules if x1 - x0 > 0.6 * box.width]
    split = header_end(grid, wide)
    cells, header_rows = _header_cells(grid[:split], rules, columns)
    row = header_rows
    for members in body_rows(grid[split:], wide):
        if members[0].section:
            words = [word for segment in members[0].segments for word in segment.words]
            cells.append(CandidateCell(row, 0, words, 1, len(columns)))
        else:
            cells += _row_cells(members, row)
        row += 1
    return TableCandidate(
        row, len(columns), cells, box, "rows" if rules else "none", header_rows, len(wide)
    )


def _placed(line: SegmentedLine, segments: list[TextSegment], columns: Columns) -> GridLine:
    """The segments in their columns; those that hold the figures of two columns are cut."""
    gap = line.parting(NARROW_GAP)
    out: list[TextSegment] = []
    for segment in segments:
        first, last = columns.cover(segment)
        pieces = [segment]
        if last > first and len(segment.words) > 1:
            cuts = columns.cuts[first:last]
            apart = segments_of(SegmentedLine(segment.words, segment.box), 99.0, cuts)
            figures = sum(1 for c in apart if is_data(c.string) or is_period(c.string))
            # One word beside one figure ("Under 10") may be the name of several columns.
            most = figures >= max(len(apart) - 1, 2)
            free = all(_free(segment, x, gap) for x in cuts)
            own = first > 0 and _each_over_its_own(apart, columns.extents[first : last + 1])
            if most or free or own:
                pieces = apart
        out += pieces
    joined: list[TextSegment] = []
    covers: list[tuple[int, int]] = []
    for segment in out:
        cover = columns.cover(segment)
        if covers and covers[-1] == cover and cover[0] == cover[1]:
            both = (*joined[-1].words, *segment.words)
            joined[-1] = TextSegment(both, around(both))
        else:
            joined.append(segment)
            covers.append(cover)
    return GridLine(line.box, joined, covers)


def _each_over_its_own(
    parts: Sequence[TextSegment], extents: Sequence[tuple[float, float]]
) -> bool:
    """Whether the parts of a text are each a column's own: all are set to its right end, or all in
    its middle, as no words of one head over several columns are."""
    if len(parts) != len(extents):
        return False
    both = list(zip(parts, extents, strict=True))
    ends = max(abs(part.box.x1 - x1) for part, (_, x1) in both)
    middles = max(abs(part.box.centre - (x0 + x1) / 2) for part, (x0, x1) in both)
    return ends <= FLUSH or middles <= CENTRED


def _free(segment: TextSegment, cut: float, gap: float) -> bool:
    """Whether the gap where a column ends is wider than the space between two words."""
    for a, b in itertools.pairwise(segment.words):
        if a.box.centre < cut <= b.box.centre:
            return b.box.x0 - a.box.x1 > gap * max(a.size, b.size, 4.0)
    return False


def _mark_sections(grid: Sequence[GridLine], box: Box) -> None:
    """Mark the lines that are alone in the middle of the table, over columns of figures.

    A text alone in a column of texts continues the one above it; words in the middle of figures
    head the rows below them.
    """
    figures: dict[int, int] = {}
    for line in grid:
        for segment, (first, last) in zip(line.segments, line.covers, strict=True):
            if first == last and len(line.segments) > 1:
                figures[first] = figures.get(first, 0) + (1 if is_data(segment.string) else -1)
    alone = [line for line in grid if len(line.segments) == 1]
    for line in alone:
        text = line.segments[0]
        left, right = text.box.x0 - box.x0, box.x1 - text.box.x1
        if is_data(text.string) or is_unit(text.string):
            continue
        again = sum(1 for other in alone if abs(other.box.centre - text.box.centre) <= 1) > 1
        share = (3 if again else 1) * OFF_MIDDLE_SHARE
        first, last = line.covers[0]
        middle = abs(left - right) <= 2 * max(OFF_MIDDLE, share * box.width)
        beside = min(left, right) > LEAST_SIDE * box.width
        over = all(figures.get(k, 0) > 0 for k in range(max(first, 1), last + 1))
        line.section = middle and beside and over and (last > 0 or again)


def header_end(grid: Sequence[GridLine], wide: Sequence[float]) -> int:
    """How many of the lines are column headers.

    They end at the last rule above the first line with figures, otherwise right above that line; a
    table of words has a header where a rule separates its first lines from the rest.
    """
    named = False  # once columns are named, 1, 2, 3 below are figures
    first = None
    for i, line in enumerate(grid):
        if i and _ends_years(grid[i - 1], line):
            continue
        if i + 1 < len(grid) and _ends_years(line, grid[i + 1]):
            continue
        if 0 < line.data >= line.others and (named or not counts_up(line.beside)):
            # "Low" and "High" may begin the names of columns, where no figure follows.
            follows = i + 1 >= len(grid) or grid[i + 1].data > 0
            if follows or any(is_figure(text) for text in line.beside):
                first = i
                break
        named = named or len(line.beside) > 1
    if first == 0:
        return 0
    if first is not None and any(line.section for line in grid[first:]):
        first = next((i for i, line in enumerate(grid[:first]) if i and line.section), first)
    top = grid[0].box.middle
    end = grid[first].box.middle if first is not None else grid[-1].box.middle
    inner = [y for y in wide if top < y < end]
    if inner:
        rule = max(inner) if first is not None else min(inner)
        count = sum(1 for line in grid if line.box.middle < rule)
        # The rule is under the headers of groups where years or units follow it.
        while first is not None and count < first and _names_columns(grid[count]):
            count += 1
        # A label alone below a rule that ends the column names heads a group of rows.
        while count > 1 and grid[count - 1].filled == {0} and _parted(grid, count - 1, inner):
            count -= 1
        return count
    if first is None:
        return 1
    while first > 1 and grid[first - 1].filled == {0}:
        first -= 1
    return first


def _names_columns(line: GridLine) -> bool:
    """Whether a line gives several columns their year or unit, or names the same ones over and
    over."""
    beside = line.beside
    if len(beside) < 2 or line.data:
        return False
    if names_again(line) or round_of(beside) is not None:
        return True
    return all(is_period(text) or is_unit(text) for text in beside)


def _ends_years(above: GridLine, line: GridLine) -> bool:
    """Whether the figures of a line are the ends of years that the line above it begins."""
    over = {cover: c.string for c, cover in zip(above.segments, above.covers, strict=True)}
    beside = [
        (over.get(cover, ""), c.string)
        for c, cover in zip(line.segments, line.covers, strict=True)
        if cover[0] > 0
    ]
    if 0 in line.filled and any(is_torn_year(a, b) for a, b in beside):
        return False  # a row with its own label below another one
    return bool(beside) and all(year_goes_on(a, b) for a, b in beside)


def _parted(grid: Sequence[GridLine], at: int, rules: Sequence[float]) -> bool:
    """Whether there is a rule between a line and the one above it, which names columns."""
    above, below = grid[at - 1], grid[at]
    between = any(above.box.middle < y < below.box.middle for y in rules)
    return between and len(above.filled) > 1


def _header_cells(
    grid: Sequence[GridLine], rules: Sequence[Segment], columns: Columns
) -> tuple[list[CandidateCell], int]:
    """Header segments joined into cells, and the number of header rows."""
    grid, dealt = _grouped(grid)
    stacks = stacked_headers(grid, rules)
    reaches = [
        stack.cover if id(stack.segments[0]) in dealt else reach(i, stacks, columns, rules)
        for i, stack in enumerate(stacks)
    ]
    reaches = [_as_above(i, stacks, reaches) for i in range(len(stacks))]
    reaches = [_over_whole_groups(i, reaches) for i in range(len(stacks))]
    levels: list[int] = []
    for i, cover in enumerate(reaches):
        over = [levels[j] for j in range(i) if meet(reaches[j], cover)]
        levels.append(max(over, default=-1) + 1)
    depth = max(levels, default=-1) + 1
    cells = []
    for i, (level, cover, stack) in enumerate(zip(levels, reaches, stacks, strict=True)):
        # The name of a column beside heads of groups is as high as all of them.
        lowest = not any(meet(other, cover) for other in reaches[i + 1 :])
        words = [w for segment in stack.segments for w in segment.words]
        down, right = depth - level if lowest else 1, cover[1] - cover[0] + 1
        cells.append(CandidateCell(level, cover[0], words, down, right))
    return cells, depth


def _over_whole_groups(index: int, reaches: Sequence[Cover]) -> Cover:
    """The columns of a header without those of a group below it of which it has less than half."""
    first, last = reaches[index]
    for a, b in reaches[index + 1 :]:
        if not (a < first <= b < last or first < a <= last < b):
            continue
        shared = min(b, last) - max(a, first) + 1
        if 2 * shared < b - a + 1:
            first, last = (b + 1, last) if a < first else (first, a - 1)
    return first, last


def _as_above(index: int, stacks: Sequence[HeaderStack], reaches: Sequence[Cover]) -> Cover:
    """The columns of a header: those of the group header above it in whose middle it stands alone,
    as the unit of several columns does.
    """
    stack, cover = stacks[index], reaches[index]
    for j in range(index - 1, -1, -1):
        wide = reaches[j]
        if wide[1] == wide[0] or not meet(wide, cover) or 0 in wide:
            continue
        beside = [k for k in range(j + 1, len(stacks)) if k != index and meet(wide, reaches[k])]
        level = [k for k in beside if stacks[k].segments[0].box.bottom > stack.segments[0].box.top]
        level = [k for k in level if stacks[k].segments[0].box.top < stack.bottom]
        inside = wide[0] <= cover[0] and cover[1] <= wide[1]
        middle = abs(stacks[j].centre - stack.centre) <= WRAPPED
        return wide if inside and middle and not level and beside else cover
    return cover


def _grouped(grid: Sequence[GridLine]) -> tuple[list[GridLine], set[int]]:
    """Header lines, each group header over the columns that are its own; and which chunks those
    are, by their ids.

    Where a line says the same again ("Boys Girls Boys Girls", "Q1 Q2 Q3 Q4 Q1") and the one
    above has as many chunks as that goes around, each of them heads one round.
    """
    out, dealt = list(grid), set[int]()
    for at, (upper, lower) in enumerate(itertools.pairwise(grid)):
        leaves = [k for k, last in lower.covers if k > 0 and k == last]
        starts = rounds_of(lower.beside)
        heads = sum(1 for k, _ in upper.covers if k > 0)
        if len(starts) < 2 or len(leaves) != len(lower.beside) or heads != len(starts):
            continue
        if heads > 1 and len(set(upper.beside)) == 1:  # "Number of" again and again: a name begins
            continue
        ends = [*starts[1:], len(leaves)]
        covers = []
        place = 0
        for segment, cover in zip(upper.segments, upper.covers, strict=True):
            if cover[0] > 0:
                cover = leaves[starts[place]], leaves[ends[place] - 1]
                place += 1
                dealt.add(id(segment))
            covers.append(cover)
        out[at] = GridLine(upper.box, upper.segments, covers)
    return out, dealt


def _row_cells(members: Sequence[GridLine], row: int) -> list[CandidateCell]:
    """One cell for each column in which a segment of the row's lines begins."""
    cells: dict[int, CandidateCell] = {}
    for line in members:
        for segment, (first, last) in zip(line.segments, line.covers, strict=True):
            cell = cells.setdefault(first, CandidateCell(row, first))
            cell.words += segment.words
            if len(members) == 1 and not is_figure(segment.string):
                cell.column_span = max(cell.column_span, last - first + 1)
    return list(cells.values())
