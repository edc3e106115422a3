"""Shading behind lines of text: filled boxes whose sides are not lines of a table.

Word processors fill a shaded cell and then, in the same colour, a box behind each line of its text.
The sides of those boxes would cut the cell between its lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter

from extractor.blocks.tables.cell_kinds import is_data, is_period
from extractor.blocks.tables.lines import SegmentedLine, lines_of, segments_of
from extractor.pages.model import Box, Ruling, Word

INSET = 9.0
TALLEST = 40.0
Corner = tuple[float, float]
Side = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Fills:
    """The filled boxes whose four sides are among the rulings of a page. `sides` are those rulings,
    rounded to a tenth of a point."""

    rulings: Sequence[Ruling]
    sides: list[Side]
    boxes: list[Box]

    @classmethod
    def of(cls, rulings: Sequence[Ruling]) -> Fills:
        """The filled boxes among the rulings."""
        sides = [_rounded(r) for r in rulings]
        flat: dict[tuple[float, float, float], None] = {}
        falls: dict[Corner, list[float]] = {}
        for x0, top, x1, bottom in sides:
            if x1 - x0 >= bottom - top:
                flat[x0, x1, top] = None
            else:
                falls.setdefault((x0, top), []).append(bottom)
        boxes = [
            Box(x0, top, x1, bottom)
            for x0, x1, top in flat
            if (x0, top) in falls and (x1, top) in falls
            for bottom in falls[x0, top]
            if bottom in falls[x1, top] and (x0, x1, bottom) in flat
        ]
        return cls(rulings, sides, boxes)

    def without_shades(self, words: Sequence[Word]) -> Sequence[Ruling]:
        """The rulings without the sides of boxes that fit closely around a line of text in a larger
        box.

        Such a box is less than 9 points from the left and right sides of the larger one and holds
        one line of words, so that it cannot be a row of several cells.
        """
        boxes = sorted(self.boxes, key=attrgetter("x0"))
        starts = [b.x0 for b in boxes]
        hugging = [box for box in boxes if box.height <= TALLEST and _is_held(box, boxes, starts)]
        if not hugging:
            return self.rulings
        gone: set[Side] = set()
        ordered = sorted([((w.box.top + w.box.bottom) / 2, i) for i, w in enumerate(words)])
        for box in hugging:
            first, last = bisect_left(ordered, (box.top, 0)), bisect_left(ordered, (box.bottom, 0))
            held = [words[i] for _, i in ordered[first:last] if box.holds(words[i].box)]
            lines = lines_of(held) if len(held) > 1 else []
            if len(lines) > 1 or any(_holds_cells(line) for line in lines):
                continue
            gone.update(_sides(box))
        return [r for r, side in zip(self.rulings, self.sides, strict=True) if side not in gone]


def _is_held(box: Box, boxes: Sequence[Box], starts: Sequence[float]) -> bool:
    """Whether a box is close to both sides of a larger one; `boxes` are sorted by x0."""
    around = boxes[bisect_left(starts, box.x0 - INSET) : bisect_left(starts, box.x0 - 0.2)]
    return any(_holds(outer, box) for outer in around)


def _holds_cells(line: SegmentedLine) -> bool:
    """Whether a line holds several cells: wide space beside figures, not between widely spaced
    words."""
    segments = segments_of(line, 1.0)
    return len(segments) > 1 and any(is_data(c.string) or is_period(c.string) for c in segments)


def _holds(outer: Box, box: Box) -> bool:
    return (
        0.2 <= outer.x1 - box.x1 <= INSET
        and outer.top - 0.5 <= box.top
        and outer.bottom + 0.5 >= box.bottom
    )


def _sides(box: Box) -> tuple[Side, Side, Side, Side]:
    x0, top, x1, bottom = box.x0, box.top, box.x1, box.bottom
    return (
        (x0, top, x1, top),
        (x0, bottom, x1, bottom),
        (x0, top, x0, bottom),
        (x1, top, x1, bottom),
    )


def _rounded(r: Ruling) -> Side:
    x0, top, x1, bottom = r.x0, r.top, r.x1, r.bottom
    if x1 - x0 >= bottom - top:
        y = round((top + bottom) / 2, 1)
        return round(x0, 1), y, round(x1, 1), y
    x = round((x0 + x1) / 2, 1)
    return x, round(top, 1), x, round(bottom, 1)
