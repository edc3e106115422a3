"""Pictures pasted among a page's own text: which of them seem to hold text that nothing reads.

A page with enough text of its own is not recognised, so that a table or chart pasted as a picture
is not read. A small rendering shows whether words are on it: runs of strokes, quiet above and
below, side by side on lines. Photographs, logos, maps and colours have few of those. Tesseract
could say it for certain, but takes a hundred times as long, and where it is not installed a paper
would have other problems than where it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import pypdfium2 as pdfium

from extractor.pages.drawing import Drawing
from extractor.pages.model import Word
from extractor.pages.pdfium_ffi import Flags, Floats, Ints
from extractor.pages.rendering import Colours, Rendering
from extractor.pages.summed_area import Counts, summed_area, sums_within
from extractor.pages.transform import PageTransform

NOT_READ = (
    "not read: figures inside pictures, often charts, are missing. "
    "Print the page to a new PDF as an image and read that with Tesseract."
)
"""How the problem of such a page ends; all text of the page's own is read."""
ONE = f"A picture on the page that seems to hold text was {NOT_READ}"
SEVERAL = f"Pictures on the page that seem to hold text were {NOT_READ}"
# What covers less of the page, or has a shorter side (in points), is a logo or an icon.
LEAST_SHARE, LEAST_SIDE = 0.04, 60.0
# A picture with so many of the page's own words on it is read: a scan with its text, a coloured
# box behind a text.
READ_WORDS = 20
# What a picture must have to hold text: words on lines, and lines. Mastheads have fewer.
FEWEST_WORDS, FEWEST_LINES = 8, 3
# And of all that looks like a word so much must stand on lines: of grass and gravel little does.
LEAST_ALIGNED = 0.4
# How far apart (in points) the strips are that a picture was cut into.
JOIN = 1.0
# Points of the page around its own words in which parts of their letters may be.
RIM = 1.5

# All that follows is in points of the rendering, of which a point of the page has one and a half.
# Ink is so much (of 255) darker or lighter than what is around it, so far each way.
CONTRAST, AROUND = 28, 10
# The letters of a word are at most so far apart.
LETTER_GAP = 2
# How high words are, and how long for their height.
LOWEST, HIGHEST, SHORTEST, LONGEST = 5, 36, 1.0, 30.0
# Strokes that a row through a word meets: in all, and for each height of its length.
STROKES, STROKES_A_HEIGHT = 1.8, (0.6, 3.0)
# How much of a word's box is ink.
INK = (0.15, 0.7)
# So few of the points beside a line of text differ by so much of 255 from the next.
CHANGE, CHANGES = 24, 0.12
# Words of one line: how far their feet and heights differ, and for their height how far they are
# apart.
LEVEL, ALIKE, APART = 2, 3, 12
# Words of one column begin or end so near one another, with so many others.
FLUSH, COLUMN = 1, 3
# So many words are held against one another; more are not needed to know.
MOST_WORDS = 500
# A rendering is looked at in bands of so many points, as sums over it take many bytes a point.
BAND = 700_000


def unread_pictures(
    page: pdfium.PdfPage, view: PageTransform, drawing: Drawing, words: Sequence[Word]
) -> str | None:
    """The problem of a page with pictures that seem to hold text, or None where it has none.

    `page` is open, `view` how it is read, `drawing` what it draws; `words` are those that are read
    on it. Only a page with a large picture that has few of those words on it is drawn for this.
    """
    boxes = _large(drawing, view)
    if not len(boxes):
        return None
    own = np.array([(w.box.x0, w.box.top, w.box.x1, w.box.bottom) for w in words]).reshape(-1, 4)
    x, y = (own[:, 0] + own[:, 2]) / 2, (own[:, 1] + own[:, 3]) / 2
    x0, top, x1, bottom = boxes.T[:, :, None]
    on_it = ((x0 < x) & (x < x1) & (top < y) & (y < bottom)).sum(1)
    boxes = boxes[on_it < READ_WORDS]
    if not len(boxes):
        return None
    try:
        rendering = Rendering(page, view, boxes)
    except pdfium.PdfiumError:  # what cannot be drawn shows no text
        return None
    wiped = own + np.array([-RIM, -RIM, RIM, RIM])
    found = sum(_holds_text(*rendering.part(box, wiped)) for box in boxes)
    # Not how many: one that is seen may be several that were laid side by side.
    return (ONE, SEVERAL)[found > 1] if found else None


def _large(drawing: Drawing, view: PageTransform) -> Floats:
    """The boxes of the large pictures, as far as they are on the page; small ones that touch are
    strips of one."""
    paint = drawing.paint
    if drawing.image_share < LEAST_SHARE or not paint.picture.any():
        return np.empty((0, 4))
    boxes = paint.boxes[paint.picture]
    boxes = np.clip(boxes[np.isfinite(boxes).all(1)], 0, np.tile((view.width, view.height), 2))
    least = LEAST_SHARE * view.width * view.height
    small = _area(boxes) < least
    strips = _joined(_joined(boxes[small], 1), 0)
    every = np.concatenate([boxes[~small], strips[_area(strips) >= least]])
    sides = np.minimum(every[:, 2] - every[:, 0], every[:, 3] - every[:, 1])
    return np.unique(every[sides >= LEAST_SIDE], axis=0)


def _area(boxes: Floats) -> Floats:
    return np.asarray((boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1]))


def _joined(boxes: Floats, axis: int) -> Floats:
    """Boxes that follow one another along an axis (0 across, 1 down), equally wide, as one."""
    if len(boxes) < 2:
        return boxes
    other = 1 - axis
    same = np.round(boxes[:, [other, other + 2]] / (2 * JOIN))
    order = np.lexsort((boxes[:, axis], same[:, 1], same[:, 0]))
    boxes, same = boxes[order], same[order]
    apart = (same[1:] != same[:-1]).any(1)
    apart |= np.abs(boxes[1:, axis] - boxes[:-1, axis + 2]) > JOIN
    first = np.flatnonzero(np.concatenate([[True], apart]))
    low, high = (reduce.reduceat(boxes, first) for reduce in (np.minimum, np.maximum))
    return np.concatenate([low[:, :2], high[:, 2:]], 1)


def _holds_text(colours: Colours, wiped: Flags) -> bool:
    """Whether the colours of a picture show lines of words, apart from what is wiped out."""
    height, width = wiped.shape
    rows = max(BAND // max(width, 1), HIGHEST)
    words, aligned, lines = 0, 0, 0
    for top in range(0, height, rows):
        for boxes in _words(colours[top : top + rows], wiped[top : top + rows]):
            on_lines, count = _on_lines(boxes)
            words, aligned, lines = words + len(boxes), aligned + on_lines, lines + count
            enough = aligned >= FEWEST_WORDS and lines >= FEWEST_LINES
            if enough and aligned >= LEAST_ALIGNED * words:
                return True
    return False


def _words(colours: Colours, wiped: Flags) -> Iterator[Ints]:
    """The boxes of what looks like words: first those darker than what is around them."""
    # Green is most of what the eye calls light; a picture without colours has one part only.
    grey = colours[:, :, min(colours.shape[2] - 1, 1)].astype(np.int32)
    contrast = _around(grey) - grey
    changes = summed_area(np.abs(np.diff(grey, axis=1, prepend=grey[:, :1])) >= CHANGE)
    for ink in (contrast > CONTRAST, contrast < -CONTRAST):
        yield _wordlike(ink & ~wiped, changes)[:MOST_WORDS]


def _around(grey: Counts) -> Counts:
    """The mean of what is around each point."""
    side = 2 * AROUND + 1
    wide = np.pad(grey, AROUND, mode="edge")
    sums = summed_area(wide)
    total = sums[side:, side:] - sums[:-side, side:] - sums[side:, :-side] + sums[:-side, :-side]
    return np.asarray(total // (side * side), np.int32)


def _wordlike(ink: Flags, changes: Counts) -> Ints:
    """The boxes of what looks like a word among the ink."""
    boxes = _pieces(_closed(ink))
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    fits = (high >= LOWEST) & (high <= HIGHEST)
    boxes = boxes[fits & (wide >= SHORTEST * high) & (wide <= LONGEST * high)]
    wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
    begins = ink.copy()
    begins[:, 1:] &= ~ink[:, :-1]
    strokes = sums_within(summed_area(begins), *boxes.T) / high
    dense = sums_within(summed_area(ink), *boxes.T) / (wide * high)
    rate = strokes * high / wide
    beside = np.zeros(len(boxes))
    for side, first, last in ((1, -3, -1), (3, 1, 3)):  # above and below, next to its grey rim
        strip = boxes.copy()
        strip[:, 1], strip[:, 3] = boxes[:, side] + first, boxes[:, side] + last
        beside += sums_within(changes, *np.clip(strip, 0, np.tile(ink.shape[::-1], 2)).T)
    kept = (strokes >= STROKES) & (beside < CHANGES * 4 * wide)
    kept &= (rate > STROKES_A_HEIGHT[0]) & (rate < STROKES_A_HEIGHT[1])
    kept &= (dense > INK[0]) & (dense < INK[1])
    return np.asarray(boxes[kept])


def _closed(ink: Flags) -> Flags:
    """The ink with the gaps between letters filled."""
    spread, kept = ink.copy(), ink.copy()
    for step in range(1, LETTER_GAP + 1):
        spread[:, step:] |= ink[:, :-step]
    kept[:] = spread
    for step in range(1, LETTER_GAP + 1):
        kept[:, :-step] &= spread[:, step:]
    return kept | ink


def _pieces(ink: Flags) -> Ints:
    """The boxes around what hangs together: x0, top, x1, bottom."""
    height, width = ink.shape
    edged = np.zeros((height, width + 2), np.int8)
    edged[:, 1:-1] = ink
    # Runs of ink by where they begin and end in all rows one after another.
    steps = np.diff(edged, axis=1).ravel()
    begin, end = np.flatnonzero(steps == 1), np.flatnonzero(steps == -1)
    if not len(begin):
        return np.empty((0, 4), np.int64)
    row = width + 1
    first = np.searchsorted(end, begin + row, "right")
    count = np.maximum(np.searchsorted(begin, end + row, "left") - first, 0)
    one = np.repeat(np.arange(len(begin)), count)
    other = np.arange(count.sum()) + np.repeat(first - np.cumsum(count) + count, count)
    owner = _owners(len(begin), one, other)
    found, owner = np.unique(owner, return_inverse=True)
    boxes = np.zeros((len(found), 4), np.int64)
    boxes[:, :2] = (width, height)
    np.minimum.at(boxes[:, 0], owner, begin % row)
    np.minimum.at(boxes[:, 1], owner, begin // row)
    np.maximum.at(boxes[:, 2], owner, end % row)
    np.maximum.at(boxes[:, 3], owner, end // row + 1)
    return boxes


def _owners(count: int, one: Ints, other: Ints) -> Ints:
    """The first of those that each is joined to, by pairs that touch."""
    owner = np.arange(count)
    while True:
        least = np.minimum(owner[one], owner[other])
        if (least == owner[one]).all() and (least == owner[other]).all():
            return owner
        before = owner.copy()
        np.minimum.at(owner, before[one], least)
        np.minimum.at(owner, before[other], least)
        owner = owner[owner]


def _on_lines(boxes: Ints) -> tuple[int, int]:
    """How many words stand on a line with another or in a column with several, and how many lines
    of words there are."""
    if not len(boxes):
        return 0, 0
    x0, _, x1, feet = boxes.T
    high = feet - boxes[:, 1]
    gap = np.maximum(x0[:, None], x0) - np.minimum(x1[:, None], x1)
    alike = np.abs(high[:, None] - high) <= ALIKE
    np.fill_diagonal(alike, False)
    level = alike & (np.abs(feet[:, None] - feet) <= LEVEL) & (gap < APART * high[:, None])
    stacked = level.any(1)
    for edge in (x0, x1):
        below = alike & (np.abs(edge[:, None] - edge) <= FLUSH)
        stacked |= below.sum(1) >= COLUMN
    lines = 1 + int((np.diff(np.sort(feet)) > LOWEST).sum())
    return int(stacked.sum()), lines
