"""Calls into pdfium that are made for every character or word, without per-call overhead.

The same functions as in `pypdfium2.raw`, taken by address and without prototypes. Their
arguments are made once, in the form in which ctypes passes them on, and point into buffers
that live as long as the program; `map` drives the loop in C. A call with a prototype, which
converts every argument again, takes more than twice as long.
"""

from __future__ import annotations

import ctypes
import math
from collections import deque
from collections.abc import Callable, Sequence
from ctypes import byref, c_double, c_float, c_int, c_size_t, c_void_p
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
# A pointer as ctypes passes it on: what `pointer` or `byref` gives.
Pointer = Any

# Letters that are filled and drawn around; a line thinner than this (points) shows in none.
_FILLED_AND_STROKED = (
    raw.FPDF_TEXTRENDERMODE_FILL_STROKE,
    raw.FPDF_TEXTRENDERMODE_FILL_STROKE_CLIP,
)
HAIR_LINE = 0.05
# What a segment of a path is: pdfium draws a line or a curve to its point, or begins there.
LINE_TO, BEZIER_TO, MOVE_TO = 0, 1, 2
# So many rows of numbers are read at once.
ROWS = 1024


def by_address(name: str, result: Any = c_int) -> Callable[..., Any]:
    """`name` of pdfium without a prototype; the GIL is kept during a call.

    Whole numbers are passed to it as C ints; all else must be made for ctypes beforehand.
    """
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result)(address)


at_address: Callable[[int], Pointer] = c_void_p.from_param


def pointer(held: object) -> Pointer:
    """A handle of pypdfium2 for functions of `by_address`."""
    return at_address(ctypes.cast(held, c_void_p).value or 0)  # type: ignore[arg-type]


class Buffer:
    """Rows of numbers for pdfium to write to; `cells` are pointers into each of them.

    A function that takes one pointer writes whole rows, one that takes several a number each.
    """

    def __init__(self, kind: Any, columns: int, *, whole: bool) -> None:
        memory = (kind * (columns * ROWS))()
        width = ctypes.sizeof(kind)
        self.rows = np.frombuffer(memory, kind).reshape(ROWS, columns)
        self.cells: list[list[Pointer]] = [
            [byref(memory, width * (columns * row + column)) for row in range(ROWS)]
            for column in range(1 if whole else columns)
        ]

    def read(self, call: Callable[..., Any], text: Pointer, indexes: Sequence[int]) -> Floats:
        """What `call` gives for each of the indexes; zeros where it gives nothing."""
        out = np.empty((len(indexes), self.rows.shape[1]))
        for first in range(0, len(indexes), ROWS):
            part = indexes[first : first + ROWS]
            self.rows[: len(part)] = 0
            deque(map(call, repeat(text), part, *self.cells), maxlen=0)
            out[first : first + len(part)] = self.rows[: len(part)]
        return out

    def each(self, call: Callable[..., Any], objects: Sequence[Pointer]) -> Floats:
        """What `call` gives for each of the objects; zeros where it gives nothing."""
        out = np.empty((len(objects), self.rows.shape[1]))
        for first in range(0, len(objects), ROWS):
            part = objects[first : first + ROWS]
            self.rows[: len(part)] = 0
            deque(map(call, part, *self.cells), maxlen=0)
            out[first : first + len(part)] = self.rows[: len(part)]
        return out


_loose_box = by_address("FPDFText_GetLooseCharBox")
_count_rects = by_address("FPDFText_CountRects")
_rect = by_address("FPDFText_GetRect")
_font_size = by_address("FPDFText_GetFontSize", c_double)
_matrix = by_address("FPDFText_GetMatrix")
_origin = by_address("FPDFText_GetCharOrigin")
_unicode = by_address("FPDFText_GetUnicode", ctypes.c_uint)
_map_error = by_address("FPDFText_HasUnicodeMapError")
_generated = by_address("FPDFText_IsGenerated")
_text_object = by_address("FPDFText_GetTextObject", c_size_t)
_object_font = by_address("FPDFTextObj_GetFont", c_size_t)
_render_mode = by_address("FPDFTextObj_GetTextRenderMode")
_stroke_width = by_address("FPDFPageObj_GetStrokeWidth")
_font_name = by_address("FPDFFont_GetBaseFontName", c_size_t)
_text = by_address("FPDFText_GetText")

_four = Buffer(c_float, 4, whole=True)
_sides = Buffer(c_double, 4, whole=False)
_six = Buffer(c_float, 6, whole=True)
_point = Buffer(c_double, 2, whole=False)


def code_points(text: Pointer, count: int) -> str:
    """All characters of a text page, exactly one for each pdfium character index."""
    buffer = (ctypes.c_ushort * (count + 1))()
    _text(text, 0, count, byref(buffer))
    decoded = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(decoded) == count and "\0" not in decoded:
        return decoded
    # Characters outside the basic plane take two UTF-16 units: ask one by one.
    codes = map(_unicode, repeat(text, count), range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "�" for c in codes)


def loose_boxes(text: Pointer, indexes: Sequence[int]) -> Floats:
    """The advance box of each character: (n, 4) left, top, right, bottom, user space."""
    return _four.read(_loose_box, text, indexes)


def tight_boxes(
    text: Pointer, starts: Sequence[int], lengths: Sequence[int]
) -> tuple[Floats, list[int]]:
    """The ink box of each stretch of characters, and how many text objects it takes.

    Boxes are (n, 4) left, top, right, bottom in user space; zeros where there is no ink.
    """
    out = np.empty((len(starts), 4))
    objects: list[int] = []
    for first in range(0, len(starts), ROWS):
        begins, counts = starts[first : first + ROWS], lengths[first : first + ROWS]
        rows = _sides.rows[: len(begins)]
        rows[:] = 0
        found = map(_count_rects, repeat(text), begins, counts)
        taken = map(_rect, repeat(text), repeat(0), *_sides.cells)
        # The rectangles of one call to CountRects are gone with the next: keep in step.
        parts = [count for count, _ in zip(found, taken, strict=False)]
        several = [row for row, count in enumerate(parts) if count > 1]
        if several:
            rows[several] = [_around(text, begins[row], counts[row]) for row in several]
        out[first : first + len(begins)] = rows
        objects += parts
    return out, objects


_side = (c_double * 4)()
_side_cells = [byref(_side, 8 * column) for column in range(4)]


def _around(text: Pointer, start: int, length: int) -> tuple[float, float, float, float]:
    """The box around the several rectangles of a stretch, the first of which may be empty."""
    x0, y1, x1, y0 = math.inf, -math.inf, -math.inf, math.inf
    for index in range(_count_rects(text, start, length)):
        _rect(text, index, *_side_cells)
        left, top, right, bottom = _side
        x0, y1 = (left if left < x0 else x0), (top if top > y1 else y1)
        x1, y0 = (right if right > x1 else x1), (bottom if bottom < y0 else y0)
    return x0, y1, x1, y0


def matrices(text: Pointer, indexes: Sequence[int]) -> Floats:
    """The text matrix at each character: (n, 6) a, b, c, d, e, f."""
    return _six.read(_matrix, text, indexes)


def origins(text: Pointer, indexes: Sequence[int]) -> Floats:
    """The origin (on the baseline) of each character: (n, 2) x, y in user space."""
    return _point.read(_origin, text, indexes)


def font_sizes(text: Pointer, indexes: Sequence[int]) -> Floats:
    """The Tf size at each character, before the text matrix."""
    return np.fromiter(map(_font_size, repeat(text), indexes), np.float64, len(indexes))


def unmapped(text: Pointer, indexes: Sequence[int]) -> int:
    """How many of the characters have a font that does not say which letters they are."""
    return list(map(_map_error, repeat(text), indexes)).count(1)


def generated(text: Pointer, indexes: Sequence[int]) -> Flags:
    """Which of the characters pdfium put in itself: spaces where letters stand apart."""
    return np.asarray(np.array(list(map(_generated, repeat(text), indexes))) == 1, bool)


def text_objects(text: Pointer, indexes: Sequence[int]) -> list[int]:
    """The addresses of the text objects that the characters belong to; 0 for none.

    One object has one font, size and matrix.
    """
    return list(map(_text_object, repeat(text), indexes))


def bold(objects: Sequence[int]) -> list[bool]:
    """Whether each text object looks bold: by its font's name, or drawn thicker by a stroke."""
    fonts = [_object_font(at_address(one)) if one else 0 for one in objects]
    named = {font: _named_bold(font) for font in set(fonts)}
    return [
        named[font] or (one != 0 and _stroked(one))
        for one, font in zip(objects, fonts, strict=True)
    ]


_width = c_float()
_width_at = byref(_width)


def _stroked(text_object: int) -> bool:
    """Whether letters are filled and drawn around with more than a hair line."""
    if _render_mode(at_address(text_object)) not in _FILLED_AND_STROKED:
        return False
    _width.value = 0.0
    return bool(_stroke_width(at_address(text_object), _width_at)) and _width.value > HAIR_LINE


_name = ctypes.create_string_buffer(128)
_name_at, _name_length = byref(_name), c_size_t(128)


def font_names(objects: Sequence[int]) -> list[bytes]:
    """The name of the font of each text object, in small letters."""
    fonts = [_object_font(at_address(one)) if one else 0 for one in objects]
    named = {font: _font_named(font) for font in set(fonts)}
    return [named[font] for font in fonts]


def _font_named(font: int) -> bytes:
    if not font:
        return b""
    _name.value = b""
    _font_name(at_address(font), _name_at, _name_length)
    return _name.value.lower()


def _named_bold(font: int) -> bool:
    name = _font_named(font)
    return any(word in name for word in (b"bold", b"black", b"heavy", b"-demi"))
