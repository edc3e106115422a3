"""What the picture of a page shows of its text: a letter is seen where the picture changes
when the letter is taken away."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from ctypes import c_size_t

import numpy as np
import numpy.typing as npt
import pypdfium2 as pdfium

from extractor.pages.pdfium_ffi import Flags, Floats, at_address, by_address
from extractor.pages.summed_area import summed_area, sums_within
from extractor.pages.transform import PageTransform

# Points of the picture for a point of the page, and at most in all.
SCALE, MOST_PIXELS = 1.5, 4_000_000
# Points of the page around what is looked at.
MARGIN = 3.0
# A point of the picture changes where one of its colours does by so much of 255.
CHANGE = 16
# So much of a letter's box changes at least where it is seen.
SEEN = 0.04
# Colours differ by so much where a picture shows letters.
INK = 60
# Texts on one another are taken away in so many turns at most.
TURNS = 4
# So many are held against one another; more are taken away at once.
MOST_OBJECTS = 2000

Colours = npt.NDArray[np.uint8]
_set_active = by_address("FPDFPageObj_SetIsActive", c_size_t)


class Rendering:
    """Pictures of one page, as it is and without some of its text."""

    def __init__(self, page: pdfium.PdfPage, view: PageTransform, boxes: Floats) -> None:
        """Only so much of the page is drawn as holds the boxes that will be asked for."""
        self._page = page
        width, height = page.get_size()
        # The view may be turned against the page, where its text is sideways.
        self._quarters = _quarters(PageTransform.of(page), view)
        self._cut, self._corner = _cut(boxes, width, height, self._quarters)
        left, bottom, right, top = self._cut
        drawn = (width - left - right) * (height - bottom - top)
        self._scale = min(SCALE, (MOST_PIXELS / max(drawn, 1.0)) ** 0.5)
        self._whole = self._colours()

    def shows(self, boxes: Floats, owners: Sequence[int], twins: set[int]) -> Flags:
        """Which boxes the picture shows something in that their owner, a text object, paints.

        Each is looked at without the others of them in its place. `twins` are text
        objects that may paint the same once more.
        """
        seen = np.zeros(len(boxes), bool)
        objects = np.array(owners, np.int64)
        turns, every = _turns(boxes, objects), set(owners)
        none = self._without(every | twins)
        for turn in turns:
            ours = np.isin(objects, list(turn))
            alone = self._whole if len(turns) == 1 else self._without(every - turn)
            shares = _shares(_changed(alone, none), self._pixels(boxes[ours]))
            seen[ours] = shares >= SEEN
        return seen

    def inked(self, boxes: Floats) -> Flags:
        """In which boxes the picture of the page shows light and dark."""
        found = np.zeros(len(boxes), bool)
        for i, (x0, y0, x1, y1) in enumerate(self._pixels(boxes).tolist()):
            part = self._whole[y0:y1, x0:x1].reshape(-1, self._whole.shape[2])
            found[i] = len(part) > 0 and int(np.ptp(part, axis=0).max()) >= INK
        return found

    def part(self, box: Floats, apart_from: Floats) -> tuple[Colours, Flags]:
        """What the picture shows of a box, and which of its points are in one of other boxes."""
        x0, y0, x1, y1 = self._pixels(box[None])[0].tolist()
        inside = np.zeros(self._whole.shape[:2], bool)
        for left, top, right, bottom in self._pixels(apart_from).tolist():
            inside[top:bottom, left:right] = True
        return self._whole[y0:y1, x0:x1], inside[y0:y1, x0:x1]

    def _without(self, objects: Iterable[int]) -> Colours:
        """The picture without some text objects."""
        held = [at_address(one) for one in objects]
        try:
            for one in held:
                _set_active(one, 0)
            return self._colours()
        finally:
            for one in held:
                _set_active(one, 1)

    def _colours(self) -> Colours:
        bitmap = self._page.render(scale=self._scale, crop=self._cut)
        try:
            shown = bitmap.to_numpy().reshape(bitmap.height, bitmap.width, -1)
            return np.ascontiguousarray(np.rot90(shown, -self._quarters), np.uint8)
        finally:
            bitmap.close()

    def _pixels(self, boxes: Floats) -> npt.NDArray[np.int64]:
        """Boxes in whole points of the picture, at least one wide and high."""
        height, width = self._whole.shape[:2]
        low = np.floor((boxes[:, :2] - self._corner) * self._scale).astype(np.int64)
        high = np.ceil((boxes[:, 2:] - self._corner) * self._scale).astype(np.int64)
        high = np.maximum(high, low + 1)
        most = np.array([width, height])
        return np.concatenate([np.clip(low, 0, most), np.clip(high, 0, most)], 1)


def _quarters(page: PageTransform, seen: PageTransform) -> int:
    for quarters in range(4):
        if page.turned(quarters) == seen:
            return quarters
    return 0


def _cut(
    boxes: Floats, width: float, height: float, quarters: int
) -> tuple[tuple[float, float, float, float], Floats]:
    """What to cut off the page at its left, bottom, right and top, and the corner that is left."""
    if quarters or not len(boxes):
        return (0, 0, 0, 0), np.zeros(2)
    low = np.clip(np.floor(boxes[:, :2].min(0)) - MARGIN, 0, (width - 1, height - 1))
    high = np.clip(np.ceil(boxes[:, 2:].max(0)) + MARGIN, low + 1, (width, height))
    (left, top), (right, bottom) = low.tolist(), high.tolist()
    return (left, height - bottom, width - right, top), low


def _changed(one: Colours, other: Colours) -> Flags:
    """Where one of the colours differs."""
    change = np.maximum(one, other) - np.minimum(one, other) >= CHANGE
    return np.asarray(change[:, :, 0] | change[:, :, 1] | change[:, :, 2])


def _shares(changed: Flags, boxes: npt.NDArray[np.int64]) -> Floats:
    """The share of each box that has changed."""
    x0, y0, x1, y1 = boxes.T
    inside = sums_within(summed_area(changed), x0, y0, x1, y1)
    return np.asarray(inside / np.maximum((x1 - x0) * (y1 - y0), 1))


def _turns(boxes: Floats, owners: npt.NDArray[np.int64]) -> list[set[int]]:
    """Text objects in lots of which none is on another of its lot, so far as turns go."""
    objects, back = np.unique(owners, return_inverse=True)
    if len(objects) > MOST_OBJECTS:
        return [set(objects.tolist())]
    low, high = np.full((len(objects), 2), np.inf), np.full((len(objects), 2), -np.inf)
    np.minimum.at(low, back, boxes[:, :2])
    np.maximum.at(high, back, boxes[:, 2:])
    x0, y0 = low.T
    x1, y1 = high.T
    wide = np.minimum(x1, x1[:, None]) - np.maximum(x0, x0[:, None])
    tall = np.minimum(y1, y1[:, None]) - np.maximum(y0, y0[:, None])
    meets = (wide > 0) & (tall > 0.3 * np.minimum(y1 - y0, (y1 - y0)[:, None]))
    turn = np.zeros(len(objects), np.int64)
    for i in np.flatnonzero(meets.sum(1) > 1).tolist():
        taken = set(turn[:i][meets[i, :i]].tolist())
        turn[i] = next((t for t in range(TURNS) if t not in taken), TURNS - 1)
    return [set(objects[turn == t].tolist()) for t in np.unique(turn).tolist()]
