"""The picture of a page as its reader saw it: with what is laid on it, black-outs above all."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2 as pdfium
from PIL import Image, ImageDraw

from extractor.pages.pdf_annotations import boxes, lay_down
from extractor.pages.transform import PageTransform

BLACK, GREY = "#000000", "#d9d9d9"
_MARGIN = 2
_TURNS = {
    1: Image.Transpose.ROTATE_270,
    2: Image.Transpose.ROTATE_180,
    3: Image.Transpose.ROTATE_90,
}
"""Clockwise quarters; Pillow counts the other way."""

Side = tuple[float, float, float, float]


def picture_of(
    pdf: pdfium.PdfDocument,
    number: int,
    file: Path,
    scale: float,
    *,
    turned: int = 0,
    contacts: Iterable[Side] = (),
    smooth: bool = True,
) -> Image.Image:
    """A page, `number` from 1, at `scale` times 72 dots an inch, turned clockwise by quarters.

    Fields, stamps and notes are drawn as they were read; what an annotation blacks out is black,
    also where each viewer has to draw the box for itself. `contacts` are boxes of contact details
    in points of the page as it is seen, and are painted over.
    """
    page, laid = lay_down(pdf, pdf[number - 1], number - 1, file)
    drawn = page.render(
        scale=scale, draw_annots=False, no_smoothpath=not smooth, no_smoothimage=not smooth
    )
    picture: Image.Image = drawn.to_pil().convert("RGB")
    view = PageTransform.of(page)
    _paint(picture, boxes(laid.covers, view).tolist(), view.width, view.height, BLACK)
    if turned % 4 in _TURNS:
        picture = picture.transpose(_TURNS[turned % 4])
    seen = view.turned(turned)
    _paint(picture, contacts, seen.width, seen.height, GREY)
    return picture


def _paint(
    picture: Image.Image, places: Iterable[Side], width: float, height: float, colour: str
) -> None:
    pen = ImageDraw.Draw(picture)
    across, down = picture.width / width, picture.height / height
    for x0, top, x1, bottom in places:
        pen.rectangle(
            (
                x0 * across - _MARGIN,
                top * down - _MARGIN,
                x1 * across + _MARGIN,
                bottom * down + _MARGIN,
            ),
            fill=colour,
        )
