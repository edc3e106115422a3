"""Calls into pdfium that are made for every character or word, without per-call overhead.

The same functions as in `pypdfium2.raw`, taken by address, with plain integers as
arguments: results land in numpy buffers, and `map` drives the loop in C.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable, Iterable
from ctypes import c_char_p, c_double, c_int, c_uint, c_ulong, c_void_p
from itertools import repeat

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

Floats = npt.NDArray[np.float64]


def by_address(name: str, result: type, *arguments: type) -> Callable[..., int]:
    """`name` of pdfium with prototypes of plain integers; the GIL is kept during a call."""
    address = ctypes.cast(getattr(raw, name), c_void_p).value
    assert address is not None
    return ctypes.PYFUNCTYPE(result, *arguments)(address)


_loose_box = by_address("FPDFText_GetLooseCharBox", c_int, c_void_p, c_int, c_void_p)
_count_rects = by_address("FPDFText_CountRects", c_int, c_void_p, c_int, c_int)
_rect = by_address(
    "FPDFText_GetRect", c_int, c_void_p, c_int, c_void_p, c_void_p, c_void_p, c_void_p
)
_font_size: Callable[..., float] = by_address("FPDFText_GetFontSize", c_double, c_void_p, c_int)
_matrix = by_address("FPDFText_GetMatrix", c_int, c_void_p, c_int, c_void_p)
_origin = by_address("FPDFText_GetCharOrigin", c_int, c_void_p, c_int, c_void_p, c_void_p)
_unicode = by_address("FPDFText_GetUnicode", c_uint, c_void_p, c_int)
_map_error = by_address("FPDFText_HasUnicodeMapError", c_int, c_void_p, c_int)
_text_object = by_address("FPDFText_GetTextObject", c_void_p, c_void_p, c_int)
_object_font = by_address("FPDFTextObj_GetFont", c_void_p, c_void_p)
_font_name = by_address("FPDFFont_GetBaseFontName", c_ulong, c_void_p, c_char_p, c_ulong)
_text = by_address("FPDFText_GetText", c_int, c_void_p, c_int, c_int, c_void_p)


def address_of(pointer: object) -> int:
    """The address that a pypdfium2 handle stands for."""
    value = ctypes.cast(pointer, c_void_p).value  # type: ignore[arg-type]
    return value or 0


def _run(calls: Iterable[object]) -> None:
    deque(calls, maxlen=0)


def code_points(text: int, count: int) -> str:
    """All characters of a text page, exactly one for each pdfium character index."""
    buffer = (ctypes.c_ushort * (count + 1))()
    _text(text, 0, count, ctypes.addressof(buffer))
    decoded = bytes(buffer)[: 2 * count].decode("utf-16-le", "replace")
    if len(decoded) == count and "\0" not in decoded:
        return decoded
    # Characters outside the basic plane take two UTF-16 units: ask one by one.
    codes = map(_unicode, repeat(text, count), range(count))
    return "".join(chr(c) if 0 < c < 0x110000 and not 0xD800 <= c < 0xE000 else "�" for c in codes)


def loose_boxes(text: int, count: int) -> Floats:
    """The advance box of every character: (count, 4) left, top, right, bottom, user space."""
    out = np.zeros((count, 4), np.float32)
    base = out.ctypes.data
    _run(map(_loose_box, repeat(text, count), range(count), range(base, base + 16 * count, 16)))
    return out.astype(np.float64)


def tight_boxes(text: int, starts: Iterable[int], lengths: Iterable[int]) -> Floats:
    """The ink box of each stretch of characters: (n, 4) left, top, right, bottom, user space."""
    start_list, length_list = list(starts), list(lengths)
    n = len(start_list)
    out = np.zeros((n, 4), np.float64)
    base = out.ctypes.data
    at = [range(base + 8 * k, base + 8 * k + 32 * n, 32) for k in range(4)]
    counts = map(_count_rects, repeat(text, n), start_list, length_list)
    firsts = map(_rect, repeat(text, n), repeat(0, n), *at)
    # The rectangles of one call to CountRects are gone with the next: keep in step.
    several = [i for i, (k, _) in enumerate(zip(counts, firsts, strict=True)) if k > 1]
    part = (c_double * 4)()
    cells = [ctypes.addressof(part) + 8 * k for k in range(4)]
    for i in several:
        for k in range(_count_rects(text, start_list[i], length_list[i])):
            _rect(text, k, *cells)
            left, top, right, bottom = part
            out[i, 0], out[i, 1] = min(out[i, 0], left), max(out[i, 1], top)
            out[i, 2], out[i, 3] = max(out[i, 2], right), min(out[i, 3], bottom)
    return out


def matrices(text: int, indexes: Iterable[int]) -> Floats:
    """The text matrix at each character: (n, 6) a, b, c, d, e, f."""
    index_list = list(indexes)
    n = len(index_list)
    out = np.zeros((n, 6), np.float32)
    base = out.ctypes.data
    _run(map(_matrix, repeat(text, n), index_list, range(base, base + 24 * n, 24)))
    return out.astype(np.float64)


def origins(text: int, indexes: Iterable[int]) -> Floats:
    """The origin (on the baseline) of each character: (n, 2) x, y in user space."""
    index_list = list(indexes)
    n = len(index_list)
    out = np.zeros((n, 2), np.float64)
    base = out.ctypes.data
    xs, ys = range(base, base + 16 * n, 16), range(base + 8, base + 8 + 16 * n, 16)
    _run(map(_origin, repeat(text, n), index_list, xs, ys))
    return out


def font_sizes(text: int, indexes: Iterable[int]) -> Floats:
    """The Tf size at each character, before the text matrix."""
    index_list = list(indexes)
    return np.fromiter(map(_font_size, repeat(text), index_list), np.float64, len(index_list))


def unmapped(text: int, indexes: Iterable[int]) -> int:
    """How many of the characters have a font that does not say which letters they are."""
    return sum(1 for wrong in map(_map_error, repeat(text), indexes) if wrong == 1)


def bold(text: int, indexes: Iterable[int]) -> list[bool]:
    """Whether the font at each character calls itself bold."""
    index_list = list(indexes)
    objects = [o or 0 for o in map(_text_object, repeat(text), index_list)]
    weights: dict[int, bool] = {}
    of_object: dict[int, bool] = {}
    for one in set(objects):
        font = (_object_font(one) or 0) if one else 0
        if font not in weights:
            weights[font] = _named_bold(font) if font else False
        of_object[one] = weights[font]
    return [of_object[o] for o in objects]


def _named_bold(font: int) -> bool:
    buffer = ctypes.create_string_buffer(128)
    _font_name(font, buffer, 128)
    name = buffer.value.lower()
    return any(word in name for word in (b"bold", b"black", b"heavy", b"-demi"))
