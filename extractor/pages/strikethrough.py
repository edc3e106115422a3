"""Words that are struck out: a drawn line through them, or an annotation that says so."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from extractor.pages.drawing import horizontal
from extractor.pages.model import Word
from extractor.pages.overpaint import leave_out
from extractor.pages.pdfium_ffi import Flags, Floats

# A line goes through letters where it is between these heights (in sizes) above their line.
LOW, HIGH = 0.12, 0.52
# How far (in sizes) a strike goes beyond the words that it strikes out.
BEYOND = 0.4
# So much of a strike is over words, and so much of a word is struck where it is struck out.
OVER, STRUCK, STRUCK_FIGURE = 0.6, 0.6, 0.3
# A line that is thicker than this many points strikes nothing out.
THICK = 4.0
# How near the end of a line another must come to be the side of a box or of a table.
TOUCHES = 0.6
# The corners of a box are rounded by so many points at most.
ROUND = 12.0


def without_struck(
    words: list[Word], lines: Floats, thick: Floats, strikes: Floats
) -> tuple[list[Word], int]:
    """The words that are not struck out, and how many are; `strikes` are struck out places.

    `thick` are the boxes of lines that are no strikes but the ground on which words are.
    """
    places = _strikes(words, lines, thick)
    if len(strikes):
        places = np.concatenate([places, strikes])
    if not len(places):
        return words, 0
    x0, top, x1, bottom = _boxes(words).T
    middle = (top + bottom) / 2
    share = _covered(x0, middle, x1, places) / np.maximum(x1 - x0, 0.1)
    # What is left of a figure that is struck out in part is not a figure.
    figures = np.array([any(c.isdigit() for c in word.text) for word in words], bool)
    gone = share >= np.where(figures, STRUCK_FIGURE, STRUCK)
    gone &= np.array([word.upright for word in words], bool)
    return leave_out(words, gone.tolist()), int(gone.sum())


def _boxes(words: Sequence[Word]) -> Floats:
    return np.array([(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in words]).reshape(-1, 4)


def _covered(x0: Floats, middle: Floats, x1: Floats, places: Floats) -> Floats:
    """How much of the width of each word is under places; those side by side add up."""
    left, top, right, bottom = places.T[:, :, None]
    shared = np.minimum(right, x1) - np.maximum(left, x0)
    level = (top <= middle) & (middle <= bottom)
    return np.asarray(np.where(level, np.maximum(shared, 0), 0).sum(0))


def _strikes(words: Sequence[Word], lines: Floats, thick: Floats) -> Floats:
    """The places (as high as the letters) that single drawn lines strike out."""
    along = horizontal(lines)
    flat = lines[along][:, :3]
    if not len(flat) or not words:
        return np.empty((0, 4))
    base, size = np.array([w.baseline for w in words]), np.array([w.size for w in words])
    flat, near = _on_a_level(flat, base - HIGH * size, base - LOW * size)
    flat = flat[~_touched(flat, lines[~along]) & ~_ground(flat, thick)]
    if not len(flat):
        return np.empty((0, 4))
    boxes, base, size = _boxes([words[i] for i in near]), base[near], size[near]
    x0, x1 = boxes[:, 0], boxes[:, 2]
    left, y, right = flat.T[:, :, None]
    through = (y < base - LOW * size) & (y > base - HIGH * size) & (left < x1) & (right > x0)
    at = np.flatnonzero(through.any(1))
    found = []
    for line, hit in zip(flat[at].tolist(), through[at], strict=True):
        first, last, most = x0[hit].min(), x1[hit].max(), size[hit].max()
        over = np.minimum(x1[hit], line[2]) - np.maximum(x0[hit], line[0])
        beyond = max(first - line[0], line[2] - last)
        if beyond <= BEYOND * most and over.sum() >= OVER * (line[2] - line[0]):
            found.append((line[0], boxes[hit, 1].min(), line[2], boxes[hit, 3].max()))
    return np.array(found).reshape(-1, 4)


def _on_a_level(flat: Floats, low: Floats, high: Floats) -> tuple[Floats, list[int]]:
    """The lines that are as high as the letters of some words, and the numbers of those words."""
    flat = flat[np.argsort(flat[:, 1])]
    first, last = np.searchsorted(flat[:, 1], low), np.searchsorted(flat[:, 1], high)
    near = np.flatnonzero(last > first)
    edge = np.zeros(len(flat) + 1, np.int64)
    np.add.at(edge, first[near], 1)
    np.add.at(edge, last[near], -1)
    return flat[np.cumsum(edge[:-1]) > 0], near.tolist()


def _ground(flat: Floats, thick: Floats) -> Flags:
    """Which lines are drawn so thick that they are the ground of words."""
    if not len(thick):
        return np.zeros(len(flat), bool)
    left, y, right = flat.T[:, :, None]
    x0, top, x1, bottom = thick.T
    high = bottom - top
    same = (np.abs(x0 - left) <= high) & (np.abs(x1 - right) <= high)
    return np.asarray((same & (np.abs((top + bottom) / 2 - y) < 0.5) & (high > THICK)).any(1))


def _touched(flat: Floats, tall: Floats) -> Flags:
    """Which lines meet an upright one with an end: sides of boxes, rules of tables."""
    left, y, right = flat.T[:, :, None]
    x, top, _, bottom = tall.T
    meets = (top - TOUCHES <= y) & (y <= bottom + TOUCHES)
    ends = (np.abs(left - x) <= TOUCHES) | (np.abs(right - x) <= TOUCHES)
    return np.asarray((meets & ends).any(1)) | _rounded(flat, tall)


def _rounded(flat: Floats, tall: Floats) -> Flags:
    """Which lines are sides of a box with round corners: beyond both ends an upright line goes
    on, as far off as it is above or below."""
    left, y, right = flat.T[:, :, None]
    x, top, _, bottom = tall.T
    off = np.minimum(np.abs(top - y), np.abs(bottom - y))
    before, behind = left - x, x - right
    turns = [
        ((beyond > 0) & (beyond <= ROUND) & (np.abs(beyond - off) <= TOUCHES)).any(1)
        for beyond in (before, behind)
    ]
    return np.asarray(turns[0] & turns[1])
