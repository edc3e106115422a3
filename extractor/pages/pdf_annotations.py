"""What is laid on a page besides its content: form fields, notes, stamps, black-outs, strikes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pikepdf
import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extractor.pages.model import Box, Word
from extractor.pages.pdfium_ffi import Floats
from extractor.pages.qpdf import opened
from extractor.pages.transform import PageTransform
from extractor.regex import regex

# What pdfium draws into the page when it is asked to flatten it.
_DRAWN = frozenset({
    raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE,
    raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_POLYLINE, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK,
    raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_WATERMARK,
})  # fmt: skip
_LOOKED_AT = _DRAWN | {
    raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_REDACT, raw.FPDF_ANNOT_HIGHLIGHT,
}  # fmt: skip
DARK = 0.2  # of a colour's light
_HIDDEN, _NO_VIEW = 2, 32
_PASSWORD = 1 << 13
_FONT_SIZE = regex(r"([\d.]+)\s+Tf")
# Without a font size of its own, a field is set at most as large as this.
_USUAL_SIZE = 12.0
# Letters are so wide on average, and lines so far apart, in sizes.
_LETTER, _LEADING = 0.5, 1.15
UNREAD = (
    "The page has form fields or notes that were not read; print it to a new PDF and read that."
)


@dataclass(frozen=True, slots=True)
class Typed:
    """A text that a field or note holds, with its place in user space and its size of type."""

    text: str
    place: tuple[float, float, float, float]
    size: float | None


@dataclass(frozen=True, slots=True)
class Annotations:
    """What is laid on a page; places are (left, bottom, right, top) in user space.

    `covers` black out what is under them and `strikes` strike it out; `typed` are texts of
    fields and notes, drawn or not.
    """

    covers: Floats
    strikes: Floats
    typed: tuple[Typed, ...] = ()
    problem: str | None = None


NONE = Annotations(np.empty((0, 4)), np.empty((0, 4)))


def lay_down(
    pdf: pdfium.PdfDocument, page: pdfium.PdfPage, index: int, file: Path | bytes
) -> tuple[pdfium.PdfPage, Annotations]:
    """What is laid on a page, and the page with it drawn in (in memory) as a reader sees it.

    The page that comes back is to be used for the one given. Links and markings change nothing.
    """
    kinds = _kinds(page)
    if not _LOOKED_AT.intersection(kind for kind, _ in kinds):
        return page, NONE
    found = _read(file, index)
    if not any(kind in _DRAWN and not hidden for kind, hidden in kinds):
        return page, found
    for number, (kind, hidden) in reversed(list(enumerate(kinds))):
        if hidden or kind not in _DRAWN:
            raw.FPDFPage_RemoveAnnot(page.raw, number)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index], found


def _kinds(page: pdfium.PdfPage) -> list[tuple[int, bool]]:
    """The kind of each annotation, and whether it is hidden."""
    out = []
    for number in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, number)
        if not annotation:
            out.append((raw.FPDF_ANNOT_UNKNOWN, False))
            continue
        flags = raw.FPDFAnnot_GetFlags(annotation)
        out.append((raw.FPDFAnnot_GetSubtype(annotation), bool(flags & (_HIDDEN | _NO_VIEW))))
        raw.FPDFPage_CloseAnnot(annotation)
    return out


def _read(file: Path | bytes, index: int) -> Annotations:
    try:
        with opened(file) as pdf:
            held = pdf.pages[index].obj.get("/Annots")
            if not isinstance(held, pikepdf.Array):
                return NONE
            return _of(one for one in held if isinstance(one, pikepdf.Dictionary))
    except (pikepdf.PdfError, IndexError):
        return Annotations(NONE.covers, NONE.strikes, problem=UNREAD)


def _of(annotations: Iterator[pikepdf.Dictionary]) -> Annotations:
    covers: list[tuple[float, ...]] = []
    strikes: list[tuple[float, ...]] = []
    typed: list[Typed] = []
    for one in annotations:
        place = _numbers(one.get("/Rect"))
        if len(place) != 4:
            continue
        left, right = sorted((place[0], place[2]))
        bottom, top = sorted((place[1], place[3]))
        kind, shown = str(one.get("/Subtype")), not _flags(one) & (_HIDDEN | _NO_VIEW)
        blackens = kind == "/Redact" or (shown and kind == "/Highlight" and _is_black(one))
        if blackens or (shown and kind == "/StrikeOut"):
            quads = list(_quads(one)) or [(left, bottom, right, top)]
            (covers if blackens else strikes).extend(quads)
        elif shown and kind in ("/Square", "/Circle", "/Polygon") and _fills_undrawn(one):
            covers.append((left, bottom, right, top))
        elif shown and (text := _text(one, kind)):
            typed.append(Typed(text, (left, bottom, right, top), _size(one)))
    return Annotations(_rows(covers), _rows(strikes), tuple(typed))


def _rows(places: list[tuple[float, ...]]) -> Floats:
    return np.array(places, np.float64).reshape(-1, 4)


def _numbers(held: object) -> list[float]:
    if not isinstance(held, pikepdf.Array):
        return []
    try:
        return [float(number) for number in held]
    except (TypeError, ValueError):
        return []


def _flags(one: pikepdf.Object) -> int:
    held = one.get("/F", 0)
    return int(held) if isinstance(held, int) else 0


def _quads(one: pikepdf.Object) -> Iterator[tuple[float, float, float, float]]:
    numbers = _numbers(one.get("/QuadPoints"))
    for at in range(0, len(numbers) - 7, 8):
        xs, ys = numbers[at : at + 8 : 2], numbers[at + 1 : at + 8 : 2]
        yield min(xs), min(ys), max(xs), max(ys)


def _fills_undrawn(one: pikepdf.Object) -> bool:
    """Whether a shape is filled, and each viewer has to draw it for itself."""
    opacity = one.get("/CA", 1)
    solid = not isinstance(opacity, (int, float)) or opacity >= 0.5
    return "/AP" not in one and bool(_numbers(one.get("/IC"))) and bool(solid)


def _is_black(one: pikepdf.Object) -> bool:
    """Whether a highlight is so dark that nothing under it can be read."""
    colour, opacity = _numbers(one.get("/C")), one.get("/CA", 1)
    if not colour or (isinstance(opacity, (int, float)) and opacity < 0.9):
        return False
    return min(colour[3:]) > 1 - DARK if len(colour) == 4 else max(colour) < DARK


def _text(one: pikepdf.Object, kind: str) -> str:
    """What a field or a free text says, as it is shown."""
    if kind == "/FreeText":
        return _string(one.get("/Contents"))
    if kind != "/Widget":
        return ""
    field, value = _inherited(one, "/FT"), _inherited(one, "/V")
    if field == "/Tx":
        flags = _inherited(one, "/Ff")
        return "" if isinstance(flags, int) and flags & _PASSWORD else _string(value)
    if field != "/Ch":
        return ""
    chosen = list(value) if isinstance(value, pikepdf.Array) else [value]
    shown = _labels(_inherited(one, "/Opt"))
    return "\n".join(shown.get(text, text) for text in map(_string, chosen) if text)


def _inherited(one: pikepdf.Object, key: str) -> object:
    """What a field has, or the one that it is part of."""
    for _ in range(8):
        if key in one:
            return one[key]
        parent = one.get("/Parent")
        if not isinstance(parent, pikepdf.Dictionary):
            return None
        one = parent
    return None


def _labels(options: object) -> dict[str, str]:
    """What a choice shows for each of its values."""
    if not isinstance(options, pikepdf.Array):
        return {}
    pairs = [o for o in options if isinstance(o, pikepdf.Array) and len(o) == 2]
    return {_string(pair[0]): _string(pair[1]) for pair in pairs}


def _string(held: object) -> str:
    if isinstance(held, pikepdf.Stream):
        return held.read_bytes().decode("utf-8", "replace")
    return str(held).strip() if isinstance(held, (str, pikepdf.String)) else ""


def _size(one: pikepdf.Object) -> float | None:
    found = _FONT_SIZE.search(_string(_inherited(one, "/DA")))
    size = float(found[1]) if found and found[1].count(".") < 2 else 0.0
    return size or None


def boxes(places: Floats, view: PageTransform) -> Floats:
    """Places in user space as seen: x0, top, x1, bottom."""
    return view.boxes(places[:, [0, 3, 2, 1]])


def missing_words(
    typed: tuple[Typed, ...], words: tuple[Word, ...], view: PageTransform
) -> list[Word]:
    """The words of fields and notes that nothing on the page shows in their place."""
    out: list[Word] = []
    for one in typed:
        x0, top, x1, bottom = boxes(np.array([one.place]), view)[0].tolist()
        place = Box(x0, top, x1, bottom)
        shown = "".join(word.text for word in words if place.holds(word.box, 2.0))
        if _letters(one.text) not in _letters(shown):
            out += _set(one, place)
    return out


def _letters(text: str) -> str:
    return "".join(c for c in text if c.isalnum())


def _set(typed: Typed, place: Box) -> Iterator[Word]:
    """The words of a text set in its place, about as a viewer does it."""
    lines = [line.split() for line in typed.text.splitlines() if line.strip()]
    room = place.height / max(len(lines), 1)
    size = typed.size or min(_USUAL_SIZE, 0.75 * room)
    leading = min(_LEADING * size, room) if len(lines) > 1 else room
    for number, line in enumerate(lines):
        base = place.top + (number + 0.5) * leading + 0.35 * size
        length = sum(map(len, line)) + len(line) - 1
        letter = min(_LETTER * size, (place.width - 4) / max(length, 1))
        x = place.x0 + 2
        for text in line:
            edges = tuple(x + letter * k for k in range(len(text) + 1))
            box = Box(x, base - 0.72 * size, edges[-1], base)
            figure = len(text) > 1 and any(c.isdigit() for c in text)
            yield Word(text, box, size, base, edges=edges if figure else None)
            x = edges[-1] + letter
