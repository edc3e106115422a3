"""What a page draws: straight ruling lines, and how much of it pictures cover."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from ctypes import c_int, c_void_p

import pypdfium2 as pdfium

from extractor.pages.handles import address_of, by_address
from extractor.pages.model import Ruling
from extractor.pages.view import View
from extractor.settings import ReadingSettings

# A filled box thinner than this many points is a drawn line, not a box with four sides.
THIN = 2.5
# Lines shorter than this are dots and dashes of charts, of no use to tables.
SHORTEST = 1.0
# How far from straight (in points) a line may be.
SLANT = 0.5
# Paths of more segments are drawings (maps, logos), not rules.
MAX_SEGMENTS = 2000
MAX_RULINGS = 20_000

PATH, IMAGE, FORM = 2, 3, 5
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]

_count_objects = by_address("FPDFPage_CountObjects", c_int, c_void_p)
_get_object = by_address("FPDFPage_GetObject", c_void_p, c_void_p, c_int)
_form_count = by_address("FPDFFormObj_CountObjects", c_int, c_void_p)
_form_object = by_address("FPDFFormObj_GetObject", c_void_p, c_void_p, ctypes.c_ulong)
_type = by_address("FPDFPageObj_GetType", c_int, c_void_p)
_object_matrix = by_address("FPDFPageObj_GetMatrix", c_int, c_void_p, c_void_p)
_segments = by_address("FPDFPath_CountSegments", c_int, c_void_p)
_segment = by_address("FPDFPath_GetPathSegment", c_void_p, c_void_p, c_int)
_segment_type = by_address("FPDFPathSegment_GetType", c_int, c_void_p)
_segment_point = by_address("FPDFPathSegment_GetPoint", c_int, c_void_p, c_void_p, c_void_p)
_segment_close = by_address("FPDFPathSegment_GetClose", c_int, c_void_p)


def read_drawing(
    page: pdfium.PdfPage, view: View, settings: ReadingSettings, problems: list[str]
) -> tuple[tuple[Ruling, ...], float]:
    """The ruling lines of a page, and the share (0 to 1) of it that pictures cover.

    Looks at no more objects than the settings allow; says so in `problems`.
    """
    rulings: list[Ruling] = []
    pictures = 0.0
    objects = _objects(address_of(page.raw), settings.max_form_depth)
    for seen, (kind, address, matrix) in enumerate(objects):
        if seen >= settings.max_objects_a_page or len(rulings) > MAX_RULINGS:
            problems.append("The page draws very much; some ruling lines are left out.")
            break
        if kind == IMAGE:
            pictures += abs(matrix[0] * matrix[3] - matrix[1] * matrix[2])
        elif kind == PATH:
            rulings += _rulings(address, matrix, view)
    area = view.width * view.height
    return tuple(dict.fromkeys(rulings)), min(1.0, pictures / area) if area else 0.0


def _objects(page: int, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    """Paths and pictures of a page and its forms: kind, address, matrix to user space."""
    for index in range(_count_objects(page)):
        yield from _object(_get_object(page, index), _IDENTITY, depth)


def _object(address: int, outer: Matrix, depth: int) -> Iterator[tuple[int, int, Matrix]]:
    kind = _type(address) if address else 0
    if kind not in (PATH, IMAGE, FORM):
        return
    matrix = _times(_matrix_of(address), outer)
    if kind != FORM:
        yield kind, address, matrix
    elif depth > 0:
        for index in range(_form_count(address)):
            yield from _object(_form_object(address, index), matrix, depth - 1)


_IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_cells = (ctypes.c_float * 6)()
_cells_at = ctypes.addressof(_cells)


def _matrix_of(address: int) -> Matrix:
    if not _object_matrix(address, _cells_at):
        return _IDENTITY
    a, b, c, d, e, f = _cells
    return a, b, c, d, e, f


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    if outer is _IDENTITY:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (
        a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s,
        e * p + f * r + t, e * q + f * s + u,
    )  # fmt: skip


_xy = (ctypes.c_float * 2)()
_x_at, _y_at = ctypes.addressof(_xy), ctypes.addressof(_xy) + 4


def _rulings(path: int, matrix: Matrix, view: View) -> list[Ruling]:
    """The straight lines of one path; a thin box gives the one line that it is seen as."""
    count = _segments(path)
    if not 2 <= count <= MAX_SEGMENTS:
        return []
    a, b, c, d, e, f = matrix
    lines: list[tuple[Point, Point]] = []
    start = at = (0.0, 0.0)
    for index in range(count):
        segment = _segment(path, index)
        kind = _segment_type(segment)
        _segment_point(segment, _x_at, _y_at)
        ux, uy = a * _xy[0] + c * _xy[1] + e, b * _xy[0] + d * _xy[1] + f
        point = (
            view.a * ux + view.c * uy + view.e,
            view.b * ux + view.d * uy + view.f,
        )
        if kind == MOVE_TO:
            start = point
        elif kind == LINE_TO:
            lines.append((at, point))
        at = point
        if _segment_close(segment):
            lines.append((at, start))
            at = start
    if 4 <= len(lines) <= 5:
        xs = [p[0] for line in lines for p in line]
        ys = [p[1] for line in lines for p in line]
        width, height = max(xs) - min(xs), max(ys) - min(ys)
        if min(width, height) <= THIN:
            middle_x, middle_y = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
            if width >= height:
                lines = [((min(xs), middle_y), (max(xs), middle_y))]
            else:
                lines = [((middle_x, min(ys)), (middle_x, max(ys)))]
    return [r for p, q in lines if (r := _ruling(p, q, view)) is not None]


def _ruling(p: Point, q: Point, view: View) -> Ruling | None:
    """The line from p to q where it is straight, long enough and on the page."""
    dx, dy = abs(p[0] - q[0]), abs(p[1] - q[1])
    if min(dx, dy) > SLANT or max(dx, dy) < SHORTEST:
        return None
    x0, x1 = sorted((p[0], q[0]))
    top, bottom = sorted((p[1], q[1]))
    if x1 < 0 or bottom < 0 or x0 > view.width or top > view.height:
        return None
    return Ruling(x0, top, x1, bottom)
