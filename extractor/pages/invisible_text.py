"""Text that a reader of the page cannot see: which of it may be so, by what the page paints."""

from __future__ import annotations

from itertools import repeat

import numpy as np

from extractor.pages.letters import Letters
from extractor.pages.paint import FAINT, Paint
from extractor.pages.pdfium_ffi import Flags, Floats, Ints
from extractor.pages.transform import PageTransform

# A shade of 255 that is less than this away from the one under it may not be seen.
CONTRAST = 40.0
# Type smaller than this many points is not meant to be read.
LEAST_SIZE = 1.0
# Pictures that cover so much of the page are scans of it, one that is a strip of it so much.
SCAN_SHARE, LEAST_STRIP = 0.6, 0.02
# Runs are held against fills in lots of so many pairs.
PAIRS = 2_000_000
# A fill over a smaller part of a word's width or height than these does not hide it.
OVER_WIDTH, OVER_HEIGHT = 1.0, 0.3


def off_the_page(letters: Letters, view: PageTransform) -> Flags:
    """The runs that stand outside of what is shown of the page, or are too small to be read."""
    x0, top, x1, bottom = letters.tight.T
    x, y = (x0 + x1) / 2, (top + bottom) / 2
    outside = (x < 0) | (y < 0) | (x > view.width) | (y > view.height)
    tiny = (letters.fonts.sizes < LEAST_SIZE) & (np.minimum(x1 - x0, bottom - top) < LEAST_SIZE)
    return np.asarray((outside | tiny) & (x1 > x0))


def may_be_unseen(letters: Letters, paint: Paint, scans: Flags) -> Flags:
    """The runs that may not be seen: painted without colour, in the colour of what is under
    them, outside their clip, or under something painted later.

    `scans` are the pictures of the whole page: invisible text on or under those is what was
    recognised on them, which the reader sees.
    """
    rows, known = _rows(letters, paint)
    if not known.any():
        return ~known
    texts = paint.texts
    unpainted, grey = texts.unpainted[rows], texts.grey[rows]
    found = ~known | (texts.alpha[rows] < FAINT) | _outside(letters.tight, texts.clip[rows])
    found |= unpainted & painted_on(letters.tight, paint, scans) if scans.any() else unpainted
    order = np.where(known, texts.order[rows], -1)
    under, over = _against(letters.tight, order, paint, scans, unpainted)
    # Text on a picture was put there to be read: no shade of it says otherwise.
    like = np.abs(under - grey) < CONTRAST
    return np.asarray(found | over | (like & ~unpainted))


def belongs_to_scan(letters: Letters, paint: Paint, scans: Flags) -> Flags:
    """The runs that pictures of the page repeat: painted invisibly, or before one of those."""
    rows, known = _rows(letters, paint)
    if not scans.any() or not known.any():
        return np.zeros(len(rows), bool)
    return np.asarray(
        known & (paint.texts.unpainted[rows] | (paint.texts.order[rows] < paint.order[scans].max()))
    )


def painted_on(boxes: Floats, paint: Paint, scans: Flags) -> Flags:
    """Which boxes have something painted at their middle, other than pictures of the page."""
    left, top, right, bottom = paint.boxes[~scans].T
    x, y = (boxes[:, 0] + boxes[:, 2])[:, None] / 2, (boxes[:, 1] + boxes[:, 3])[:, None] / 2
    return np.asarray(((left < x) & (x < right) & (top < y) & (y < bottom)).any(1))


def _rows(letters: Letters, paint: Paint) -> tuple[Ints, Flags]:
    """The row of each run's text object in `paint.texts`, and which are known there."""
    found = list(map(paint.row.get, letters.fonts.objects.tolist(), repeat(-1)))
    rows = np.array(found, np.int64)
    return rows, rows >= 0


def scan_pictures(paint: Paint, image_share: float, view: PageTransform) -> Flags:
    """Which pictures show the whole page, or a strip of it."""
    if image_share < SCAN_SHARE:
        return np.zeros(len(paint.order), bool)
    wide, high = paint.boxes[:, 2] - paint.boxes[:, 0], paint.boxes[:, 3] - paint.boxes[:, 1]
    strips = (wide >= SCAN_SHARE * view.width) | (high >= SCAN_SHARE * view.height)
    return np.asarray(
        paint.picture & strips & (wide * high > LEAST_STRIP * view.width * view.height)
    )


def _outside(boxes: Floats, clip: Floats) -> Flags:
    """Which boxes are cut by their clip, by more than a hair."""
    hair = 0.15 * (boxes[:, 3] - boxes[:, 1])
    low = (boxes[:, 0] < clip[:, 0] - hair) | (boxes[:, 1] < clip[:, 1] - hair)
    return np.asarray(low | (boxes[:, 2] > clip[:, 2] + hair) | (boxes[:, 3] > clip[:, 3] + hair))


def _against(
    boxes: Floats, order: Ints, paint: Paint, scans: Flags, unpainted: Flags
) -> tuple[Floats, Flags]:
    """The shade on which each box is painted, and whether something is painted over it.

    The shade is 255 (paper) where nothing is under it, NaN where it has no single one. A
    picture of the page does not cover what is not painted.
    """
    under, over = np.full(len(boxes), 255.0), np.zeros(len(boxes), bool)
    if not len(paint.order):
        return under, over
    step = max(PAIRS // len(paint.order), 1)
    left, top, right, bottom = paint.boxes.T
    for first in range(0, len(boxes), step):
        part = slice(first, first + step)
        x0, y0, x1, y1 = boxes[part].T[:, :, None]
        wide, high = np.minimum(x1, right) - np.maximum(x0, left), np.minimum(y1, bottom)
        high = high - np.maximum(y0, top)
        meets = (wide > 0) & (high > 0)
        if not meets.any():
            continue
        before = paint.order < order[part][:, None]
        covers = wide > np.minimum(OVER_WIDTH, 0.5 * (x1 - x0))
        covers &= high > OVER_HEIGHT * (y1 - y0)
        over[part] = (meets & covers & ~before & ~(scans & unpainted[part][:, None])).any(1)
        whole = meets & before & (wide > 0.5 * (x1 - x0)) & (high > 0.5 * (y1 - y0))
        some = np.flatnonzero(whole.any(1))
        latest = np.where(whole[some], paint.order, -1).argmax(1)
        under[first + some] = paint.grey[latest]
    return under, over
