"""Text that a reader of the page cannot see, by what the page paints; and the letters left over."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import repeat

import numpy as np
import pypdfium2 as pdfium

from extractor.pages import pdfium_ffi
from extractor.pages.codes import DIGIT
from extractor.pages.drawing import Drawing
from extractor.pages.letters import Letters
from extractor.pages.paint import FAINT, Paint
from extractor.pages.pdfium_ffi import Flags, Floats, Ints
from extractor.pages.rendering import Rendering
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
        covers = meets & ~before & (wide > np.minimum(OVER_WIDTH, 0.5 * (x1 - x0)))
        covers &= ~(scans & unpainted[part][:, None])
        # Several thin bars may hide what none of them does.
        over[part] = np.where(covers, high, 0.0).sum(1) > OVER_HEIGHT * (y1 - y0)[:, 0]
        whole = meets & before & (wide > 0.5 * (x1 - x0)) & (high > 0.5 * (y1 - y0))
        some = np.flatnonzero(whole.any(1))
        latest = np.where(whole[some], paint.order, -1).argmax(1)
        under[first + some] = paint.grey[latest]
    return under, over


# Of a stretch of letters without figures more than this share must be unseen to leave it out.
MOST = 0.5


def seen_letters(
    page: pdfium.PdfPage, letters: Letters, drawing: Drawing, covers: Floats, *, layered: bool
) -> Letters:
    """The letters without those that cannot be seen.

    `covers` are places as seen that annotations black out; the text of a `layered` file may
    stand on a layer that is not shown.
    """
    view, paint = letters.view, drawing.paint
    scans = scan_pictures(paint, drawing.image_share, view)
    outside = off_the_page(letters, view)
    asked = (may_be_unseen(letters, paint, scans) | layered) & ~outside
    covered = _meets(letters.tight, covers) & ~outside
    unseen = np.zeros(len(letters.kinds), bool)
    if outside.any():
        unseen[_indexes(letters, outside)] = True
    if covered.any():
        some = _Letters.of(letters, covered)
        _leave_out(unseen, some, _centres_in(some.boxes, covers), letters)
    if asked.any():
        some = _Letters.of(letters, asked)
        rendering = Rendering(page, view, some.boxes)
        owners = some.owners.tolist()
        # Of text printed twice in one place pdfium gives the letters once.
        twins = paint.row.keys() - set(letters.fonts.objects.tolist()) - set(owners)
        hidden = ~rendering.shows(some.boxes, owners, twins)
        scanned = belongs_to_scan(letters, paint, scans)[some.runs] & hidden
        if scanned.any():
            inked = rendering.inked(some.boxes[scanned])
            # Recognition may place a word beside its picture; one under a box is gone.
            if inked.mean() >= MOST:
                hidden[scanned] = ~inked & painted_on(some.boxes[scanned], paint, scans)
        _leave_out(unseen, some, hidden, letters)
    return letters.without(unseen) if unseen.any() else letters


@dataclass(frozen=True, slots=True)
class _Letters:
    """Some letters: where they are in the text, the box, text object and run of each."""

    indexes: Ints
    boxes: Floats
    owners: Ints
    runs: Ints

    @classmethod
    def of(cls, letters: Letters, chosen: Flags) -> _Letters:
        """Those of the chosen runs that belong to a text object."""
        indexes = _indexes(letters, chosen)
        owners = np.array(pdfium_ffi.text_objects(letters.text, indexes.tolist()), np.int64)
        indexes, owners = indexes[owners != 0], owners[owners != 0]
        each = indexes.tolist()
        tight, _ = pdfium_ffi.tight_boxes(letters.text, each, [1] * len(each))
        inkless = (tight[:, 2] <= tight[:, 0]) | (tight[:, 1] <= tight[:, 3])
        if inkless.any():
            tight[inkless] = pdfium_ffi.loose_boxes(letters.text, indexes[inkless].tolist())
        runs = np.searchsorted(letters.starts, indexes, "right") - 1
        return cls(indexes, letters.view.boxes(tight), owners, runs)


def _indexes(letters: Letters, chosen: Flags) -> Ints:
    """The letters of the chosen runs."""
    edge = np.zeros(len(letters.kinds) + 1, np.int8)
    edge[letters.starts[chosen]] += 1
    edge[letters.ends[chosen]] -= 1
    return np.flatnonzero(np.cumsum(edge[:-1]) > 0)


def _leave_out(unseen: Flags, some: _Letters, hidden: Flags, letters: Letters) -> None:
    """Mark whole stretches, each of one run and one object, of which too much is hidden.

    A figure without one of its digits is not a figure; a word that can mostly be read is a word.
    """
    if not hidden.any():
        return
    change = np.flatnonzero((np.diff(some.runs) != 0) | (np.diff(some.owners) != 0)) + 1
    digit = (letters.kinds[some.indexes] & DIGIT) != 0
    telling = np.array([letters.chars[i].isalnum() for i in some.indexes.tolist()], bool)
    for part in np.split(np.arange(len(hidden)), change):
        told = part[telling[part]] if telling[part].any() else part
        if (hidden[part] & digit[part]).any() or hidden[told].mean() > MOST:
            unseen[some.indexes[part]] = True


def _meets(boxes: Floats, covers: Floats) -> Flags:
    """Which boxes share anything with the covers."""
    found = np.zeros(len(boxes), bool)
    for x0, top, x1, bottom in covers.tolist():
        found |= (
            (boxes[:, 0] < x1) & (boxes[:, 2] > x0) & (boxes[:, 1] < bottom) & (boxes[:, 3] > top)
        )
    return found


def _centres_in(boxes: Floats, covers: Floats) -> Flags:
    x, y = (boxes[:, 0] + boxes[:, 2]) / 2, (boxes[:, 1] + boxes[:, 3]) / 2
    found = np.zeros(len(boxes), bool)
    for x0, top, x1, bottom in covers.tolist():
        found |= (x0 < x) & (x < x1) & (top < y) & (y < bottom)
    return found
