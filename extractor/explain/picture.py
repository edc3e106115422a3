"""A page as a picture with everything marked that the reader saw on it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pypdfium2
from PIL import Image, ImageDraw

from extractor.blocks.model import PageBlocks
from extractor.observation import Observation
from extractor.pages.model import Box
from extractor.pages.picture import picture_of
from extractor.redaction.pages import Seen

COLOURS = {
    "heading": "#7b3294", "paragraph": "#4d9221", "list_item": "#1b7837", "table": "#2166ac",
    "card": "#2166ac", "infographic": "#2166ac", "caption": "#8073ac", "contact": "#999999",
    "contents": "#999999", "footnote": "#bf812d", "furniture": "#999999", "chart": "#999999",
    "unplaced": "#999999",
}  # fmt: skip
CELL, MEASURED, UNKNOWN = "#92c5de", "#d6001c", "#f4a300"
LEGEND = ((MEASURED, "red: matched to a measure"), (UNKNOWN, "orange: not matched"))


def draw_page(
    file: Path,
    number: int,
    blocks: PageBlocks,
    observations: Iterable[Observation],
    seen: Seen,
    scale: float = 2,
) -> Image.Image:
    """The page at `scale` × 72 dpi: blocks in their colours with their kinds, table cells,
    figures boxed in red where a rule took them and in orange where none did. `seen` says how
    the page is turned, and where contact details are: they are painted over."""
    document = pypdfium2.PdfDocument(file)
    try:
        contacts = [(b.x0, b.top, b.x1, b.bottom) for b in seen.contacts]
        picture = picture_of(document, number, file, scale, turned=seen.turned, contacts=contacts)
    finally:
        document.close()
    pen = ImageDraw.Draw(picture)
    for block in blocks.blocks:
        colour = COLOURS.get(block.kind, "#4d9221")
        box = block.table.box if block.table is not None else block.box
        if block.table is not None:
            for cell in block.table.cells:
                if cell.box is not None:
                    _outline(pen, cell.box, CELL, scale)
        if box is not None:
            _outline(pen, box, colour, scale)
            pen.text((box.x0 * scale, max(box.top * scale - 11, 0)), block.kind, fill=colour)
    for text in blocks.furniture:
        page_number, box = text.place(0, len(text.content))
        if box is not None and page_number == number:
            _outline(pen, box, COLOURS["furniture"], scale)
    for observation in observations:
        if observation.box is not None and observation.page == number:
            colour = MEASURED if observation.measure else UNKNOWN
            _outline(pen, observation.box, colour, scale, width=3)
    _legend(pen)
    return picture


def _legend(pen: ImageDraw.ImageDraw) -> None:
    """What the boxes of figures mean, in the corner of the page."""
    wide = 22 + sum(24 + pen.textlength(said) for _, said in LEGEND)
    pen.rectangle((0, 0, wide, 22), fill="white", outline="#999999")
    left = 8.0
    for colour, said in LEGEND:
        pen.rectangle((left, 6, left + 10, 16), outline=colour, width=3)
        pen.text((left + 16, 5), said, fill="black")
        left += 24 + pen.textlength(said)


def _outline(pen: ImageDraw.ImageDraw, box: Box, colour: str, scale: float, width: int = 1) -> None:
    pen.rectangle(
        (box.x0 * scale, box.top * scale, box.x1 * scale, box.bottom * scale),
        outline=colour, width=width,
    )  # fmt: skip
