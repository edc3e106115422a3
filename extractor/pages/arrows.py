"""Arrows that a page draws as shapes, as performance reports do for direction of travel.

An arrow is pointed at one end of an axis, blunt at the other, and the same on both sides of it:
a block arrow, a triangle, the outline of either. What a reader sees as an arrow becomes a word
of the page, so that tables and cards hold it like any other text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np

from extractor.geometry import Box
from extractor.pages.model import Word
from extractor.pages.pdfium_ffi import BEZIER_TO, MOVE_TO, Floats, Ints
from extractor.regex import regex

# Sides of an arrow beside figures, in points; smaller ones mark points of charts.
LEAST, MOST = 5.5, 40.0
_LONGEST_SIDE = 2.6  # times the shorter one
_MOST_SEGMENTS = 200
# Shares of the axis at which a shape is measured; of its largest width what is pointed, blunt,
# and how far its middle may be from the axis.
_ENDS = (0.03, 0.97)
_POINTED, _BLUNT, _OFF_AXIS = 0.25, 0.08, 0.1
_SHAFT = 0.7
_SAME = 3.0
_STRAIGHT = (("↑", 0.0), ("→", 90.0), ("↓", 180.0), ("←", 270.0))
_SLANTED = (("↗", 45.0), ("↘", 135.0), ("↙", 225.0), ("↖", 315.0))
_SPEAKS_OF_TRAVEL = regex(
    r"\bdot\b|\bdirection\b|\btravel\b|\btrends?\b|\brag\b|\bred\b|\bamber\b|\bgreen\b", re.I
)


Shape = tuple[Floats, Floats, Ints]
"""A path by its segments: where each ends as seen (x and y), and what each is."""


def arrow_sized(xs: Floats, ys: Floats, kinds: Ints, counts: Sequence[int]) -> list[Shape]:
    """Those of some paths that can be arrows by their size.

    `xs` and `ys` are the end points of all their segments as seen, `kinds` what each
    segment is, `counts` how many segments each path has.
    """
    return [
        (xs[first:last].copy(), ys[first:last].copy(), kinds[first:last].copy())
        for first, last in _of_a_size(xs, ys, counts)
    ]


def _of_a_size(xs: Floats, ys: Floats, counts: Sequence[int]) -> list[tuple[int, int]]:
    """Where the segments of those paths begin and end that can be arrows by their size."""
    many = np.array(counts)
    last = np.cumsum(many)
    first = last - many
    wide = np.maximum.reduceat(xs, first) - np.minimum.reduceat(xs, first)
    high = np.maximum.reduceat(ys, first) - np.minimum.reduceat(ys, first)
    short, long = np.minimum(wide, high), np.maximum(wide, high)
    fits = (many >= 3) & (many <= _MOST_SEGMENTS) & (short >= LEAST) & (long <= MOST)
    fits &= long <= _LONGEST_SIDE * short
    return list(zip(first[fits].tolist(), last[fits].tolist(), strict=True))


def arrow_words(shapes: Sequence[Shape], words: Sequence[Word]) -> list[Word]:
    """The arrows among shapes as words, on a page that refers to ratings or to direction of travel.

    Elsewhere no shape is looked at: a page of charts has hundreds of them.
    """
    if not shapes or not _SPEAKS_OF_TRAVEL.search("\n".join([word.text for word in words])):
        return []
    out: list[Word] = []
    for x, y, kinds in shapes:
        sign = _sign(max(_outlines(x, y, kinds), key=_area))
        box = Box(float(x.min()), float(y.min()), float(x.max()), float(y.max()))
        if sign is not None and not any(_at_one_place(box, other.box) for other in out):
            out.append(Word(sign, box, box.bottom - box.top, box.bottom))
    return out


def _outlines(x: Floats, y: Floats, kinds: Ints) -> Iterator[Floats]:
    """The closed lines that a path consists of, curves by their ends: (n, 2) each."""
    begins = [0, *(i for i in np.flatnonzero(kinds == MOVE_TO).tolist() if i), len(kinds)]
    for first, last in pairwise(begins):
        part = kinds[first:last]
        curved = np.flatnonzero(part == BEZIER_TO)
        kept = np.ones(len(part), bool)
        # Of a curve's three points the first two only pull it.
        kept[curved[np.arange(len(curved)) % 3 != 2]] = False
        yield np.stack([x[first:last][kept], y[first:last][kept]], 1)


def _area(outline: Floats) -> float:
    wide, high = np.ptp(outline, axis=0) if len(outline) else (0.0, 0.0)
    return float(wide * high)


def _sign(outline: Floats) -> str | None:
    """The arrow that an outline is; None where it is none, or points more than one way."""
    # The slanted triangle of a folded corner is no arrow: that needs a shaft.
    for signs, widest in ((_STRAIGHT, 1.0), (_SLANTED, _SHAFT)):
        told = [sign for sign, angle in signs if _points_up(_turned(outline, angle), widest)]
        if told:
            return told[0] if len(told) == 1 else None
    return None


def _turned(outline: Floats, degrees: float) -> Floats:
    """The outline turned against the clock, as it is seen (y runs downwards)."""
    angle = np.radians(degrees)
    x, y = outline.T
    return np.stack([x * np.cos(angle) + y * np.sin(angle),
                     y * np.cos(angle) - x * np.sin(angle)], 1)  # fmt: skip


def _points_up(outline: Floats, widest: float) -> bool:
    """Whether an outline is pointed at its top, blunt at its foot and the same on both sides.

    The foot is at most the share `widest` of the largest width.
    """
    if len(outline) < 3:
        return False
    # A few numbers, for which arrays would take ten times as long.
    xs, ys = outline.T.tolist()
    left, right, top, foot_at = min(xs), max(xs), min(ys), max(ys)
    wide, high = right - left, foot_at - top
    if not wide or not high:
        return False
    axis = (left + right) / 2
    spans = [_span(xs, ys, top + share * high) for share in _ENDS]
    if any(span is None for span in spans):
        return False
    (head_left, head_right), (foot_left, foot_right) = (s for s in spans if s is not None)
    head, foot = head_right - head_left, foot_right - foot_left
    middles = ((head_left + head_right) / 2, (foot_left + foot_right) / 2)
    return (
        head <= _POINTED * wide
        and max(_BLUNT * wide, 1.6 * head) <= foot <= widest * wide
        and all(abs(middle - axis) <= _OFF_AXIS * wide for middle in middles)
    )


def _span(xs: Sequence[float], ys: Sequence[float], level: float) -> tuple[float, float] | None:
    """From where to where an outline reaches at a height; None where it does not."""
    at = []
    x, y = xs[-1], ys[-1]
    for next_x, next_y in zip(xs, ys, strict=True):
        if (y <= level) != (next_y <= level):
            at.append(x + (level - y) / (next_y - y) * (next_x - x))
        x, y = next_x, next_y
    return (min(at), max(at)) if at else None


def _at_one_place(one: Box, other: Box) -> bool:
    """Whether two shapes are one arrow: its fill and its outline, the white within the black."""
    dx = abs(one.x0 + one.x1 - other.x0 - other.x1) / 2
    dy = abs(one.top + one.bottom - other.top - other.bottom) / 2
    return dx <= _SAME and dy <= _SAME
