"""What a page paints, in the order in which it does: fills and pictures, and its text."""

from __future__ import annotations

from collections.abc import Sequence
from ctypes import c_float, c_int, c_size_t, c_uint
from dataclasses import dataclass
from itertools import repeat

import numpy as np

from extractor.pages.pdfium_ffi import Buffer, Flags, Floats, Ints, Pointer, at_address, by_address
from extractor.pages.transform import PageTransform

TEXT, PATH, IMAGE, SHADING, FORM = 1, 2, 3, 4, 5
# A path that is no fill but a thick line; pdfium has no number for it.
LINE = 0
# Render modes of text that paint nothing.
INVISIBLE_MODES = (3, 7)
# What is narrower or lower than this many points hides no letter.
LEAST_SIDE = 2.0
# Text that lets so much through (of 255) is hardly there.
FAINT = 40
# What makes a colour one, of its largest part; and how light that part must be.
STRONG, DARK = 0.15, 90
# Degrees from pure red at which amber begins; how far a green may go towards blue.
REDDEST, GREENEST = 22.0, 0.6
# A rectangle has four sides; a path may or may not go back to where it began.
_RECTANGLE = (4, 5)
_IDENTITY = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

_draw_mode = by_address("FPDFPath_GetDrawMode")
_fill_colour = by_address("FPDFPageObj_GetFillColor")
_stroke_width = by_address("FPDFPageObj_GetStrokeWidth")
_bounds = by_address("FPDFPageObj_GetBounds")
_render_mode = by_address("FPDFTextObj_GetTextRenderMode")
_clip = by_address("FPDFPageObj_GetClipPath", c_size_t)
_clip_paths = by_address("FPDFClipPath_CountPaths")
_clip_segments = by_address("FPDFClipPath_CountPathSegments")
_clip_segment = by_address("FPDFClipPath_GetPathSegment", c_size_t)
_segment_point = by_address("FPDFPathSegment_GetPoint")

_two = Buffer(c_int, 2, whole=False)
_width = Buffer(c_float, 1, whole=False)
_colour = Buffer(c_uint, 4, whole=False)
_sides = Buffer(c_float, 4, whole=False)
_point = Buffer(c_float, 2, whole=False)


@dataclass(frozen=True, slots=True)
class Texts:
    """The text objects of a page: where each comes in the order of painting, its grey (0 to 255),
    hue (see `hues`) and opacity, whether its render mode paints nothing, and the box as seen that
    it is clipped to."""

    order: Ints
    grey: Floats
    hue: Ints
    alpha: Floats
    unpainted: Flags
    clip: Floats


@dataclass(frozen=True, slots=True)
class Paint:
    """What a page paints, in its order.

    `boxes` are those of fills, thick lines, pictures and shadings as seen, `kind` tells which,
    `grey` is the shade of each (NaN where it is not one), `hue` whether it is filled in a colour of
    ratings (see `hues`). `row` finds a text object, by its address, in `texts`.
    """

    boxes: Floats
    order: Ints
    grey: Floats
    kind: Ints
    row: dict[int, int]
    texts: Texts
    hue: Ints

    @property
    def picture(self) -> Flags:
        """Which of what is painted are pictures."""
        return np.asarray(self.kind == IMAGE)

    @property
    def thick_lines(self) -> Floats:
        """The boxes of thick lines."""
        return np.asarray(self.boxes[self.kind == LINE])


_NO_NUMBERS = np.empty(0, np.int64)
NOTHING = (np.empty((0, 4)), _NO_NUMBERS, np.empty(0), _NO_NUMBERS, _NO_NUMBERS)


class PaintReader:
    """Collects the objects of a page as they are met, and asks about all of them at the end."""

    def __init__(self, view: PageTransform) -> None:
        self._view = view
        self._outer: list[Floats | None] = []
        self._met = 0
        # For each kind the objects, their order, and which of the outer matrices is theirs.
        self._held: dict[int, tuple[list[Pointer], list[int], list[int]]] = {
            kind: ([], [], []) for kind in (TEXT, PATH, IMAGE, SHADING)
        }
        self._texts_at: list[int] = []

    def see(
        self,
        objects: Sequence[Pointer],
        addresses: Sequence[int],
        kinds: Sequence[int],
        outer: Floats | None,
    ) -> None:
        """Take the next objects of the page, or of a form with the matrix `outer`."""
        self._outer.append(outer)
        place = len(self._outer) - 1
        for kind, (held, order, outers) in self._held.items():
            ours = [i for i, one in enumerate(kinds) if one == kind]
            if ours:
                held += [objects[i] for i in ours]
                order += [self._met + i for i in ours]
                outers += [place] * len(ours)
                if kind == TEXT:
                    self._texts_at += [addresses[i] for i in ours]
        self._met += len(objects)

    def result(self) -> Paint:
        """All that was met."""
        texts = self._texts()
        row = {address: i for i, address in enumerate(self._texts_at)}
        areas = [self._areas(kind) for kind in (PATH, IMAGE, SHADING) if len(texts.order)]
        boxes, order, grey, kinds, hue = (
            [np.concatenate(part) for part in zip(*areas, strict=True)] if areas else NOTHING
        )
        return Paint(boxes, order, grey, kinds, row, texts, hue)

    def _areas(self, kind: int) -> tuple[Floats, Ints, Floats, Ints, Ints]:
        """The objects of one kind that can hide something: boxes, order, greys, kinds and hues."""
        objects, order, outers = self._held[kind]
        if not objects:
            return NOTHING
        numbers, places = _whole(order), _whole(outers)
        grey, kinds = np.full(len(objects), np.nan), np.full(len(objects), kind)
        hue = np.zeros(len(objects), np.int64)
        if kind == PATH:
            filled, thick = _painted(objects)
            colours = _colour.each(_fill_colour, _some(objects, filled))
            grey[filled], hue[filled] = _greys(colours), hues(colours)
            kinds[thick] = LINE
            kept = filled | thick
            if not kept.any():
                return NOTHING
            objects, numbers, places = _some(objects, kept), numbers[kept], places[kept]
            grey, kinds, hue = grey[kept], kinds[kept], hue[kept]
        left, bottom, right, top = _sides.each(_bounds, objects).T
        boxes = self._seen(np.stack([left, top, right, bottom], 1), places)
        wide, high = boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]
        kept = (wide >= LEAST_SIDE) & (high >= LEAST_SIDE)
        return boxes[kept], numbers[kept], grey[kept], kinds[kept], hue[kept]

    def _texts(self) -> Texts:
        objects, order, outers = self._held[TEXT]
        colours = _colour.each(_fill_colour, objects)
        grey, alpha = _greys(colours), colours[:, 3]
        unpainted = [mode in INVISIBLE_MODES for mode in map(_render_mode, objects)]
        boxes, clipped = _clips(objects)
        clip = np.tile([-np.inf, -np.inf, np.inf, np.inf], (len(objects), 1))
        if clipped.any():
            clip[clipped] = self._seen(boxes, _whole(outers)[clipped])
        return Texts(_whole(order), grey, hues(colours), alpha, np.array(unpainted, bool), clip)

    def _seen(self, boxes: Floats, outers: Ints) -> Floats:
        """(n, 4) left, top, right, bottom in the space of forms, as seen on the page."""
        if any(outer is not None for outer in self._outer):
            every = np.array([_IDENTITY if outer is None else outer for outer in self._outer])
            boxes = _moved(boxes, every[outers])
        return self._view.boxes(boxes)


def _whole(numbers: Sequence[int]) -> Ints:
    return np.array(numbers, np.int64)


def _pointers(addresses: Sequence[int]) -> list[Pointer]:
    return list(map(at_address, addresses))


def _moved(boxes: Floats, matrices: Floats) -> Floats:
    """The boxes around boxes that a matrix each moves."""
    a, b, c, d, e, f = matrices.T
    corners = [(boxes[:, x], boxes[:, y]) for x in (0, 2) for y in (1, 3)]
    xs = np.stack([a * x + c * y + e for x, y in corners], 1)
    ys = np.stack([b * x + d * y + f for x, y in corners], 1)
    return np.stack([xs.min(1), ys.max(1), xs.max(1), ys.min(1)], 1)


def _some(objects: list[Pointer], chosen: Flags) -> list[Pointer]:
    return [objects[i] for i in np.flatnonzero(chosen).tolist()]


def _painted(paths: list[Pointer]) -> tuple[Flags, Flags]:
    """Which paths are filled, and which are drawn with a thick line instead."""
    mode, stroke = _two.each(_draw_mode, paths).T
    filled = mode != 0
    thick = ~filled & (stroke != 0)
    if thick.any():
        widths = _width.each(_stroke_width, _some(paths, thick))
        thick[thick] = widths[:, 0] >= LEAST_SIDE
    return filled, thick


def _greys(colours: Floats) -> Floats:
    """The shade (0 to 255) of colours, (n, 4) red, green, blue, opacity."""
    red, green, blue, _ = colours.T
    return np.asarray(0.299 * red + 0.587 * green + 0.114 * blue)


def hues(colours: Floats) -> Ints:
    """Which colours rate: 1 red, 2 amber or yellow, 3 green; 0 none of them, as grey and blue."""
    red, green, blue, _ = colours.T
    most, least = colours[:, :3].max(1), colours[:, :3].min(1)
    spread = most - least
    strong = (spread >= STRONG * np.maximum(most, 1)) & (most >= DARK)
    with np.errstate(divide="ignore", invalid="ignore"):
        of_red = np.where(spread > 0, (green - blue) / spread, 0) * 60  # degrees from pure red
    reddish, greenish = strong & (red == most), strong & (green == most)
    found = np.zeros(len(colours), np.int64)
    found[reddish & (np.abs(of_red) < REDDEST)] = 1
    found[reddish & (of_red >= REDDEST)] = 2
    found[greenish & (blue <= red + GREENEST * spread)] = 3
    found[greenish & (red >= most - 0.08 * spread)] = 2  # yellow
    return found


def _clips(texts: list[Pointer]) -> tuple[Floats, Flags]:
    """The boxes, before outer matrices, to which text objects are clipped, and which are."""
    paths = list(map(at_address, map(_clip, texts)))
    counts = np.array(list(map(_clip_paths, paths)), np.int64)
    clipped = counts > 0
    held = _some(paths, clipped)
    low = np.full((len(held), 2), -np.inf)
    high = -low
    for index in range(int(counts.max(initial=0))):
        ours = np.flatnonzero(counts[clipped] > index)
        first, last = _corners([held[i] for i in ours.tolist()], index)
        low[ours] = np.maximum(low[ours], first)
        high[ours] = np.minimum(high[ours], last)
    return np.stack([low[:, 0], high[:, 1], high[:, 0], low[:, 1]], 1), clipped


def _corners(clips: list[Pointer], index: int) -> tuple[Floats, Floats]:
    """The lowest and highest coordinates of one of the paths of each clip."""
    segments = list(map(_clip_segments, clips, repeat(index)))
    # Of a rectangle two opposite corners say all.
    one, other = (
        _point.each(
            _segment_point,
            _pointers(list(map(_clip_segment, clips, repeat(index), repeat(corner)))),
        )
        for corner in (0, 2)
    )
    low, high = np.minimum(one, other), np.maximum(one, other)
    for row, count in enumerate(segments):
        if count not in _RECTANGLE:
            every = [_clip_segment(clips[row], index, i) for i in range(count)]
            points = _point.each(_segment_point, _pointers(every))
            if len(points):
                low[row], high[row] = points.min(0), points.max(0)
    return low, high
