"""Drawn lines joined into whole ones, the points where they cross, and the cells they enclose.

The method is pdfplumber's: the tables are made by its `cells_to_tables`, and the steps before
follow its rules, tolerances and order (`merge_edges`, `edges_to_intersections`,
`intersections_to_cells`). Where it compares every pair of lines and crossings, only those that can
meet are compared here. A test checks that the results are equal.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extractor.pages.model import Box, Ruling

SNAP = 3.0
MOST_CROSSINGS = 20_000  # more are a drawing, and would take seconds
Segment = tuple[float, float, float]  # a flat line: y, x0, x1; a tall one: x, top, bottom
Cell = tuple[float, float, float, float]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """Drawn lines, flat ones (y, x0, x1) and tall ones (x, top, bottom), each sorted."""

    flat: list[Segment]
    tall: list[Segment]

    def __len__(self) -> int:
        return len(self.flat) + len(self.tall)

    @classmethod
    def of(cls, rulings: Iterable[Ruling]) -> Rules:
        """The rulings of a page, snapped and joined."""
        flat: list[Segment] = []
        tall: list[Segment] = []
        for r in rulings:
            if r.x1 - r.x0 >= r.bottom - r.top:
                flat.append((r.top, r.x0, r.x1))
            else:
                tall.append((r.x0, r.top, r.bottom))
        return cls.joined(flat, tall)

    @classmethod
    def joined(cls, flat: Iterable[Segment], tall: Iterable[Segment]) -> Rules:
        """The lines with those nearly at one place snapped to it, and joined where they meet."""
        return cls(_joined(_snapped(list(flat))), _joined(_snapped(list(tall))))

    def between(self, above: Box, below: Box) -> bool:
        """Whether a flat line runs over most of two lines of text between them."""
        least = 0.8 * max(above.width, below.width)
        first = bisect_left(self.flat, (above.middle, 0.0, 0.0))
        for y, x0, x1 in self.flat[first:]:
            if y > below.middle:
                break
            if min(x1, below.x1) - max(x0, below.x0) > least:
                return True
        return False

    def components(self) -> list[Rules]:
        """Lines that touch one another, in groups that hold both directions."""
        parent = list(range(len(self)))

        def root(i: int) -> int:
            while parent[i] != i:
                parent[i] = parent[parent[i]]
                i = parent[i]
            return i

        heights = [y for y, _, _ in self.flat]
        for j, (x, top, bottom) in enumerate(self.tall, len(self.flat)):
            first, last = bisect_left(heights, top - SNAP), bisect_right(heights, bottom + SNAP)
            for i in range(first, last):
                _, x0, x1 = self.flat[i]
                if x0 - SNAP <= x <= x1 + SNAP:
                    parent[root(i)] = root(j)
        groups: dict[int, Rules] = {}
        for i, rule in enumerate(self.flat):
            groups.setdefault(root(i), Rules([], [])).flat.append(rule)
        for i, rule in enumerate(self.tall, len(self.flat)):
            groups.setdefault(root(i), Rules([], [])).tall.append(rule)
        return [group for group in groups.values() if group.flat and group.tall]


def _snapped(rules: list[Segment]) -> list[Segment]:
    """Lines that are within the tolerance of one another, all moved to their mean position."""
    order = sorted(range(len(rules)), key=lambda index: rules[index][0])
    out: list[Segment] = []
    start = 0
    for end in range(1, len(order) + 1):
        if end < len(order) and rules[order[end]][0] <= rules[order[end - 1]][0] + SNAP:
            continue
        cluster = [rules[index] for index in sorted(order[start:end])]
        mean = sum([at for at, _, _ in cluster]) / len(cluster)
        out += [(at + (mean - at), low, high) for at, low, high in cluster]
        start = end
    return out


def _joined(rules: list[Segment]) -> list[Segment]:
    out: list[Segment] = []
    for at, low, high in sorted(rules):
        if out and out[-1][0] == at and low <= out[-1][2] + SNAP:
            if high > out[-1][2]:
                out[-1] = (at, out[-1][1], high)
        else:
            out.append((at, low, high))
    return out


def lattices(rules: Rules) -> list[list[Box]]:
    """The cells of each group of cells that touch, as boxes; none where lines are too many."""
    if len(rules.flat) * len(rules.tall) > MOST_CROSSINGS:
        return []
    cells = _cells(_crossings(rules))
    if not cells:
        return []
    from pdfplumber.table import cells_to_tables  # only papers with drawn tables wait for it

    return [[Box(*cell) for cell in group] for group in cells_to_tables(cells)]


def _crossings(rules: Rules) -> dict[Point, tuple[int, int]]:
    """Where lines cross: for each point the tall and the flat lines through it, a bit for each."""
    out: dict[Point, tuple[int, int]] = {}
    heights = [y for y, _, _ in rules.flat]
    for j, (x, top, bottom) in enumerate(rules.tall):
        first = bisect_left(heights, top - 2 * SNAP)
        last = bisect_right(heights, bottom + 2 * SNAP)
        for i in range(first, last):
            y, x0, x1 = rules.flat[i]
            if top <= y + SNAP and bottom >= y - SNAP and x0 - SNAP <= x <= x1 + SNAP:
                tall, flat = out.get((x, y), (0, 0))
                out[x, y] = tall | 1 << j, flat | 1 << i
    return out


def _cells(crossings: dict[Point, tuple[int, int]]) -> list[Cell]:
    """For each crossing the smallest cell of which it is the upper left corner."""
    points = sorted(crossings)
    columns: dict[float, list[float]] = {}
    rows: dict[float, list[float]] = {}
    for x, y in points:
        columns.setdefault(x, []).append(y)
        rows.setdefault(y, []).append(x)
    out: list[Cell] = []
    seen = dict.fromkeys(rows, 0)
    for x, below in columns.items():
        for down, y in enumerate(below, 1):
            seen[y] += 1
            corner = _opposite(x, y, below[down:], rows[y][seen[y] :], crossings)
            if corner is not None:
                out.append((x, y, *corner))
    return out


def _opposite(
    x: float, y: float, below: Sequence[float], right: Sequence[float],
    crossings: dict[Point, tuple[int, int]],
) -> Point | None:  # fmt: skip
    """The lower right corner of the smallest cell that lines enclose; the lowest is last."""
    tall, flat = crossings[x, y]
    for bottom in below:
        left_tall, left_flat = crossings[x, bottom]
        if not left_tall & tall:
            continue
        for x1 in right:
            right_tall, right_flat = crossings[x1, y]
            if not right_flat & flat:
                continue
            corner = crossings.get((x1, bottom))
            if corner and corner[0] & right_tall and corner[1] & left_flat:
                return x1, bottom
    return None
