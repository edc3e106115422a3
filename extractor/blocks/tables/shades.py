"""Shades behind lines of text: filled boxes whose sides are no lines of a table.

Word processors fill a shaded cell and then, in the same colour, a box behind each line of
its text. The sides of those boxes would cut the cell between its lines.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extractor.blocks.tables.lines import Line, chunks_of, lines_of
from extractor.blocks.tables.numbers import is_data, is_period
from extractor.pages.model import Box, Ruling, Word

INSET = 9.0
TALLEST = 40.0
Corner = tuple[float, float]


def without_shades(
    rulings: Sequence[Ruling], words: Sequence[Word], filled: Sequence[Box]
) -> list[Ruling]:
    """The rulings without the sides of `filled` boxes that hug a line of text in a larger one.

    Such a box stands off the left and right side of the larger one by less than 9 points
    and holds one line of words, so that it cannot be a row of several cells.
    """
    boxes = sorted(filled, key=lambda b: b.x0)
    starts = [b.x0 for b in boxes]
    gone: set[Ruling] = set()
    ordered = sorted(words, key=lambda w: w.box.middle)
    middles = [w.box.middle for w in ordered]
    for box in boxes:
        if box.height > TALLEST:
            continue
        around = boxes[bisect_left(starts, box.x0 - INSET) : bisect_left(starts, box.x0 - 0.2)]
        if not any(_holds(outer, box) for outer in around):
            continue
        near = ordered[bisect_left(middles, box.top) : bisect_left(middles, box.bottom)]
        lines = lines_of(w for w in near if box.holds(w.box))
        if len(lines) > 1 or any(_holds_cells(line) for line in lines):
            continue
        gone |= set(_sides(box))
    return [r for r in rulings if _rounded(r) not in gone] if gone else list(rulings)


def _holds_cells(line: Line) -> bool:
    """Whether a line holds several cells: white space beside figures, not in spaced words."""
    chunks = chunks_of(line, 1.0)
    return len(chunks) > 1 and any(is_data(c.string) or is_period(c.string) for c in chunks)


def _holds(outer: Box, box: Box) -> bool:
    return (
        0.2 <= outer.x1 - box.x1 <= INSET
        and outer.top - 0.5 <= box.top
        and outer.bottom + 0.5 >= box.bottom
    )


def filled_boxes(rulings: Sequence[Ruling]) -> list[Box]:
    """The boxes whose four sides are among the rulings."""
    flat: set[tuple[float, float, float]] = set()
    falls: dict[Corner, list[float]] = {}
    for r in map(_rounded, rulings):
        if r.horizontal:
            flat.add((r.x0, r.x1, r.top))
        else:
            falls.setdefault((r.x0, r.top), []).append(r.bottom)
    return [
        Box(x0, top, x1, bottom)
        for x0, x1, top in flat
        for bottom in falls.get((x0, top), ())
        if bottom in falls.get((x1, top), ()) and (x0, x1, bottom) in flat
    ]


def _sides(box: Box) -> tuple[Ruling, Ruling, Ruling, Ruling]:
    return (
        Ruling(box.x0, box.top, box.x1, box.top),
        Ruling(box.x0, box.bottom, box.x1, box.bottom),
        Ruling(box.x0, box.top, box.x0, box.bottom),
        Ruling(box.x1, box.top, box.x1, box.bottom),
    )


def _rounded(r: Ruling) -> Ruling:
    if r.horizontal:
        y = round((r.top + r.bottom) / 2, 1)
        return Ruling(round(r.x0, 1), y, round(r.x1, 1), y)
    x = round((r.x0 + r.x1) / 2, 1)
    return Ruling(x, round(r.top, 1), x, round(r.bottom, 1))
