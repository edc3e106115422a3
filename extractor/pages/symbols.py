"""Arrows and marks of symbol fonts, whose letters are pictures: Wingdings, Webdings, Symbol.

A file holds only the place of such a letter in its font, as a code of the private use area or as
that of an ordinary letter ("p" is an upward triangle in Wingdings 3), so that it takes the font's
name to tell what is printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from extractor.bullets import BULLET
from extractor.pages import pdfium_ffi
from extractor.pages.codes import Codes
from extractor.pages.pdfium_ffi import Ints, Pointer

FIRST_PRIVATE, LAST_PRIVATE = 0xF020, 0xF0FF
_LETTERS = range(0x21, 0x100)

_WINGDINGS = {
    **dict(zip(range(0xDF, 0xE7), "←→↑↓↖↗↙↘", strict=True)),
    **dict(zip(range(0xE7, 0xEF), "←→↑↓↖↗↙↘", strict=True)),
    **dict(zip(range(0xEF, 0xF9), "←→↑↓↔↕↖↗↙↘", strict=True)),
}
_WINGDINGS_3 = {
    **dict(zip(map(ord, "fghijklm"), "←→↑↓↖↗↙↘", strict=True)),
    **dict(zip(map(ord, "pqrstuvw"), "▲▼△▽◄►◄►", strict=True)),
}
_WEBDINGS = dict(zip(map(ord, "3456"), "◄►▲▼", strict=True))
_SYMBOL = dict(zip(range(0xAB, 0xB0), "↔←↑→↓", strict=True))
_DINGBATS = {
    **dict(zip(map(ord, "st"), "▲▼", strict=True)),
    **dict(zip(range(0xD4, 0xDB), "→→↔↕↘→↗", strict=True)),
}
# By the beginning of the font's name, the longer ones first.
_FONTS: tuple[tuple[bytes, Mapping[int, str]], ...] = (
    (b"wingdings3", _WINGDINGS_3),
    (b"wingdings-3", _WINGDINGS_3),
    (b"wingdings 3", _WINGDINGS_3),
    (b"wingdings2", {}),
    (b"wingdings-2", {}),
    (b"wingdings 2", {}),
    (b"wingdings", _WINGDINGS),
    (b"webdings", _WEBDINGS),
    (b"symbol", _SYMBOL),
    (b"zapfdingbats", _DINGBATS),
    (b"itczapfdingbats", _DINGBATS),
)
# Greek letters and signs of the font Symbol have codes of their own that say what they are.
_ORDINARY = b"symbol"


def printed_signs(
    text: Pointer, raw: Codes, starts: Ints, ends: Ints, objects: Ints
) -> tuple[Ints, Codes]:
    """Where symbol fonts print something else than the codes `raw` say, and what.

    `starts` and `ends` are the words of the page's text, `objects` the text object of each.
    """
    places: list[int] = []
    signs: list[int] = []
    asked = sorted(set(objects.tolist()) - {0})
    names = dict(zip(asked, map(_font_of, pdfium_ffi.font_names(asked)), strict=True))
    for word in np.flatnonzero(np.isin(objects, [o for o in asked if names[o]])).tolist():
        font = names[int(objects[word])]
        if font is not None and font[0] != _ORDINARY:
            for at in range(int(starts[word]), int(ends[word])):
                if int(raw[at]) in _LETTERS:
                    places.append(at)
                    signs.append(ord(font[1].get(int(raw[at]), BULLET)))
    private = np.flatnonzero((raw >= FIRST_PRIVATE) & (raw <= LAST_PRIVATE)).tolist()
    held = pdfium_ffi.text_objects(text, private) if private else []
    fonts = map(_font_of, pdfium_ffi.font_names(held))
    for at, font in zip(private, fonts, strict=True):
        sign = font[1].get(int(raw[at]) & 0xFF) if font is not None else None
        if sign is not None:
            places.append(at)
            signs.append(ord(sign))
    return np.array(places, np.int64), np.array(signs, np.uint32)


@lru_cache(maxsize=1 << 12)
def _font_of(name: bytes) -> tuple[bytes, Mapping[int, str]] | None:
    """The symbol font of this name, which in a file may begin with six letters and "+"."""
    own = name.rpartition(b"+")[2]
    return next((font for font in _FONTS if own.startswith(font[0])), None)
