"""The letters of a page that a reader of it sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pypdfium2 as pdfium

from extractor.pages import pdfium_ffi
from extractor.pages.codes import DIGIT
from extractor.pages.drawing import Drawing
from extractor.pages.invisible_text import (
    belongs_to_scan,
    may_be_unseen,
    off_the_page,
    painted_on,
    scan_pictures,
)
from extractor.pages.letters import Letters
from extractor.pages.pdfium_ffi import Flags, Floats, Ints
from extractor.pages.rendering import Rendering

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
    """Some letters: where they stand in the text, the box, text object and run of each."""

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

    A figure that misses a digit is none; a word of which the most can be read is one.
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
