"""What a page draws: straight ruling lines, pictures, and what is painted over what."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from ctypes import c_float, c_size_t
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import pypdfium2 as pdfium

from extractor.pages.arrows import Shape, arrow_sized
from extractor.pages.model import Ruling
from extractor.pages.paint import FORM, IMAGE, PATH, Paint, PaintReader
from extractor.pages.pdfium_ffi import (
    LINE_TO,
    MOVE_TO,
    ROWS,
    Buffer,
    Flags,
    Floats,
    Ints,
    Pointer,
    at_address,
    by_address,
    pointer,
)
from extractor.pages.transform import PageTransform
from extractor.reading_settings import ReadingSettings

# A filled box thinner than this many points is a drawn line, not a box with four sides.
THIN = 2.5
# Lines shorter than this are dots and dashes of charts, of no use to tables.
SHORTEST = 1.0
# How far from straight (in points) a line may be.
SLANT = 0.5
# Paths of more segments are drawings (maps, logos), not rules.
MAX_SEGMENTS = 2000
MAX_RULINGS = 20_000
# Paths are read together up to about so many segments.
SEGMENTS_AT_ONCE = 8192

_count_objects = by_address("FPDFPage_CountObjects")
_get_object = by_address("FPDFPage_GetObject", c_size_t)
_form_count = by_address("FPDFFormObj_CountObjects")
_form_object = by_address("FPDFFormObj_GetObject", c_size_t)
_type = by_address("FPDFPageObj_GetType")
_object_matrix = by_address("FPDFPageObj_GetMatrix")
_segments = by_address("FPDFPath_CountSegments")
_segment = by_address("FPDFPath_GetPathSegment", c_size_t)
_segment_type = by_address("FPDFPathSegment_GetType")
_segment_point = by_address("FPDFPathSegment_GetPoint")
_segment_close = by_address("FPDFPathSegment_GetClose")

_six = Buffer(c_float, 6, whole=True)
_point = Buffer(c_float, 2, whole=False)
_IDENTITY = np.array([1.0, 0.0, 0.0, 1.0, 0.0, 0.0])


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a page draws: its ruling lines, the share (0 to 1) of it that pictures cover, and
    what is painted over what. `lines` are those of the rulings: x0, top, x1, bottom. `shapes` are
    the paths that can be arrows by their size."""

    rulings: tuple[Ruling, ...]
    lines: Floats
    image_share: float
    paint: Paint
    shapes: tuple[Shape, ...] = ()


def read_drawing(
    page: pdfium.PdfPage, view: PageTransform, settings: ReadingSettings, problems: list[str]
) -> Drawing:
    """What a page draws, straight lines and all.

    Looks at no more objects than the settings allow; says so in `problems`.
    """
    held = pointer(page.raw)
    lines: dict[tuple[float, ...], None] = {}
    drawn = [np.empty((0, 4))]
    shapes: list[Shape] = []
    pictures, left, found = 0.0, settings.max_objects_a_page, 0
    paint = PaintReader(view)
    depth = settings.max_form_depth
    every = _drawn(_get_object, held, _count_objects(held), None, depth, paint)
    for paths, matrices, covered in every:
        if found > MAX_RULINGS or len(paths) + len(covered) > left:
            problems.append("The page draws very much; some ruling lines are left out.")
            break
        left -= len(paths) + len(covered)
        pictures += sum(covered)
        for straight in _straight(paths, matrices, view, shapes):
            found += len(straight)
            drawn.append(straight)
            lines.update(dict.fromkeys(map(tuple, straight.tolist())))
    area = view.width * view.height
    rulings = tuple([Ruling(*line) for line in lines])
    share = min(1.0, pictures / area) if area else 0.0
    return Drawing(rulings, np.concatenate(drawn), share, paint.result(), tuple(shapes))


def horizontal(lines: Floats) -> Flags:
    """Which lines (x0, top, x1, bottom) run along the text."""
    return np.asarray(lines[:, 2] - lines[:, 0] >= lines[:, 3] - lines[:, 1])


def _drawn(
    get: Callable[..., Any],
    holder: Pointer,
    count: int,
    outer: Floats | None,
    depth: int,
    paint: PaintReader,
) -> Iterator[tuple[list[Pointer], Floats, list[float]]]:
    """What a page or form draws, some at a time and in order; `paint` sees all of it.

    Paths, the matrices to user space of each, and the areas that pictures cover.
    """
    for first in range(0, count, ROWS):
        indexes = range(first, min(first + ROWS, count))
        addresses = list(map(get, repeat(holder), indexes))
        objects = list(map(at_address, addresses))
        kinds = list(map(_type, objects))
        ends = [*(i for i, kind in enumerate(kinds) if kind == FORM), len(kinds)]
        shown = [i for i, kind in enumerate(kinds) if kind in (PATH, IMAGE, FORM)]
        matrices = np.zeros((len(kinds), 6))
        if shown:
            matrices[shown] = _matrices([objects[i] for i in shown], outer)
        at = 0
        for end in ends:
            paint.see(objects[at:end], addresses[at:end], kinds[at:end], outer)
            ours = [i for i in range(at, end) if kinds[i] == PATH]
            pictures = [i for i in range(at, end) if kinds[i] == IMAGE]
            covered = [abs(a * d - b * c) for a, b, c, d, _, _ in matrices[pictures].tolist()]
            yield [objects[i] for i in ours], matrices[ours], covered
            if end < len(kinds) and depth > 0:
                form = objects[end]
                count_within = _form_count(form)
                yield from _drawn(_form_object, form, count_within, matrices[end], depth - 1, paint)
            at = end + 1


def _matrices(objects: list[Pointer], outer: Floats | None) -> Floats:
    """The matrix of each object to user space: (n, 6) a, b, c, d, e, f."""
    known = list(map(_object_matrix, objects, _six.cells[0]))
    inner = _six.rows[: len(objects)].astype(np.float64)
    if not all(known):
        inner[[i for i, held in enumerate(known) if not held]] = _IDENTITY
    if outer is None:
        return inner
    a, b, c, d, e, f = inner.T
    p, q, r, s, t, u = outer
    return np.stack(
        [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
         e * p + f * r + t, e * q + f * s + u], 1,
    )  # fmt: skip


def _straight(
    paths: list[Pointer],
    matrices: Floats,
    view: PageTransform,
    shapes: list[Shape],
) -> Iterator[Floats]:
    """The straight lines of paths, some at a time: (n, 4) x0, top, x1, bottom as seen.

    Paths that can be arrows by their size are added to `shapes`.
    """
    taken: list[int] = []
    counts: list[int] = []
    held = 0
    for index, count in enumerate(map(_segments, paths)):
        if 2 <= count <= MAX_SEGMENTS:
            taken.append(index)
            counts.append(count)
            held += count
            if held > SEGMENTS_AT_ONCE:
                yield _lines([paths[i] for i in taken], counts, matrices[taken], view, shapes)
                taken, counts, held = [], [], 0
    if taken:
        yield _lines([paths[i] for i in taken], counts, matrices[taken], view, shapes)


def _lines(
    paths: list[Pointer],
    counts: list[int],
    matrices: Floats,
    view: PageTransform,
    shapes: list[Shape],
) -> Floats:
    """The straight lines of paths; a thin box gives the one line that it is seen as."""
    segments = [
        segment
        for path, count in zip(paths, counts, strict=True)
        for segment in map(at_address, map(_segment, repeat(path), range(count)))
    ]
    x, y = _points(segments, np.repeat(matrices, counts, axis=0), view)
    kinds = np.array(list(map(_segment_type, segments)))
    shapes += arrow_sized(x, y, kinds, counts)
    closing = np.array(list(map(_segment_close, segments))) != 0
    each = np.arange(len(segments))
    first = np.repeat(np.cumsum(counts) - counts, counts)
    begun = np.maximum.accumulate(np.where(kinds == MOVE_TO, each, first))
    # Where a segment starts: at the end of the one before, or where that one closed its line.
    start = np.concatenate([[0], np.where(closing, begun, each)[:-1]])
    start[first == each] = each[first == each]
    drawn = np.stack([kinds == LINE_TO, closing], 1).ravel()
    start, end = (
        np.stack([start, each], 1).ravel()[drawn],
        np.stack([each, begun], 1).ravel()[drawn],
    )
    if not len(start):
        return np.empty((0, 4))
    owner = np.repeat(np.repeat(np.arange(len(paths)), counts), 2)[drawn]
    return _rulings(np.stack([x[start], y[start], x[end], y[end]], 1), owner, view)


def _points(
    segments: list[Pointer], matrices: Floats, view: PageTransform
) -> tuple[Floats, Floats]:
    """The end point of each segment, as seen."""
    raw = np.empty((len(segments), 2))
    for first in range(0, len(segments), ROWS):
        part = segments[first : first + ROWS]
        deque(map(_segment_point, part, *_point.cells), maxlen=0)
        raw[first : first + len(part)] = _point.rows[: len(part)]
    x, y = raw.T
    a, b, c, d, e, f = matrices.T
    return view.points(a * x + c * y + e, b * x + d * y + f)


def _rulings(lines: Floats, owner: Ints, view: PageTransform) -> Floats:
    """Those of the lines (from x, y to x, y) that are straight, long enough and on the page.

    `owner` numbers the path that each belongs to.
    """
    at = np.flatnonzero(np.concatenate([[True], owner[1:] != owner[:-1]]))
    low, high = np.minimum(lines[:, :2], lines[:, 2:]), np.maximum(lines[:, :2], lines[:, 2:])
    least, most = np.minimum.reduceat(low, at), np.maximum.reduceat(high, at)
    sides = np.diff(np.append(at, len(lines)))
    width, height = (most - least).T
    thin = (sides >= 4) & (sides <= 5) & (np.minimum(width, height) <= THIN)
    middle = (least + most) / 2
    flat = thin & (width >= height)
    tall = thin & ~flat
    least[flat, 1] = most[flat, 1] = middle[flat, 1]
    least[tall, 0] = most[tall, 0] = middle[tall, 0]
    low[at[thin]], high[at[thin]] = least[thin], most[thin]
    kept = np.repeat(~thin, sides)
    kept[at[thin]] = True
    dx, dy = (high - low).T
    kept &= (np.minimum(dx, dy) <= SLANT) & (np.maximum(dx, dy) >= SHORTEST)
    kept &= (high[:, 0] >= 0) & (high[:, 1] >= 0)
    kept &= (low[:, 0] <= view.width) & (low[:, 1] <= view.height)
    return np.asarray(np.concatenate([low, high], 1)[kept])
