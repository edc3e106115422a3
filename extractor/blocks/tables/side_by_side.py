"""Tables side by side without rules: one block of lines, cut where the next table begins.

A column of words between columns of figures holds the labels of a second table where its texts
differ from row to row and either the figures on both sides have the same headers or it has a title
of its own above.
"""

from __future__ import annotations

from collections.abc import Sequence

from extractor.blocks.tables.captions import NUMBERED
from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.blocks.tables.columns import CHUNK_GAP, Columns, columns_of
from extractor.blocks.tables.lines import SegmentedLine, TextSegment, lines_of, segments_of

_FEWEST_ROWS = 2
_DISTINCT = 0.8
_Row = dict[int, str]


def parted(lines: Sequence[SegmentedLine]) -> list[list[SegmentedLine]]:
    """The lines of each of the tables side by side; all lines where there is only one table."""
    chunked = [segments_of(line, CHUNK_GAP) for line in lines]
    columns = columns_of(chunked)
    if len(columns) < 4:
        return [list(lines)]
    rows = [_placed(segments, columns) for segments in chunked]
    for column in range(2, len(columns) - 1):
        cut = columns.cuts[column - 1]
        if _begins_table(column, rows, chunked, columns) and not _crossed(chunked, rows, cut):
            words = [word for line in lines for word in line.words]
            left = lines_of([w for w in words if w.box.centre < cut])
            right = lines_of([w for w in words if w.box.centre >= cut])
            return [left, *parted(right)]
    return [list(lines)]


def _placed(segments: Sequence[TextSegment], columns: Columns) -> _Row:
    """The texts of a line by their columns; those over several columns are left out."""
    row: _Row = {}
    for segment in segments:
        first, last = columns.cover(segment)
        if first == last:
            row[first] = segment.string
    return row


def _begins_table(
    column: int,
    rows: Sequence[_Row],
    chunked: Sequence[Sequence[TextSegment]],
    columns: Columns,
) -> bool:
    """Whether a column holds the row labels of a second table."""
    body = [row for row in rows if any(is_data(t) for k, t in row.items() if k)]
    labels = [row[column] for row in body if column in row]
    if len(labels) < _FEWEST_ROWS or any(is_data(t) or is_period(t) for t in labels):
        return False
    if len(set(labels)) < _DISTINCT * len(labels):
        return False
    sides = (range(1, column), range(column + 1, len(columns)))
    if not all(any(is_data(row.get(k, "")) for row in body for k in side) for side in sides):
        return False
    heads = rows[: next(i for i, row in enumerate(rows) if row is body[0])]
    return _headed_alike(heads, column, sides) or _titled_apart(chunked, columns, column)


def _headed_alike(heads: Sequence[_Row], column: int, sides: tuple[range, range]) -> bool:
    """Whether the figures on both sides of a column have the same headers: two or more equal
    periods or names."""
    for row in heads:
        before, behind = ([row[k] for k in side if k in row] for side in sides)
        if len(behind) > 1 and before[-len(behind) :] == behind and len(set(behind)) > 1:
            return row.get(column) != row.get(0) or column not in row
    return False


def _titled_apart(chunked: Sequence[Sequence[TextSegment]], columns: Columns, column: int) -> bool:
    """Whether a line above holds the numbers of two tables, the second over the column."""
    left = columns.extents[column][0]
    for segments in chunked:
        titles = [s for s in segments if NUMBERED.match(s.string)]
        if len(titles) > 1 and any(abs(t.box.x0 - left) <= 2 * t.words[0].size for t in titles[1:]):
            return True
    return False


def _crossed(chunked: Sequence[Sequence[TextSegment]], rows: Sequence[_Row], cut: float) -> bool:
    """Whether a line with figures runs across the cut."""
    return any(
        segment.box.x0 < cut - 1 and segment.box.x1 > cut + 1
        for segments, row in zip(chunked, rows, strict=True)
        if any(is_data(text) for text in row.values())
        for segment in segments
    )
