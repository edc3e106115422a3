"""The grid of a table whose lines are not all drawn: columns from white space, rows from lines.

Rules that are drawn help: a horizontal one ends a row, a vertical one ends a column.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from extractor.blocks.tables.broken_lines import is_torn_year, year_goes_on
from extractor.blocks.tables.candidate import CandidateCell, TableCandidate
from extractor.blocks.tables.columns import CHUNK_GAP, NARROW_GAP, Columns, GridLine, columns_of
from extractor.blocks.tables.grids import Segment
from extractor.blocks.tables.header_stacking import meet, reach, stacked_headers
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, segments_of
from extractor.blocks.tables.numbers import (
    counts_up,
    is_data,
    is_figure,
    is_period,
    is_unit,
    round_of,
    rounds_of,
)
from extractor.blocks.tables.seams import seams
from extractor.pages.model import around, enclosing

_GOES_ON = re.compile(r"(?:[,\-–/&(]|\b(?:of|the|and|or|in|for|to|with|by|from|on|at|a|an))$", re.I)

_BRACKETED = re.compile(r"\(\s?[-+–]?\d[\d.,]*\s?%\s?\)")


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
    wide = [y for y, x0, x1 in rules if x1 - x0 > 0.6 * box.width]
    split = header_end(grid, wide)
    cells, header_rows = _header_cells(grid[:split], rules, columns)
    row = header_rows
    for members in body_rows(grid[split:], wide):
        cells += _row_cells(members, row)
        row += 1
    return TableCandidate(
        row, len(columns), cells, box, "rows" if rules else "none", header_rows, len(wide)
    )


def _placed(line: SegmentedLine, segments: list[TextSegment], columns: Columns) -> GridLine:
    """The chunks in their columns; those that hold two columns' figures are cut apart."""
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
            if most or all(_free(segment, x) for x in cuts):
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


def _free(segment: TextSegment, cut: float) -> bool:
    """Whether more than the space between two words lies where a column ends."""
    for a, b in itertools.pairwise(segment.words):
        if a.box.centre < cut <= b.box.centre:
            return b.box.x0 - a.box.x1 > NARROW_GAP * max(a.size, b.size, 4.0)
    return False


def header_end(grid: Sequence[GridLine], wide: Sequence[float]) -> int:
    """How many of the lines are column headers.

    They end at the last rule above the first line with figures, else right above that
    line; a table of words has a header where a rule parts its first lines from the rest.
    """
    named = False  # once columns are named, 1, 2, 3 below are figures
    first = None
    for i, line in enumerate(grid):
        if i and _ends_years(grid[i - 1], line):
            continue
        if i + 1 < len(grid) and _ends_years(line, grid[i + 1]):
            continue
        if 0 < line.data >= line.others and (named or not counts_up(line.beside)):
            first = i
            break
        named = named or len(line.beside) > 1
    if first == 0:
        return 0
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
    return round_of(beside) is not None or all(is_period(t) or is_unit(t) for t in beside)


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
    """Whether a rule is between a line and the one above it, which names columns."""
    above, below = grid[at - 1], grid[at]
    between = any(above.box.middle < y < below.box.middle for y in rules)
    return between and len(above.filled) > 1


def _header_cells(
    grid: Sequence[GridLine], rules: Sequence[Segment], columns: Columns
) -> tuple[list[CandidateCell], int]:
    """Header chunks stacked to cells, and the number of header rows."""
    grid, dealt = _grouped(grid)
    stacks = stacked_headers(grid, rules)
    reaches = [
        stack.cover if id(stack.segments[0]) in dealt else reach(i, stacks, columns, rules)
        for i, stack in enumerate(stacks)
    ]
    levels: list[int] = []
    for i, cover in enumerate(reaches):
        over = [levels[j] for j in range(i) if meet(reaches[j], cover)]
        levels.append(max(over, default=-1) + 1)
    depth = max(levels, default=-1) + 1
    for i, cover in enumerate(reaches):
        if not any(meet(other, cover) for other in reaches[i + 1 :]):
            levels[i] = depth - 1
    cells = [
        CandidateCell(
            level,
            cover[0],
            [w for segment in stack.segments for w in segment.words],
            1,
            cover[1] - cover[0] + 1,
        )
        for level, cover, stack in zip(levels, reaches, stacks, strict=True)
    ]
    return cells, depth


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


def body_rows(grid: Sequence[GridLine], wide: Sequence[float]) -> list[list[GridLine]]:
    """Lines joined to rows: wrapped labels and texts go with the line they belong to."""
    if not grid:
        return []
    bands: list[list[GridLine]] = [[]]
    ys = sorted(wide)
    for line in grid:
        if bands[-1] and any(bands[-1][-1].box.middle < y < line.box.middle for y in ys):
            bands.append([])
        bands[-1].append(line)
    single = sum(1 for band in bands if sum(1 for line in band if line.data) <= 1)
    if len(bands) >= 3 and single >= 0.8 * len(bands):
        return [
            row
            for band in bands
            for row in ([band] if sum(1 for x in band if x.data) <= 1 else _joined(band))
        ]
    return [row for band in bands for row in _joined(band)]


def _joined(lines: Sequence[GridLine]) -> list[list[GridLine]]:
    """The rows among lines that no rule parts."""
    rows: list[list[GridLine]] = []
    pending: list[GridLine] = []  # lines that go with the next row
    for i, line in enumerate(lines):
        following = lines[i + 1] if i + 1 < len(lines) else None
        if rows and not pending and _gives_shares(rows[-1], line, following):
            rows[-1].append(line)
        elif line.data or (0 in line.filled and len(line.filled) > 1):
            rows.append([*pending, line])
            pending = []
        elif rows and not pending and _continues(rows[-1], line, following):
            rows[-1].append(line)
        elif following is not None and _leads(line, following):
            pending.append(line)
        else:
            rows.append([*pending, line])
            pending = []
    if pending:
        rows.append(pending)
    return rows


def _gives_shares(row: Sequence[GridLine], line: GridLine, following: GridLine | None) -> bool:
    """Whether a line without a label gives in brackets the shares of figures right above it."""
    if 0 in line.filled or len(row) > 1 or not row[0].data:
        return False
    if not all(_BRACKETED.fullmatch(text) for text in line.beside):
        return False
    gap = line.box.middle - row[-1].box.middle
    return following is None or gap < 0.9 * (following.box.middle - line.box.middle)


def _continues(row: Sequence[GridLine], line: GridLine, following: GridLine | None) -> bool:
    """Whether a line without figures goes on with the row above it."""
    last = row[-1]
    gap = line.box.middle - last.box.middle
    if following is not None and gap > 1.3 * (following.box.middle - line.box.middle):
        return False
    if 0 not in line.filled:
        return True
    if len(line.filled) > 1:
        return False
    if line.label[:1].islower() or line.label[:1] in "(&/":
        return True
    return bool(last.label and _GOES_ON.search(last.label))


def _leads(line: GridLine, following: GridLine) -> bool:
    """Whether a line that has a label only goes with the row below it."""
    if line.filled != {0} or not following.filled:
        return False
    if not following.label:
        return bool(following.data)
    return following.label[:1].islower() or bool(_GOES_ON.search(line.label))


def _row_cells(members: Sequence[GridLine], row: int) -> list[CandidateCell]:
    """One cell for each column in which the lines of a row begin a chunk."""
    cells: dict[int, CandidateCell] = {}
    for line in members:
        for segment, (first, last) in zip(line.segments, line.covers, strict=True):
            cell = cells.setdefault(first, CandidateCell(row, first))
            cell.words += segment.words
            if len(members) == 1 and not is_figure(segment.string):
                cell.column_span = max(cell.column_span, last - first + 1)
    return list(cells.values())
