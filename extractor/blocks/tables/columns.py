"""The columns of lines of text, found from the white space between their segments; each line with
its segments in columns, and what kind of line it is."""

from __future__ import annotations

from bisect import insort
from collections.abc import Sequence
from dataclasses import dataclass

from extractor.blocks.tables.cell_kinds import is_data
from extractor.blocks.tables.lines import TextSegment
from extractor.pages.model import Box

FEW = 0.75  # of the most texts of a line: a line of fewer may hold heads of several columns
MOST_ASIDE = 2.0  # times the size of type: how far figures may be beside the name of their column


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of a table: the extents of their text, left to right, and the cuts between."""

    extents: tuple[tuple[float, float], ...]

    def __len__(self) -> int:
        return len(self.extents)

    @property
    def cuts(self) -> list[float]:
        """The x positions half way between neighbouring columns."""
        return [(a[1] + b[0]) / 2 for a, b in zip(self.extents, self.extents[1:], strict=False)]

    def touches(self, segment: TextSegment) -> bool:
        """Whether the chunk is over or under text of a column."""
        return any(min(x1, segment.box.x1) > max(x0, segment.box.x0) for x0, x1 in self.extents)

    def cover(self, segment: TextSegment) -> tuple[int, int]:
        """First and last column that the chunk is in."""
        box = segment.box
        touched = [
            i for i, (x0, x1) in enumerate(self.extents) if min(x1, box.x1) - max(x0, box.x0) > 0.5
        ]
        if touched:
            return touched[0], touched[-1]
        nearest = min(
            range(len(self.extents)),
            key=lambda i: max(self.extents[i][0] - box.x1, box.x0 - self.extents[i][1]),
        )
        return nearest, nearest


def columns_of(rows: Sequence[Sequence[TextSegment]]) -> Columns:
    """The columns that the rows of segments agree on.

    Rows with the most segments come first. A segment that touches one column widens it, one that
    touches none makes a new column, and one that touches several spans them.
    """
    extents: list[list[float]] = []
    most = max(map(len, rows), default=0)
    for row in sorted(rows, key=lambda r: -len(r)):
        for segment in row:
            box = segment.box
            hit = [e for e in extents if min(e[1], box.x1) - max(e[0], box.x0) > 0]
            if not hit:
                insort(extents, [box.x0, box.x1])
            elif len(hit) == 1 and not (
                len(row) < FEW * most and _nears_another(box, hit[0], extents)
            ):
                _widen(extents, hit[0], box.x0, box.x1)
    extents = _without_strays(_voted(extents, rows), rows)
    return Columns(tuple((a, b) for a, b in extents))


def _nears_another(box: Box, column: list[float], extents: Sequence[list[float]]) -> bool:
    """Whether a text over one column reaches more than half way to the next one on its left or
    right: a head of both may touch one of them only."""
    at = next(i for i, other in enumerate(extents) if other is column)
    left = extents[at - 1][1] if at else None
    right = extents[at + 1][0] if at + 1 < len(extents) else None
    over_left = left is not None and at > 1 and box.x0 < (left + column[0]) / 2
    return over_left or (right is not None and at > 0 and box.x1 > (column[1] + right) / 2)


def _widen(extents: list[list[float]], column: list[float], x0: float, x1: float) -> None:
    column[0], column[1] = min(column[0], x0), max(column[1], x1)


def _voted(extents: list[list[float]], rows: Sequence[Sequence[TextSegment]]) -> list[list[float]]:
    """Neighbouring columns, joined where more rows run across the gap than leave it free.

    Gaps in lines of prose vary from line to line; those of a table are in one place.
    """
    spans = [[(segment.box.x0, segment.box.x1) for segment in row] for row in rows]
    while len(extents) > 1:
        votes = [_votes(extents[i], extents[i + 1], spans) for i in range(len(extents) - 1)]
        worst, i = max((vote, i) for i, vote in enumerate(votes))
        if worst <= 0:
            break
        extents[i : i + 2] = [[extents[i][0], extents[i + 1][1]]]
    return extents


def _votes(
    left: Sequence[float], right: Sequence[float], rows: Sequence[Sequence[tuple[float, float]]]
) -> int:
    """How many more rows run across the gap between two columns than leave it free."""
    low, cut, high = left[0] - 1, (left[1] + right[0]) / 2, right[1]
    more = 0
    for row in rows:
        before = after = False
        for x0, x1 in row:
            if x0 < cut - 1 and x1 > cut + 1:
                more += 1
                break
            if low <= x0 < cut:
                before = True
            elif cut <= x0 <= high:
                after = True
        else:
            more -= before and after
    return more


def _without_strays(
    extents: list[list[float]], rows: Sequence[Sequence[TextSegment]]
) -> list[list[float]]:
    """Neighbouring columns, joined where they never have text in the same row."""
    changed = True
    while changed and len(extents) > 1:
        changed = False
        fills = [_rows_in(e, rows) for e in extents]
        for i in range(len(extents) - 1):
            shared = fills[i] & fills[i + 1]
            if not shared and _heads(fills[i], fills[i + 1], rows, extents, i):
                pass
            elif shared:
                few, many = sorted((len(fills[i]), len(fills[i + 1])))
                if few > 1 or many < 4 or not _close(rows[min(shared)], extents[i], extents[i + 1]):
                    continue
            elif min(len(fills[i]), len(fills[i + 1])) > 0.34 * max(
                len(fills[i]), len(fills[i + 1])
            ):
                continue
            extents[i : i + 2] = [[extents[i][0], extents[i + 1][1]]]
            changed = True
            break
    return extents


def _heads(
    left: set[int], right: set[int], rows: Sequence[Sequence[TextSegment]],
    extents: Sequence[Sequence[float]], at: int,
) -> bool:  # fmt: skip
    """Whether one of two neighbouring columns that share no row only holds the name of the other:
    centred over the column, with the figures to one side."""
    names, figures = (left, right) if max(left) < min(right) else (right, left)
    if max(names) > min(figures) or len(figures) < 2:
        return False
    low, high = extents[at if figures is left else at + 1]
    held = [c for n in figures for c in rows[n] if min(c.box.x1, high) - max(c.box.x0, low) > 0.5]
    gap = extents[at + 1][0] - extents[at][1]
    near = gap < MOST_ASIDE * max(w.size for c in held for w in c.words)
    return near and sum(1 for c in held if is_data(c.string)) >= 0.8 * len(held)


def _close(row: Sequence[TextSegment], left: Sequence[float], right: Sequence[float]) -> bool:
    """Whether the segments of a row in two columns are widely spaced words, not two cells."""
    first = [c for c in row if left[0] <= c.box.centre <= left[1]]
    second = [c for c in row if right[0] <= c.box.centre <= right[1]]
    if not first or not second or is_data(first[-1].string) != is_data(second[0].string):
        return False  # a label and its figure are two cells, however near
    gap = second[0].box.x0 - first[-1].box.x1
    return gap < 2.0 * max(w.size for w in first[-1].words)


def _rows_in(extent: Sequence[float], rows: Sequence[Sequence[TextSegment]]) -> set[int]:
    """The rows that have a chunk in this extent."""
    return {
        n
        for n, row in enumerate(rows)
        if any(min(c.box.x1, extent[1]) - max(c.box.x0, extent[0]) > 0.5 for c in row)
    }


CHUNK_GAP = 0.62  # times the size of type: white space that parts cells
NARROW_GAP = 0.5  # the same where columns are known already


@dataclass(slots=True)
class GridLine:
    """A line of text with its chunks and the columns that each is in."""

    box: Box
    segments: list[TextSegment]
    covers: list[tuple[int, int]]
    section: bool = False  # it heads the rows below it from the middle of the table

    @property
    def beside(self) -> list[str]:
        """The texts beside the label column."""
        return [c.string for c, (k, _) in zip(self.segments, self.covers, strict=True) if k > 0]

    @property
    def data(self) -> int:
        """How many chunks beside the label column are figures or marks."""
        return sum(1 for text in self.beside if is_data(text))

    @property
    def others(self) -> int:
        """How many chunks beside the label column are words or years."""
        return len(self.beside) - self.data

    @property
    def label(self) -> str:
        """The text in the label column."""
        return " ".join(
            c.string for c, (first, _) in zip(self.segments, self.covers, strict=True) if first == 0
        )

    @property
    def filled(self) -> set[int]:
        return {first for first, _ in self.covers}
